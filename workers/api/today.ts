import { type Card, type Fault, fault, isFault } from '@commonhour/contract'
import {
  type CardActFacts,
  type CardFacts,
  type CoordinatorAtWork,
  type Decision,
  decideHanding,
  decideOpening,
  decideResolution,
  decideTaking,
  doneBy,
  refusalOfOffice,
  urgencyOf,
} from '@commonhour/domain'
import {
  type Books,
  candidateQueries,
  cardActsQuery,
  charterQuery,
  coordinatorsQuery,
  foundedAtQuery,
  memberActorQuery,
  write,
} from '@commonhour/ledger'
import * as v from 'valibot'
import { cursorOf, placeOf } from './cursors.ts'
import { freshIds } from './fresh.ts'
import { gatheredCards, readQueue, wireCard } from './todayQueue.ts'
import type { Asked, Handlers, PersonCaller } from './types.ts'

const Place = v.tuple([v.number(), v.number(), v.string()])

export const today = {
  listToday: async ({ books, caller, now, query }) => {
    const queue = await readQueue(books, caller, now)
    if (isFault(queue)) return queue
    const place = placeOf(Place, query.after)
    if (isFault(place)) return place
    const { limit = 50 } = query
    const ofKind = queue.cards.filter(({ kind }) => query.kind === undefined || kind === query.kind)
    const rest = place === null ? ofKind : ofKind.filter((card) => isAfter(card, place))
    const items = rest.slice(0, limit)
    const last = rest.length > limit ? items.at(-1) : undefined
    return {
      items: items.map((card) => wireCard(card, queue, now)),
      next: last === undefined ? null : cursorOf([urgencyOf(last), last.since, last.id]),
      counts: countsOf(queue.cards),
      laterTalks: queue.laterTalks,
    }
  },
  readCard: async ({ books, caller, now, params }) => {
    const queue = await readQueue(books, caller, now)
    if (isFault(queue)) return queue
    const card = queue.cards.find(({ id }) => id === params.card)
    return card === undefined ? fault('card_is_not_open') : wireCard(card, queue, now)
  },
  openCard: (asked) => actOnCard(asked, decideOpening),
  takeCard: (asked) => actOnCard(asked, decideTaking),
  handCard: (asked) => actOnCard(asked, (facts) => decideHanding({ ...facts, ...asked.body })),
  resolveCard: (asked) =>
    actOnCard(asked, (facts) => decideResolution({ ...facts, ...asked.body })),
} satisfies Partial<Handlers>

/** Whether a card stands after a place in the queue's order: cards that went leave no gap. */
function isAfter(card: CardFacts, [urgency, since, id]: v.InferOutput<typeof Place>): boolean {
  const order = urgencyOf(card) - urgency || card.since - since
  return order === 0 ? card.id > id : order > 0
}

function countsOf(cards: readonly { kind: Card['kind'] }[]) {
  const counts = Map.groupBy(cards, ({ kind }) => kind)
  return [...counts].map(([kind, { length }]) => ({ kind, cards: length }))
}

interface AskedCard {
  readonly books: Books
  readonly caller: PersonCaller
  readonly env: Asked<never>['env']
  readonly now: number
  readonly params: { readonly card: string }
}
type Deciding = CardActFacts & { readonly coordinators: readonly CoordinatorAtWork[] }

/** Gathers, decides and commits one act on a card, and answers how it then stands. */
async function actOnCard(
  { books, caller, env, now, params }: AskedCard,
  decide: (facts: Deciding) => Decision | Fault,
): Promise<Card | Fault> {
  const written = await write(books, {
    now,
    claim: null,
    gather: {
      actor: memberActorQuery(caller),
      charter: charterQuery(now),
      foundedAt: foundedAtQuery,
      coordinators: coordinatorsQuery,
      acts: cardActsQuery([params.card]),
      ...candidateQueries(now),
    },
    decide: (facts) => {
      const { actor, acts, coordinators } = facts
      // What waits here is for coordinators to know.
      const notInOffice = refusalOfOffice(actor)
      if (actor === null || notInOffice !== null) return notInOffice ?? fault('not_found')
      const card = gatheredCards(facts, now, actor).find(({ id }) => id === params.card) ?? null
      const decision = decide({ actor, acts, card, coordinators, freshIds: freshIds(env, 2) })
      if (isFault(decision)) return decision
      return { decision, ...doneBy(actor), ref: params.card }
    },
    render: ({ ref }) => cardActsQuery([ref]),
  })
  if (isFault(written)) return written
  const { answer, facts } = written
  const { actor, coordinators } = facts
  if (actor === null) return fault('actor_is_not_a_coordinator')
  const card = gatheredCards(facts, now, actor).find(({ id }) => id === params.card)
  if (card === undefined) return fault('card_is_not_open')
  return wireCard(card, { actor, coordinators, acts: answer }, now)
}
