import * as v from 'valibot'
import { Id } from './ids.ts'
import { Seconds } from './seconds.ts'
import { Title } from './texts.ts'
import { Day, Moment } from './times.ts'
import { TransferReceipt } from './transfers.ts'

/** A member by id, or by the number that stands on paper. */
export const MemberRef = v.union([Id, v.pipe(v.number(), v.integer(), v.minValue(1))])
export type MemberRef = v.InferOutput<typeof MemberRef>

/** One slip: who helped whom, how long, when, with what. `id` becomes the exchange's. */
export const Slip = v.strictObject({
  id: Id,
  giver: MemberRef,
  receiver: MemberRef,
  seconds: Seconds,
  workedOn: Day,
  title: Title,
})
export type Slip = v.InferOutput<typeof Slip>

export const SlipSource = v.picklist(['phone', 'paper'])
/** Exchanges that two others told a coordinator of, on paper or by telephone. */
export const SlipBatch = v.strictObject({
  id: Id,
  source: SlipSource,
  lines: v.pipe(v.array(Slip), v.minLength(1, 'a line'), v.maxLength(100, 'at most 100 lines')),
})
export type SlipBatch = v.InferOutput<typeof SlipBatch>

/**
 * What becomes of one line: booked at once; `waits`: done, but beyond the receiver's line, so a
 * coordinator finds a way; or refused, with the reason.
 */
export const SlipOutcome = v.picklist(['booked', 'waits', 'refused'])
export const JudgedSlip = v.object({
  line: v.number(),
  exchange: Id,
  giver: v.nullable(v.object({ member: Id, name: v.string() })),
  receiver: v.nullable(v.object({ member: Id, name: v.string() })),
  seconds: v.number(),
  workedOn: Day,
  title: v.string(),
  outcome: SlipOutcome,
  code: v.nullable(v.string()),
  says: v.nullable(v.string()),
  /** The same two, day and hours stand in the books already, or in an earlier line. */
  seenBefore: v.boolean(),
})
export type JudgedSlip = v.InferOutput<typeof JudgedSlip>
export const JudgedSlips = v.object({
  bookable: v.boolean(),
  seconds: v.number(),
  lines: v.array(JudgedSlip),
})
export type JudgedSlips = v.InferOutput<typeof JudgedSlips>

/** A batch that was entered, and where each of its exchanges stands now. */
export const EnteredSlips = v.object({
  id: Id,
  source: SlipSource,
  by: v.object({ member: Id, name: v.string() }),
  at: Moment,
  seconds: v.number(),
  reversedAt: v.nullable(Moment),
  lines: v.array(
    v.object({
      line: v.number(),
      exchange: Id,
      giver: v.object({ member: Id, name: v.string() }),
      receiver: v.object({ member: Id, name: v.string() }),
      seconds: v.number(),
      workedOn: v.nullable(Day),
      title: v.string(),
      state: v.string(),
    }),
  ),
  may: v.array(v.picklist(['reversal'])),
  /** The signed promises of all lines by which hours of the batch moved, on writes. */
  receipts: v.optional(v.array(TransferReceipt)),
})
export type EnteredSlips = v.InferOutput<typeof EnteredSlips>
/** One batch among others. */
export const SlipBatchLine = v.object({
  id: Id,
  source: SlipSource,
  by: v.object({ member: Id, name: v.string() }),
  at: Moment,
  lines: v.number(),
  seconds: v.number(),
  reversedAt: v.nullable(Moment),
})
export type SlipBatchLine = v.InferOutput<typeof SlipBatchLine>
