import { fault, isFault, type PoolApplication } from '@commonhour/contract'
import {
  type ApplicationLine,
  accountQuery,
  applicantQuery,
  applicationQuery,
  applicationsQuery,
  type Books,
  charterQuery,
  communityQuery,
  memberActorQuery,
  poolLinesQuery,
  poolYearQuery,
  snapshot,
} from '@commonhour/ledger'
import { fellowOf, isSteward } from './acting.ts'
import { cursorOf, NumberPlace, placeOf } from './cursors.ts'
import type { Handlers, PersonCaller } from './types.ts'

const newest = { before: Number.MAX_SAFE_INTEGER, limit: 10 }

/** What members read of pools: everyone the sums, each their own name alone, stewards all. */
export const readings = {
  readPool: async ({ books, caller, now, params }) => {
    const actor = await fellowOf(books, caller)
    if (isFault(actor)) return actor
    const seesAll = isSteward(actor)
    const { applicant, charter, community, lines, pool, year } = await snapshot(books, {
      pool: accountQuery(params.pool, now),
      community: communityQuery(now),
      charter: charterQuery(now),
      applicant: applicantQuery(actor.member, now),
      year: poolYearQuery(params.pool, now),
      lines: poolLinesQuery({ ...newest, pool: params.pool, reader: actor.member, seesAll }),
    })
    if (pool?.kind !== 'pool' || charter === null) return fault('not_found')
    const roomSeconds = charter.body.pool.capSeconds - applicant.grantedSeconds
    return {
      account: pool.id,
      name: community?.name ?? '',
      balanceSeconds: pool.balanceSeconds,
      ...year,
      openToMeSeconds: Math.max(0, Math.min(roomSeconds, pool.availableSeconds)),
      lines,
    }
  },
  readPoolStatement: async ({ books, caller, now, params, query }) => {
    const actor = await fellowOf(books, caller)
    if (isFault(actor)) return actor
    const place = placeOf(NumberPlace, query.after)
    if (isFault(place)) return place
    const limit = query.limit ?? 50
    const asked = { pool: params.pool, reader: actor.member, seesAll: isSteward(actor) }
    const before = place?.[0] ?? newest.before
    const { lines, pool } = await snapshot(books, {
      pool: accountQuery(params.pool, now),
      lines: poolLinesQuery({ ...asked, before, limit: limit + 1 }),
    })
    if (pool?.kind !== 'pool') return fault('not_found')
    const last = lines.length > limit ? lines[limit - 1] : undefined
    const next = last === undefined ? null : cursorOf([last.version])
    return { items: lines.slice(0, limit), next }
  },
  listApplications: async ({ books, caller, params, query }) => {
    const actor = await fellowOf(books, caller)
    if (isFault(actor)) return actor
    const place = placeOf(NumberPlace, query.after)
    if (isFault(place)) return place
    const limit = query.limit ?? 50
    const member = isSteward(actor) ? null : actor.member
    const before = place?.[0] ?? newest.before
    const asked = { pool: params.pool, member, before, limit: limit + 1 }
    const { lines } = await snapshot(books, { lines: applicationsQuery(asked) })
    const last = lines.length > limit ? lines[limit - 1] : undefined
    return {
      items: lines.slice(0, limit).map(wireApplication),
      next: last === undefined ? null : cursorOf([last.seq]),
    }
  },
  readApplication: ({ books, caller, params }) => readApplication(books, caller, params),
} satisfies Partial<Handlers>

async function readApplication(
  books: Books,
  caller: PersonCaller,
  params: { readonly pool: string; readonly application: string },
) {
  const { actor, application } = await snapshot(books, {
    actor: memberActorQuery(caller),
    application: applicationQuery(params.application),
  })
  if (actor === null) return fault('actor_is_not_a_member')
  const isHere = application?.pool === params.pool
  const mayKnow = isHere && (application.member === actor.member || isSteward(actor))
  return mayKnow ? wireApplication(application) : fault('not_found')
}

/** An application without the number lists are paged by. */
export function wireApplication({ seq: _, ...application }: ApplicationLine): PoolApplication {
  return application
}
