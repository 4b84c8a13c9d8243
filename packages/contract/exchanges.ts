import * as v from 'valibot'
import { Thanks } from './exchangesAfter.ts'
import { Id } from './ids.ts'
import { WireVerdict } from './problems.ts'
import { Seconds } from './seconds.ts'
import { CancellationReason, ReversalReason, Title } from './texts.ts'
import { Day, Moment } from './times.ts'
import { TransferReceipt } from './transfers.ts'

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

/** The most receivers one exchange may name; a charter may put fewer on the auditors' list. */
export const mostReceivers = 20

/**
 * Propose an exchange, or record help already given (`alreadyDone`). Several receivers share its
 * seconds in whole steps of the charter.
 */
export const ExchangeProposal = v.strictObject({
  id: Id,
  giver: Id,
  receivers: v.pipe(
    v.array(Id),
    v.minLength(1),
    v.maxLength(mostReceivers, `at most ${mostReceivers} receivers`),
    v.check((ids) => new Set(ids).size === ids.length, 'each receiver once'),
  ),
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

/** The step that was looked at: an answer to older terms is refused. */
const LookedAt = v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)))
/** Agree; may name the step that was looked at, else whatever stands is agreed to. */
export const Acceptance = v.strictObject({ step: LookedAt })
export type Acceptance = v.InferOutput<typeof Acceptance>
/** Another day, place or estimate for a proposal that waits. */
export const ProposedTerms = v.strictObject({
  estimateSeconds: Seconds,
  agreedFor: v.optional(v.nullable(AgreedFor), null),
  step: LookedAt,
})
export type ProposedTerms = v.InferOutput<typeof ProposedTerms>

/** Say it is done: how long it took and on which day. */
export const Completion = v.strictObject({ seconds: Seconds, workedOn: Day })
export type Completion = v.InferOutput<typeof Completion>
/**
 * Say the hours are right, or how long it really was. One of several receivers says how long their
 * own part was.
 */
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
  /** For how long it says the help took, or how someone remembers it. */
  seconds: v.optional(v.nullable(v.number())),
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
  /** Each receiver's part of the hours it speaks of, and what they have said to the newest step. */
  parts: v.array(
    v.object({
      receiver: Id,
      seconds: v.number(),
      has: v.nullable(v.picklist(['agreed', 'confirmed'])),
    }),
  ),
  steps: v.array(ExchangeStep),
  /** Thanks that were said, to those who take part. */
  thanks: v.optional(v.array(Thanks)),
  may: v.array(ExchangeAct),
  /**
   * What silence does at that moment, should nobody answer before: so many hours count as agreed,
   * where a reminder reached whoever is silent; null where a coordinator is asked to ring instead.
   */
  silence: v.optional(v.object({ at: Moment, seconds: v.nullable(v.number()) })),
  /** The signed promises of all lines by which its hours moved or were set aside, on writes. */
  receipts: v.optional(v.array(TransferReceipt)),
  verdicts: v.optional(v.array(WireVerdict)),
})
export type Exchange = v.InferOutput<typeof Exchange>
