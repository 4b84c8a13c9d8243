import { decideDelegationEnd } from '@commonhour/domain'
import { dueDelegationsQuery } from '@commonhour/ledger'
import { type Due, due } from './due.ts'

/** Who could act for another until a moment that has passed, and the other, are told so. */
export const delegationsDue: Due = due({
  name: 'delegation.ended',
  list: ({ now }, page) => dueDelegationsQuery(now, page),
  gather: () => ({}),
  decide: (_facts, delegation) => decideDelegationEnd(delegation),
})
