import type { Community } from '@commonhour/contract'
import { communityQuery, dueNoticesQuery, type Notice, record, snapshot } from '@commonhour/ledger'
import type { CourierEnv } from '../env.ts'
import { bringTo } from './one.ts'
import { type Counts, count, type Place } from './place.ts'

/** How many notices are looked at together, and how often in one round. */
const together = 40
const mostTurns = 25

/**
 * Brings what waits in a community's outbox, until nothing is due. One notice that cannot be
 * brought leaves the others alone.
 */
export async function bringNotices(env: CourierEnv, place: Place, counts: Counts): Promise<void> {
  for (let turn = 0; turn < mostTurns; turn++) {
    const now = env.now()
    const { community, notices } = await snapshot(place.books, {
      community: communityQuery(now),
      notices: dueNoticesQuery(now, together),
    })
    if (community === null || notices.length === 0) return
    const before = counts.troubled ?? 0
    for (const notice of notices) await bring(env, place, community, notice, counts)
    // What troubles stays first in the queue: the next round tries it again.
    if ((counts.troubled ?? 0) - before === notices.length) return
  }
}

async function bring(
  env: CourierEnv,
  place: Place,
  community: Community,
  notice: Notice,
  counts: Counts,
): Promise<void> {
  try {
    if (notice.due.length === 0) {
      const told = { into: 'told', outbox: notice.id } as const
      await record(place.books, { expect: [], write: [told] }, env.now())
    }
    for (const to of notice.due) count(counts, await bringTo(env, place, { community, notice, to }))
  } catch (cause) {
    count(counts, 'troubled')
    const name = cause instanceof Error ? cause.name : typeof cause
    const { id, kind } = notice
    env.log({ level: 'error', event: 'notice_is_troubled', community: place.slug, id, kind, name })
  }
}
