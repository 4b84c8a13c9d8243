import type { Open } from '@commonhour/host'
import type { JWTVerifyGetKey } from 'jose'
import type { Quota } from './quota.ts'

/** Everything the API needs from where it runs. Standalone, the edge and tests each make one. */
export interface ApiEnv {
  /** The origin everyone knows us by, without a slash at the end: issuer and audience of tokens. */
  readonly base: string
  /** A client by database name; on workerd a new one at every call. */
  readonly open: Open
  /** Finds the public key of a token (jose). The API holds no private key of identity. */
  readonly keys: JWTVerifyGetKey
  /** Keys the fingerprints of idempotent requests, so that a copy of the books reveals no body. */
  readonly fingerprintSecret: string
  /**
   * HMAC-SHA-256 of a text in base64url, where the host has one that does it at once: Node's own of
   * the Web Crypto API wakes a thread for every short text. The platform's is used without it.
   */
  readonly hmac?: (secret: string, text: string) => string
  /**
   * What receipt keys derive from, base64url; without it none is signed. It is not the secret of
   * reports, and that one cannot be found from it.
   */
  readonly receiptSecret?: string
  readonly quota: Quota
  /** Milliseconds since the epoch. */
  now(): number
  random(bytes: number): Uint8Array<ArrayBuffer>
  /** One JSON line: no names, no texts, no tokens. */
  log(line: LogLine): void
  /** The script of the docs page; absent where the edge serves it as a static asset. */
  readonly docsScript?: () => Promise<Uint8Array<ArrayBuffer>>
  /** Holds every answer against its schema and throws where it differs: on in tests. */
  readonly checkAnswers?: boolean
}

/** What is noted of a request: times in milliseconds, codes and counts only. */
export interface LogLine {
  readonly level: 'info' | 'error'
  readonly event: string
  readonly [field: string]: string | number | boolean | null | undefined | readonly string[]
}
