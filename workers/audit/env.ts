import type { Open } from '@commonhour/host'

/** Everything audit needs from where it runs. It alone holds the keys of reports. */
export interface AuditEnv {
  /** The origin everyone knows us by, without a slash at the end; logs are named under it. */
  readonly base: string
  /** A client by database name; `audit` is its own memory, which nobody else opens. */
  readonly open: Open
  /** What every community's keys derive from, 32 bytes at least. */
  readonly secret: Uint8Array
  /**
   * The public half of the key that stewards keep on paper, for communities founded without one;
   * null where there is none: those are then not sealed.
   */
  readonly recoveryX: string | null
  /** Milliseconds since the epoch. */
  now(): number
  random(bytes: number): Uint8Array<ArrayBuffer>
  /** One JSON line: codes, numbers and hashes only. */
  log(line: LogLine): void
}

export interface LogLine {
  readonly level: 'info' | 'error'
  readonly event: string
  readonly [field: string]: string | number | null
}
