/** When the same request may be sent again: `now` (facts moved; gather and decide afresh),
 * `later` (something must change first), `never` (the request itself is wrong). */
export type Again = 'never' | 'later' | 'now'
export interface FaultKind {
  readonly status: number
  readonly again: Again
  /** One sentence to the one who asked: what is so, and what to do next. */
  readonly says: string
}

/** An entry of the catalogue: its status, when to try again, and what to do next. */
export function kind(status: number, again: Again, says: string): FaultKind {
  return { status, again, says }
}
