import type { LineReason, Office, Reversal } from '@commonhour/contract'

/** What a motion says, in codes and numbers: its kind tells which of these are there. */
export interface MotionBody {
  readonly floorSeconds?: number
  /** Milliseconds since the epoch. */
  readonly until?: number
  readonly reason?: LineReason
  readonly office?: Office
  /** The member who applied, and the id that the grant's transfer will have. */
  readonly applicant?: string
  readonly transfer?: string
  /** Why booked hours are undone, and the ids that what mirrors them will have. */
  readonly reversal?: Reversal['reason']
  readonly mirrors?: readonly string[]
}
