import { isFault } from '@commonhour/contract'
import { decideEstateHandedOver } from '@commonhour/domain'
import {
  accountQuery,
  charterQuery,
  dueDeparturesQuery,
  factsOfAccount,
  snapshot,
  write,
} from '@commonhour/ledger'
import { expect } from 'vitest'
import type { Place } from '../support/place.ts'

/** What the clock does, twice over at once: how many were handed over. */
export async function handOver(place: Place): Promise<number> {
  const now = place.now()
  const { due } = await snapshot(place.books, {
    due: dueDeparturesQuery(now, { limit: 10, skip: 0 }),
  })
  for (const one of due) {
    const act = () =>
      write(place.books, {
        now,
        claim: null,
        gather: {
          account: accountQuery(one.account, now),
          handTo: accountQuery(one.handTo ?? '', now),
          pool: accountQuery(place.pool, now),
          charter: charterQuery(now),
        },
        decide: ({ account, charter, handTo, pool }) => {
          if (account === null || charter === null) throw new Error('not there')
          const decision = decideEstateHandedOver({
            ...one,
            departedAt: one.at,
            now,
            charter,
            account: factsOfAccount(account),
            handTo: handTo && factsOfAccount(handTo),
            pool: pool && factsOfAccount(pool),
            freshId: place.id(),
          })
          return isFault(decision) ? decision : { decision, actor: 'clock', ref: one.member }
        },
        render: () => accountQuery(one.account, now),
      })
    const [first, second] = await Promise.all([act(), act()])
    expect([first, second].filter((it) => isFault(it))).toMatchObject([
      { fault: 'account_is_closed' },
    ])
  }
  return due.length
}
