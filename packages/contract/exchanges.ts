import * as v from 'valibot'
import { Id } from './ids.ts'
import { WireVerdict } from './problems.ts'
import { Seconds } from './seconds.ts'
import { CancellationReason, ReversalReason, Title } from './texts.ts'
import { Day, Moment } from './times.ts'

export const ExchangeState = v.picklist([
  'proposed',
  'agreed',
  'done',
  'confirmed',
  'declined',
  'cancelled',
  'reversed',
  'lapsed',
  'disputed',
  'settled',
])
export type ExchangeState = v.InferOutput<typeof ExchangeState>

/** Day and place two people agree on. */
export const AgreedFor = v.strictObject({
  at: v.optional(v.nullable(Moment), null),
  place: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(120)), ''),
})

/** Propose an exchange, or record help already given (`alreadyDone`). One receiver for now. */
export const ExchangeProposal = v.strictObject({
  id: Id,
  giver: Id,
  receivers: v.pipe(v.array(Id), v.minLength(1), v.maxLength(1, 'one receiver')),
  about: v.optional(
    v.nullable(v.union([v.strictObject({ need: Id }), v.strictObject({ offer: Id })])),
    null,
  ),
  title: Title,
  agreedFor: v.optional(v.nullable(AgreedFor), null),
  estimateSeconds: Seconds,
  workedOn: v.optional(v.nullable(Day), null),
  alreadyDone: v.optional(v.boolean(), false),
})
export type ExchangeProposal = v.InferOutput<typeof ExchangeProposal>

/** Say it is done: how long it took and on which day. */
export const Completion = v.strictObject({ seconds: Seconds, workedOn: Day })
export type Completion = v.InferOutput<typeof Completion>
/** Say the hours are right, or how long it really was. */
export const Confirmation = v.strictObject({ seconds: Seconds })
export type Confirmation = v.InferOutput<typeof Confirmation>
/** Call it off, and why. */
export const Cancellation = v.strictObject({ reason: CancellationReason })
export type Cancellation = v.InferOutput<typeof Cancellation>
/** Undo confirmed hours, and why. */
export const Reversal = v.strictObject({ reason: ReversalReason })
export type Reversal = v.InferOutput<typeof Reversal>

/** What the caller may do next with an exchange, by the operation's noun. */
export const ExchangeAct = v.picklist([
  'acceptance',
  'declination',
  'cancellation',
  'completion',
  'confirmation',
  'reversal',
  'proposal',
  'dispute',
  'settlement',
  'undo',
  'return',
  'thanks',
  'messages',
])
export type ExchangeAct = v.InferOutput<typeof ExchangeAct>

export const ExchangeStep = v.object({
  step: v.number(),
  to: ExchangeState,
  by: v.nullable(Id),
  for: v.nullable(Id),
  at: Moment,
  reason: v.nullable(v.string()),
})

export const Exchange = v.object({
  id: Id,
  state: ExchangeState,
  giver: Id,
  receivers: v.array(Id),
  names: v.record(v.string(), v.string()),
  about: v.nullable(v.union([v.object({ need: Id }), v.object({ offer: Id })])),
  title: v.string(),
  agreedFor: v.nullable(v.object({ at: v.nullable(Moment), place: v.string() })),
  estimateSeconds: v.number(),
  saidSeconds: v.object({ giver: v.nullable(v.number()), receiver: v.nullable(v.number()) }),
  workedOn: v.nullable(Day),
  transfers: v.array(Id),
  holds: v.array(Id),
  charter: v.number(),
  steps: v.array(ExchangeStep),
  may: v.array(ExchangeAct),
  verdicts: v.optional(v.array(WireVerdict)),
})
export type Exchange = v.InferOutput<typeof Exchange>
