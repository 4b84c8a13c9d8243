import { type Fault, fault } from '@commonhour/contract'
import { type Decision, decideMotionDue } from '@commonhour/domain'
import {
  type AnswersOf,
  dueMotionsQuery,
  factsOfAccount,
  grantFactsOf,
  motionFactsQueries,
} from '@commonhour/ledger'
import { type Due, due, type Moment } from './due.ts'

/**
 * Motions that were announced long enough are carried; those nobody decides run out, and so do
 * those whose act the books refuse: they would else be tried for ever.
 */
export const motionsDue: Due = due({
  name: 'motion',
  list: ({ now }, page) => dueMotionsQuery(now, page),
  gather: (motion, { now }) => motionFactsQueries(motion, now),
  decide: (facts, _row, moment) => decide(facts, moment, null),
  instead: (facts, _row, moment, refused) => decide(facts, moment, refused),
})

type Facts = AnswersOf<ReturnType<typeof motionFactsQueries>>

function decide(
  { account, charter, exchange, motion, subject, ...more }: Facts,
  { now }: Moment,
  refused: Fault | null,
): Decision | Fault {
  if (charter === null || motion === null) return fault('not_found')
  const { amendment } = motion
  const facts = {
    ...{ now, charter, exchange, subject, amendment },
    account: account && factsOfAccount(account),
    grant: grantFactsOf(more),
  }
  return decideMotionDue({ motion, facts, refused })
}
