import { ProtocolError } from './hrana.ts'

/** A request body may have this many bytes; more is answered 413. */
export const MAX_BODY_BYTES = 32 * 1024 * 1024

/** An answer before it is put on a wire: a status and what its JSON says. */
export interface Reply {
  status: number
  body: object
}

/** Asks for one answer; `readBody` is called at most once and may throw ProtocolError. */
export type Answer = (
  method: string,
  path: string,
  readBody: () => Promise<string>,
  asker: AbortSignal | null,
) => Promise<Reply>

/** The refusal of a body over MAX_BODY_BYTES. */
export function bodyTooLarge(): ProtocolError {
  return new ProtocolError(413, 'BODY_TOO_LARGE', `A request may have ${MAX_BODY_BYTES} bytes`)
}
