import { type Card, type Fault, fault, momentOf } from '@commonhour/contract'
import {
  type CardAct,
  type CardFacts,
  type CharterFacts,
  type CoordinatorAtWork,
  cardsOf,
  freeFor,
  insteadOf,
  isResolvable,
  type MemberActor,
  nextOf,
  refusalOfOffice,
  refusalOnCard,
  spreadTalks,
  standingOf,
} from '@commonhour/domain'
import {
  type Books,
  candidateQueries,
  candidatesOf,
  cardActsQuery,
  charterQuery,
  coordinatorsQuery,
  foundedAtQuery,
  memberActorQuery,
  snapshot,
  talkedSinceQuery,
} from '@commonhour/ledger'
import type { PersonCaller } from './types.ts'

const dayMs = 86_400_000

/** Who looks at cards, and what was done with them. */
export interface Looking {
  readonly actor: MemberActor
  readonly coordinators: readonly CoordinatorAtWork[]
  readonly acts: readonly CardAct[]
}
export interface Queue extends Looking {
  readonly cards: readonly CardFacts[]
  readonly laterTalks: number
}

/** The queue as one coordinator sees it: two round trips, for facts and for what was done. */
export async function readQueue(
  books: Books,
  caller: PersonCaller,
  now: number,
): Promise<Queue | Fault> {
  const facts = await snapshot(books, {
    actor: memberActorQuery(caller),
    charter: charterQuery(now),
    foundedAt: foundedAtQuery,
    coordinators: coordinatorsQuery,
    talked: talkedSinceQuery(now - 7 * dayMs),
    ...candidateQueries(now),
  })
  const { actor, coordinators, talked } = facts
  const notInOffice = refusalOfOffice(actor)
  if (actor === null || notInOffice !== null) return notInOffice ?? fault('not_found')
  const waiting = gatheredCards(facts, now, actor)
  const ids = waiting.map(({ id }) => id)
  const { acts } = await snapshot(books, { acts: cardActsQuery(ids) })
  const done = new Set(acts.filter(({ act }) => act === 'resolved').map(({ card }) => card))
  const open = waiting.filter(({ id }) => !done.has(id))
  const { laterTalks, shown } = spreadTalks(open, talked)
  return { actor, coordinators, acts, cards: shown, laterTalks }
}

/** The ids of the cards that wait, whoever looks. */
export async function readWaiting(books: Books, now: number): Promise<ReadonlySet<string>> {
  const facts = await snapshot(books, {
    charter: charterQuery(now),
    foundedAt: foundedAtQuery,
    ...candidateQueries(now),
  })
  return new Set(gatheredCards(facts, now).map(({ id }) => id))
}

type Gathered = Readonly<Record<string, unknown>> & {
  readonly charter: CharterFacts | null
  readonly foundedAt: number | null
}

/** The cards of gathered facts. A concern is not shown to the coordinator it is about. */
export function gatheredCards(
  facts: Gathered,
  now: number,
  reader: MemberActor | null = null,
): CardFacts[] {
  const { charter, foundedAt } = facts
  if (charter === null || foundedAt === null) return []
  const candidates = candidatesOf(facts)
  const cards = cardsOf({ candidates, charter: charter.body, foundedAt, now })
  return cards.filter(
    (card) => card.kind !== 'concern' || reader === null || !isAbout(card, reader),
  )
}

function isAbout({ people }: CardFacts, { speaksFor }: MemberActor): boolean {
  return people.some(({ member, role }) => role !== 'proposer' && speaksFor.includes(member))
}

/** A card as a coordinator reads it. */
export function wireCard(card: CardFacts, looking: Looking, now: number): Card {
  const { actor, coordinators } = looking
  const acts = looking.acts.filter((one) => one.card === card.id)
  const { handed, opened, owner, resolved } = standingOf(acts)
  return {
    id: card.id,
    kind: card.kind,
    about: { people: [...card.people], exchange: card.exchange },
    facts: { ...card.facts },
    since: momentOf(card.since),
    ageDays: Math.floor((now - card.since) / dayMs),
    owner: owner && { ...owner },
    opened: opened && { at: momentOf(opened.at), name: opened.by.name },
    note: handed && { text: handed.note, name: handed.by.name, at: momentOf(handed.at) },
    next: nextOf(card),
    resolvable: isResolvable(card.kind),
    mayAct: refusalOnCard(actor, card) === null,
    mayGoTo: freeFor(card, coordinators).flatMap(({ member, name }) =>
      member === actor.member ? [] : [{ member, name }],
    ),
    instead: insteadOf(card, actor, coordinators),
    resolved: endOf(resolved),
  }
}

/** How a card ended; null while it waits. */
export function endOf(resolved: CardAct | null): Card['resolved'] {
  if (resolved === null) return null
  return { at: momentOf(resolved.at), outcome: resolved.outcome ?? 'other' }
}
