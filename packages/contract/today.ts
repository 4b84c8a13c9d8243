import * as v from 'valibot'
import { Id } from './ids.ts'
import { pageQuery } from './paging.ts'
import { Text } from './texts.ts'
import { Moment } from './times.ts'

/**
 * What a card of Today is about: the most urgent kinds first. Each follows from facts, and goes
 * when they do.
 */
export const CardKind = v.picklist([
  'concern',
  'dispute',
  'line',
  'claim',
  'applicant',
  'application',
  'motion',
  'delegation',
  'lineEnding',
  'talk',
  'welcome',
  'ring',
  'undelivered',
])
export type CardKind = v.InferOutput<typeof CardKind>

/** How a coordinator leaves a card that no act of its own ends. */
export const CardOutcome = v.picklist([
  'spoke',
  'arranged',
  'not_reached',
  'nothing_needed',
  'other',
])
export type CardOutcome = v.InferOutput<typeof CardOutcome>

/** Someone a card names, and what they are to it. */
export const CardPerson = v.object({
  member: Id,
  name: v.string(),
  role: v.picklist(['about', 'giver', 'receiver', 'delegate', 'proposer']),
})
export type CardPerson = v.InferOutput<typeof CardPerson>

const Fact = v.nullable(v.union([v.string(), v.number()]))

/** One thing that asks for a coordinator. */
export const Card = v.object({
  id: Id,
  kind: CardKind,
  about: v.object({
    people: v.array(CardPerson),
    exchange: v.nullable(v.object({ id: Id, title: v.string() })),
  }),
  /** What makes it a card, in codes, seconds and days: no words of people. */
  facts: v.record(v.string(), Fact),
  since: Moment,
  ageDays: v.number(),
  owner: v.nullable(v.object({ member: Id, name: v.string() })),
  opened: v.nullable(v.object({ at: Moment, name: v.string() })),
  /** What was said when it was handed over last. */
  note: v.nullable(v.object({ text: v.string(), name: v.string(), at: Moment })),
  /** The one next step: an operation with its parameters, or a word that no operation does. */
  next: v.object({
    act: v.picklist([
      'admit',
      'settle',
      'ring',
      'makeRoom',
      'decide',
      'second',
      'review',
      'talk',
      'welcome',
      'look',
      'tell',
    ]),
    operation: v.nullable(v.string()),
    params: v.record(v.string(), Id),
  }),
  /** Whether a resolution ends it; else the act that `next` names does. */
  resolvable: v.boolean(),
  /** Whether the reader may act on it, and what happens where they take part in it themselves. */
  mayAct: v.boolean(),
  /** The coordinators it may be handed to, but for the reader. */
  mayGoTo: v.array(v.object({ member: Id, name: v.string() })),
  instead: v.nullable(v.picklist(['anotherCoordinator', 'motion'])),
  resolved: v.nullable(v.object({ at: Moment, outcome: CardOutcome })),
})
export type Card = v.InferOutput<typeof Card>

/** The coordinators' one queue, and how many cards of each kind wait. */
export const Today = v.object({
  items: v.array(Card),
  next: v.nullable(v.string()),
  counts: v.array(v.object({ kind: CardKind, cards: v.number() })),
  /** Chats about hours that wait for their week: at most five are shown in one. */
  laterTalks: v.number(),
})
export type Today = v.InferOutput<typeof Today>

export const TodayQuery = v.strictObject({ ...pageQuery, kind: v.optional(CardKind) })

const Note = v.pipe(Text, v.maxLength(500))
/** Hand a card over: to another coordinator, or back to all (`to: null`), with a word why. */
export const CardHanding = v.strictObject({
  to: v.nullable(Id),
  note: v.pipe(Note, v.minLength(1, 'a word for whoever goes on')),
})
export const CardResolution = v.strictObject({
  outcome: CardOutcome,
  note: v.optional(Note, ''),
})

/** A card about me, open or done with: what I may know of it. */
export const OwnCard = v.object({
  id: Id,
  kind: CardKind,
  since: Moment,
  exchange: v.nullable(Id),
  facts: v.record(v.string(), Fact),
  owner: v.nullable(v.string()),
  /** What coordinators wrote about it, oldest first; not for a concern. */
  notes: v.array(v.object({ text: v.string(), at: Moment })),
  resolved: v.nullable(v.object({ at: Moment, outcome: CardOutcome })),
})
export type OwnCard = v.InferOutput<typeof OwnCard>
