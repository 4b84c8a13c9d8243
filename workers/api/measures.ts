import { fault } from '@commonhour/contract'
import { measuresOf } from '@commonhour/domain'
import {
  exchangesCountQuery,
  memberActorQuery,
  openedCardsQuery,
  snapshot,
} from '@commonhour/ledger'
import { isSteward, startOf } from './acting.ts'
import { malformedField } from './fields.ts'
import { readWaiting } from './todayQueue.ts'
import type { Handlers } from './types.ts'

export const measures = {
  readMeasures: async ({ books, caller, now, query }) => {
    const { from, to } = query
    if (to < from) return malformedField('/to', `a day from ${from} on`, to)
    const [first, end] = [startOf(from), startOf(to, 1)]
    const { actor, exchanges, opened } = await snapshot(books, {
      actor: memberActorQuery(caller),
      opened: openedCardsQuery(first, end),
      exchanges: exchangesCountQuery(first, end),
    })
    if (actor === null || !isSteward(actor)) return fault('actor_is_not_a_coordinator')
    const waiting = await readWaiting(books, now)
    const cards = opened.map(({ card, endedAt, openedAt, resolvedAt }) => ({
      openedAt,
      endedAt: resolvedAt ?? (waiting.has(card) ? null : endedAt),
    }))
    return { from, to, items: measuresOf({ opened: cards, exchanges }) }
  },
} satisfies Partial<Handlers>
