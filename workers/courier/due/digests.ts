import { decideDigest, isoWeekOf } from '@commonhour/domain'
import { dueDigestsQuery } from '@commonhour/ledger'
import { type Due, due } from './due.ts'

/** One digest a week for each member who chose it. */
export const digestsDue: Due = due({
  name: 'digest.weekly',
  list: ({ today }, page) => dueDigestsQuery(isoWeekOf(today), page),
  gather: () => ({}),
  decide: (_facts, member, { today }) => decideDigest(member, isoWeekOf(today)),
})
