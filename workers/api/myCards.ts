import { fault, isFault, momentOf, type OwnCard } from '@commonhour/contract'
import { type CardFacts, cardsOf, partiesOf, standingOf } from '@commonhour/domain'
import {
  candidateQueries,
  candidatesOf,
  cardActsQuery,
  charterQuery,
  foundedAtQuery,
  type KeptCard,
  keptCardsQuery,
  snapshot,
} from '@commonhour/ledger'
import { memberOf } from './acting.ts'
import { endOf } from './todayQueue.ts'
import type { Handlers } from './types.ts'

const mostKept = 100

/** What a member may read of the cards about them (product.md: a member can read every card). */
export const myCards = {
  listMyCards: async ({ books, caller, now }) => {
    const actor = await memberOf(books, caller)
    if (isFault(actor)) return actor
    const facts = await snapshot(books, {
      charter: charterQuery(now),
      foundedAt: foundedAtQuery,
      kept: keptCardsQuery(actor.member, mostKept),
      ...candidateQueries(now),
    })
    const { charter, foundedAt, kept } = facts
    if (charter === null || foundedAt === null) return fault('community_is_unknown')
    const candidates = candidatesOf(facts)
    const cards = cardsOf({ candidates, charter: charter.body, foundedAt, now })
    const mine = cards.filter((card) => isAboutMe(card, actor.member))
    const ids = mine.map(({ id }) => id)
    const { acts } = await snapshot(books, { acts: cardActsQuery(ids) })
    const known = new Set(ids)
    return {
      items: [
        ...mine.map((card) =>
          ownCard(card, { card: card.id, acts: acts.filter((one) => one.card === card.id) }),
        ),
        ...kept.filter(({ card }) => !known.has(card)).map((card) => ownCard(card, card)),
      ],
      next: null,
    }
  },
} satisfies Partial<Handlers>

/** Who brought a concern reads it where they brought it, not among the cards about them. */
function isAboutMe(card: CardFacts, me: string): boolean {
  if (card.kind !== 'concern') return partiesOf(card).includes(me)
  return card.people.some(({ member, role }) => member === me && role !== 'proposer')
}

type Told = Pick<KeptCard, 'kind' | 'since'> & Partial<Pick<CardFacts, 'exchange' | 'facts'>>

function ownCard(card: Told, { acts, card: id }: Pick<KeptCard, 'acts' | 'card'>): OwnCard {
  const { owner, resolved } = standingOf(acts)
  // Words about a concern might tell who brought it.
  const notes = card.kind === 'concern' ? [] : acts.filter(({ note }) => note !== '')
  return {
    id,
    kind: card.kind,
    since: momentOf(card.since),
    exchange: card.exchange?.id ?? null,
    facts: { ...card.facts },
    owner: owner?.name ?? null,
    notes: notes.map(({ at, note }) => ({ text: note, at: momentOf(at) })),
    resolved: endOf(resolved),
  }
}
