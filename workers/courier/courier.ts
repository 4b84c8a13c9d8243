import { fault } from '@commonhour/contract'
import { listCommunities } from '@commonhour/host'
import {
  communityQuery,
  openBooks,
  presentOf,
  presentQuery,
  pruneIdempotency,
  snapshot,
} from '@commonhour/ledger'
import { bringNotices } from './deliver/notices.ts'
import { type Counts, count, type Place } from './deliver/place.ts'
import { dues } from './due/index.ts'
import type { CourierEnv } from './env.ts'
import { forgetErased } from './forget.ts'
import { dayIn } from './today.ts'

/** How much of one thing is done for one community in one round. */
const mostDue = 50
const mostPruned = 500

export interface Courier {
  /**
   * One round: what time does, then what waits in the outbox.
   * @param only the community to look after; all of this host unless given
   */
  round(only?: string): Promise<Counts>
}

/**
 * The courier: it does what time does and brings notices. It trusts no memory of its own: two of
 * them at once, or one that dies at any moment, do no more than one that lives.
 */
export function createCourier(env: CourierEnv): Courier {
  return {
    async round(only) {
      const counts: Counts = {}
      const communities = await listCommunities(env.open('host'))
      for (const { database, slug, state } of turned(communities, env.now())) {
        if (state !== 'open' || (only !== undefined && slug !== only)) continue
        const place = { slug, books: openBooks(env.open(database)) }
        await visit(env, place, counts).catch((cause) => {
          count(counts, 'communities_troubled')
          const name = cause instanceof Error ? cause.name : typeof cause
          env.log({ level: 'error', event: 'community_is_troubled', community: slug, name })
        })
      }
      env.log({ level: 'info', event: 'round', ...counts })
      return counts
    },
  }
}

async function visit(host: CourierEnv, place: Place, counts: Counts): Promise<void> {
  const queries = { community: communityQuery(host.now()), present: presentQuery }
  const { community, present } = await snapshot(place.books, queries)
  if (community === null) throw new Error(fault('community_is_unknown').fault)
  // A sandbox into whose future someone has looked goes on from there.
  const env = { ...host, now: () => presentOf(present, host.now()) }
  const now = env.now()
  const moment = { now, today: dayIn(community.timeZone, now) }
  for (const due of dues) {
    const { done, refused, troubled } = await due.run(place.books, moment, mostDue)
    count(counts, due.name, done)
    count(counts, 'refused', refused)
    if (troubled > 0) {
      count(counts, 'rows_troubled', troubled)
      const its = { community: place.slug, name: due.name, rows: troubled }
      env.log({ level: 'error', event: 'due_is_troubled', ...its })
    }
  }
  count(counts, 'forgotten', await forgetErased(env, place.books))
  await pruneIdempotency(place.books, mostPruned)
  await bringNotices(env, place, counts)
}

/** Every minute another comes first, so that a round cut off never leaves out the same ones. */
function turned<T>(all: readonly T[], now: number): T[] {
  const from = all.length === 0 ? 0 : Math.floor(now / 60_000) % all.length
  return [...all.slice(from), ...all.slice(0, from)]
}
