import * as v from 'valibot'
import { Difference } from './charters.ts'
import { Id } from './ids.ts'
import { Office } from './members.ts'
import { LineReason } from './texts.ts'
import { Moment } from './times.ts'
import { TransferReceipt } from './transfers.ts'

/** What needs a second steward (product.md, four-eyes). */
export const MotionKind = v.picklist([
  'amendment',
  'lift',
  'reversal',
  'appointment',
  'removal',
  'grant',
])
export type MotionKind = v.InferOutput<typeof MotionKind>
/**
 * `waiting` for a second steward; `announced` to all members, as none is free; `objected` to, so
 * that only a second steward carries it; then carried, withdrawn, or run out.
 */
export const MotionState = v.picklist([
  'waiting',
  'announced',
  'objected',
  'carried',
  'withdrawn',
  'lapsed',
])
export type MotionState = v.InferOutput<typeof MotionState>
/** Why a member objects: a closed list, since it stands in the log. */
export const ObjectionReason = v.picklist([
  'not_fair',
  'not_clear',
  'too_soon',
  'wants_a_meeting',
  'other',
])
export type ObjectionReason = v.InferOutput<typeof ObjectionReason>
export const Objection = v.strictObject({ reason: ObjectionReason })

export const MotionAct = v.picklist(['approval', 'objection', 'withdrawal'])
export type MotionAct = v.InferOutput<typeof MotionAct>

/** A motion, as its reader may see it. */
export const Motion = v.object({
  id: Id,
  kind: MotionKind,
  state: MotionState,
  /** Whom it is about; null for the charter, and for readers who need not know whom. */
  member: v.nullable(Id),
  proposedBy: Id,
  at: Moment,
  /** When it takes effect unless a member objects; null while it waits for a second steward. */
  announcedUntil: v.nullable(Moment),
  /** When it runs out, undecided. */
  lapsesAt: Moment,
  amendment: v.nullable(
    v.object({
      base: v.number(),
      effectiveFrom: Moment,
      differences: v.array(Difference),
    }),
  ),
  line: v.nullable(v.object({ floorSeconds: v.number(), until: Moment, reason: LineReason })),
  office: v.nullable(Office),
  /** The help whose hours it would undo, to readers who may know of whom it is. */
  exchange: v.optional(Id),
  /** What was asked of the pool, to the same readers. */
  application: v.optional(Id),
  steps: v.array(
    v.object({
      act: v.picklist(['seconded', 'objected', 'withdrawn', 'carried', 'lapsed']),
      /** Null for time, and for a member who objected: that is theirs and the stewards' to know. */
      by: v.nullable(Id),
      at: Moment,
      reason: v.nullable(v.string()),
    }),
  ),
  names: v.record(v.string(), v.string()),
  /** The signed promises of the hours that it moved once it was seconded, on that write. */
  receipts: v.optional(v.array(TransferReceipt)),
  /** What the reader may do next. */
  may: v.array(MotionAct),
})
export type Motion = v.InferOutput<typeof Motion>
