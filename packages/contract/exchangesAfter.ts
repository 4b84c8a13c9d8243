import * as v from 'valibot'
import { Id } from './ids.ts'
import { mostSeconds } from './seconds.ts'
import { Text } from './texts.ts'
import { Moment } from './times.ts'

/** Seconds as someone remembers or settles them: none where it did not happen. */
const RememberedSeconds = v.pipe(
  v.number(),
  v.integer('a whole number of seconds'),
  v.minValue(0, 'no less than nothing'),
  v.maxValue(mostSeconds, `at most ${mostSeconds} seconds`),
)
const optionalText = v.optional(Text, '')
/** Words to each other: trimmed, 1 to 2,000 characters. */
const Words = v.pipe(Text, v.minLength(1, 'some words'))

/** How someone remembers it differently. Reasons are closed lists: they stand for ever. */
export const DisputeReason = v.picklist([
  'did_not_happen',
  'shorter',
  'longer',
  'another_day',
  'another_person',
  'not_agreed',
  'other',
])
export type DisputeReason = v.InferOutput<typeof DisputeReason>
/** Say that I remember it differently, for how long, and in words that coordinators read too. */
export const Dispute = v.strictObject({
  reason: DisputeReason,
  seconds: v.optional(v.nullable(RememberedSeconds), null),
  words: optionalText,
})
export type Dispute = v.InferOutput<typeof Dispute>

/** Why a coordinator settled it so. */
export const SettlementReason = v.picklist([
  'both_agreed',
  'as_it_was_said',
  'fewer_hours',
  'more_hours',
  'did_not_happen',
  'cannot_be_known',
  'other',
])
export type SettlementReason = v.InferOutput<typeof SettlementReason>
/** Settle a dispute: for how long each receiver was helped. Every receiver is named once. */
export const Settlement = v.strictObject({
  shares: v.pipe(
    v.array(v.strictObject({ receiver: Id, seconds: RememberedSeconds })),
    v.minLength(1, 'every receiver'),
    v.maxLength(20),
  ),
  reason: SettlementReason,
})
export type Settlement = v.InferOutput<typeof Settlement>

/** Thank the others, with words or without. */
export const ThanksBody = v.strictObject({ text: optionalText })
/** Thanks as those who took part read them. */
export const Thanks = v.object({ by: Id, text: v.string(), at: Moment })

/** Words to the others; the same id with the same words is said once. */
export const ExchangeMessageBody = v.strictObject({ id: Id, text: Words })
export type ExchangeMessageBody = v.InferOutput<typeof ExchangeMessageBody>
/** Words between those who take part. `name` is who said them. */
export const ExchangeMessage = v.object({
  id: Id,
  by: Id,
  name: v.string(),
  text: v.string(),
  at: Moment,
})
export type ExchangeMessage = v.InferOutput<typeof ExchangeMessage>
