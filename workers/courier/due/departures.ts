import { fault, uuidv7 } from '@commonhour/contract'
import { decideEstateHandedOver } from '@commonhour/domain'
import {
  accountQuery,
  charterQuery,
  dueDeparturesQuery,
  factsOfAccount,
  poolsQuery,
} from '@commonhour/ledger'
import { type Due, due } from './due.ts'

/** Hours in hand of who left go to whom they named, or after the charter's days to the pool. */
export const departuresDue: Due = due({
  name: 'departure',
  list: ({ now }, page) => dueDeparturesQuery(now, page),
  gather: ({ account, handTo }, { now }) => ({
    account: accountQuery(account, now),
    handTo: accountQuery(handTo ?? '', now),
    pools: poolsQuery(now),
    charter: charterQuery(now),
  }),
  decide: ({ account, charter, handTo, pools }, row, { now }) => {
    if (account === null || charter === null) return fault('not_found')
    const [pool] = pools
    return decideEstateHandedOver({
      member: row.member,
      account: factsOfAccount(account),
      handTo: handTo && factsOfAccount(handTo),
      pool: pool === undefined ? null : factsOfAccount(pool),
      charter,
      freshId: uuidv7(now, crypto.getRandomValues(new Uint8Array(10))),
      departedAt: row.at,
      now,
      openExchanges: row.openExchanges,
      heldSeconds: row.heldSeconds,
    })
  },
})
