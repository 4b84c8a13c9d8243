import { type Community, fault, isFault, momentOf, stopsReportsOnly } from '@commonhour/contract'
import { decideSettings, doneBy } from '@commonhour/domain'
import { listCommunities } from '@commonhour/host'
import {
  charterQuery,
  communityQuery,
  memberActorQuery,
  openBooks,
  readPublicProof,
  snapshot,
  write,
} from '@commonhour/ledger'
import { noticeOf } from './alarms.ts'
import type { ApiEnv } from './env.ts'
import type { Handlers } from './types.ts'

export const communities = {
  listCommunities: async ({ env, now }) => {
    const registered = await listCommunities(env.open('host'))
    const open = registered.filter(({ state }) => state === 'open')
    const read = await Promise.all(open.map(({ database }) => readOne(env, database, now)))
    return { items: read.filter((community) => community !== null), next: null }
  },
  readCommunity: async ({ books, now }) => {
    const { community } = await snapshot(books, { community: communityQuery(now) })
    return community ?? fault('community_is_unknown')
  },
  changeCommunity: async ({ body, books, caller, community: { slug }, now }) => {
    const written = await write(books, {
      now,
      claim: null,
      gather: { actor: memberActorQuery(caller) },
      decide: ({ actor }) => {
        if (actor === null) return fault('actor_is_not_a_member')
        const decision = decideSettings({ actor, settings: body })
        return isFault(decision) ? decision : { decision, ...doneBy(actor), ref: slug }
      },
      render: () => communityQuery(now),
    })
    if (isFault(written)) return written
    return written.answer ?? fault('community_is_unknown')
  },
  readCharter: async ({ books, now }) => {
    const { charter } = await snapshot(books, { charter: charterQuery(now) })
    return charter?.wire ?? fault('community_is_unknown')
  },
  readProof: async ({ books, community, env, now }) => {
    const [proof, notice] = await Promise.all([
      readPublicProof(books, now),
      noticeOf(env, community.slug),
    ])
    if (proof === null) return fault('community_is_unknown')
    // Where only reports wait, heads are signed all the same.
    if (notice === null || notice.code === stopsReportsOnly) return proof
    return { ...proof, unsignedSince: momentOf(notice.since) }
  },
} satisfies Partial<Handlers>

/** One community that cannot be reached does not hide the others. */
async function readOne(env: ApiEnv, database: string, now: number): Promise<Community | null> {
  try {
    const books = openBooks(env.open(database))
    return (await snapshot(books, { community: communityQuery(now) })).community
  } catch (cause) {
    const name = cause instanceof Error ? cause.name : typeof cause
    env.log({ level: 'error', event: 'community_is_out_of_reach', community: database, name })
    return null
  }
}
