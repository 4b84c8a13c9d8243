import { fault, isFault } from '@commonhour/contract'
import { decideMotionDue } from '@commonhour/domain'
import {
  dueMotionsQuery,
  factsOfAccount,
  motionFactsQueries,
  motionQuery,
  snapshot,
  write,
} from '@commonhour/ledger'
import type { Place } from './place.ts'

/** Carries or ends every motion that time decides now, as the courier does. What became of them. */
export async function carryDue(place: Place): Promise<(string | undefined)[]> {
  const now = place.now()
  const { due } = await snapshot(place.books, {
    due: dueMotionsQuery(now, { limit: 100, skip: 0 }),
  })
  const became: (string | undefined)[] = []
  for (const { id, ref } of due) became.push(await decideOne(place, { id, ref }, now))
  return became
}

async function decideOne(place: Place, about: { id: string; ref: string }, now: number) {
  const written = await write(place.books, {
    now,
    claim: null,
    gather: motionFactsQueries(about, now),
    decide: ({ account, charter, exchange, motion, subject }) => {
      if (motion === null || charter === null) return fault('not_found')
      const { amendment } = motion
      const facts = {
        now,
        charter,
        subject,
        amendment,
        exchange,
        account: account && factsOfAccount(account),
      }
      const decision = decideMotionDue({ motion, facts })
      return isFault(decision) ? decision : { decision, actor: 'clock', ref: motion.id }
    },
    render: ({ ref }) => motionQuery(ref),
  })
  return isFault(written) ? written.fault : written.answer?.state
}
