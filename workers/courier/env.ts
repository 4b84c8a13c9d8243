import type { Open } from '@commonhour/host'
import type { Mailer } from './mail/mailer.ts'

/** Everything the courier needs from where it runs. It holds no key of tokens or sign-in. */
export interface CourierEnv {
  /** The origin everyone knows us by, without a slash at the end: where links in mail lead. */
  readonly base: string
  /** A client by database name. */
  readonly open: Open
  readonly mailer: Mailer
  /** Who mail is from: an address, which calendar invites name as their organiser. */
  readonly from: string
  /** Milliseconds since the epoch. */
  now(): number
  /** 0 ≤ chance < 1. */
  chance(): number
  /** One JSON line: no names, no addresses, no texts. */
  log(line: LogLine): void
}

/** What is noted of a round: codes and counts only. */
export interface LogLine {
  readonly level: 'info' | 'error'
  readonly event: string
  readonly [field: string]: string | number | null
}
