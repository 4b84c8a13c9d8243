import * as v from 'valibot'
import { Id } from './ids.ts'
import { Seconds } from './seconds.ts'
import { Language, Text, Title } from './texts.ts'
import { Day } from './times.ts'

const ClockTime = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as 09:30'))

/** When help is wanted or offered. */
export const When = v.variant('kind', [
  v.strictObject({ kind: v.literal('anyTime') }),
  v.strictObject({
    kind: v.literal('on'),
    day: Day,
    from: v.optional(ClockTime),
    to: v.optional(ClockTime),
  }),
  v.strictObject({
    kind: v.literal('weekly'),
    weekday: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(7)),
    from: v.optional(ClockTime),
  }),
])
export type When = v.InferOutput<typeof When>

/**
 * A need or an offer, published. Ids are made by the publisher, so that sending twice publishes
 * once.
 */
export const Publication = v.strictObject({
  id: Id,
  title: Title,
  text: v.optional(Text, ''),
  category: v.string(),
  area: v.optional(v.nullable(v.string()), null),
  remote: v.optional(v.boolean(), false),
  estimateSeconds: v.optional(v.nullable(Seconds), null),
  when: v.optional(When, { kind: 'anyTime' }),
  language: v.optional(Language, 'en'),
  expiresOn: v.optional(v.nullable(Day), null),
})
export type Publication = v.InferOutput<typeof Publication>

/**
 * open: can be answered; answered: someone was chosen; withdrawn: by its member; expired: its last
 * day has passed.
 */
export const PublicationState = v.picklist(['open', 'answered', 'withdrawn', 'expired'])
/** An offer (help someone can give) or a need (help someone wants), as members see it. */
const published = v.object({
  id: Id,
  member: Id,
  name: v.string(),
  title: v.string(),
  text: v.string(),
  category: v.string(),
  area: v.nullable(v.string()),
  remote: v.boolean(),
  estimateSeconds: v.nullable(v.number()),
  when: When,
  language: v.string(),
  state: PublicationState,
  publishedOn: Day,
  expiresOn: Day,
  seenBy: v.picklist(['members']),
  answers: v.number(),
})
export const Need = published
export const Offer = v.object(published.entries)
export type Need = v.InferOutput<typeof Need>
export type Offer = v.InferOutput<typeof Offer>

/** One thing found by words. */
export const Found = v.object({ kind: v.picklist(['need', 'offer']), ...published.entries })
export type Found = v.InferOutput<typeof Found>
