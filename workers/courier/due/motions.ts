import { fault } from '@commonhour/contract'
import { decideMotionDue } from '@commonhour/domain'
import {
  dueMotionsQuery,
  factsOfAccount,
  grantFactsOf,
  motionFactsQueries,
} from '@commonhour/ledger'
import { type Due, due } from './due.ts'

/** Motions that were announced long enough are carried; those nobody decides run out. */
export const motionsDue: Due = due({
  name: 'motion',
  list: ({ now }, page) => dueMotionsQuery(now, page),
  gather: (motion, { now }) => motionFactsQueries(motion, now),
  decide: ({ account, charter, exchange, motion, subject, ...more }, _row, { now }) => {
    if (charter === null || motion === null) return fault('not_found')
    const { amendment } = motion
    const facts = {
      ...{ now, charter, exchange, subject, amendment },
      account: account && factsOfAccount(account),
      grant: grantFactsOf(more),
    }
    return decideMotionDue({ motion, facts })
  },
})
