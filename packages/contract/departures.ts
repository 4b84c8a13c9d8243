import * as v from 'valibot'
import { Id } from './ids.ts'
import { Moment } from './times.ts'
import { TransferReceipt } from './transfers.ts'

/**
 * Why a member leaves: a closed list, as it stands in the log. By themself they leave or move; a
 * coordinator enters a death, or what the member asked for.
 */
export const DepartureReason = v.picklist(['leaves', 'moved', 'died', 'asked_to'])
export type DepartureReason = v.InferOutput<typeof DepartureReason>

/** To whom the hours in hand go; null leaves it to the pool after the charter’s days. */
export const HandTo = v.nullable(
  v.union([v.strictObject({ pool: Id }), v.strictObject({ member: Id })]),
)
export type HandTo = v.InferOutput<typeof HandTo>

export const Leaving = v.strictObject({
  reason: DepartureReason,
  handTo: v.optional(HandTo, null),
})
export type Leaving = v.InferOutput<typeof Leaving>

/** A departure as the one who left and the coordinators read it: nothing of a standing. */
export const Departure = v.object({
  member: Id,
  reason: DepartureReason,
  at: Moment,
  /** Whether the account is closed: hours handed over, or none in hand. */
  isClosed: v.boolean(),
  /** The day by which hours that nobody was named for go to the pool. */
  handedOverBy: v.string(),
  /** The signed promises of the lines it wrote, on writes: hours returned, and given on. */
  receipts: v.optional(v.array(TransferReceipt)),
})
export type Departure = v.InferOutput<typeof Departure>
