import { fault, isFault } from '@commonhour/contract'
import {
  decideCheck,
  decideConcern,
  decideConcernResolution,
  doneBy,
  mayReadConcern,
  refusalOfOffice,
} from '@commonhour/domain'
import {
  checksQuery,
  concernQuery,
  concernsQuery,
  exchangeQuery,
  memberActorQuery,
  memberQuery,
  snapshot,
  wireConcern,
  write,
} from '@commonhour/ledger'
import { isCoordinator, memberOf, todayOf } from './acting.ts'
import { cursorOf, NumberPlace, placeOf } from './cursors.ts'
import type { Handlers } from './types.ts'

export const concerns = {
  raiseConcern: async ({ body, books, caller, now }) => {
    const { about } = body
    const written = await write(books, {
      now,
      claim: null,
      gather: {
        actor: memberActorQuery(caller),
        member: memberQuery(about !== null && 'member' in about ? about.member : ''),
        exchange: exchangeQuery(about !== null && 'exchange' in about ? about.exchange : ''),
      },
      decide: ({ actor, exchange, member }) => {
        if (actor === null) return fault('actor_is_not_a_member')
        const decision = decideConcern({ actor, report: body, member, exchange })
        return isFault(decision) ? decision : { decision, ...doneBy(actor), ref: body.id }
      },
      render: ({ ref }) => concernQuery(ref),
    })
    if (isFault(written)) return written
    const { answer, facts } = written
    if (answer === null || facts.actor === null) return fault('not_found')
    return wireConcern(answer, facts.actor)
  },
  listConcerns: async ({ books, caller, query }) => {
    const actor = await memberOf(books, caller)
    if (isFault(actor)) return actor
    const { after, limit = 50 } = query
    const place = placeOf(NumberPlace, after)
    if (isFault(place)) return place
    const whose = isCoordinator(actor) ? null : actor.member
    const before = place?.[0] ?? Number.MAX_SAFE_INTEGER
    const { lines } = await snapshot(books, { lines: concernsQuery(whose, before, limit + 1) })
    const page = lines.slice(0, limit)
    const last = lines.length > limit ? page.at(-1) : undefined
    return {
      items: page
        .filter((concern) => mayReadConcern(actor, concern))
        .map((concern) => wireConcern(concern, actor)),
      next: last === undefined ? null : cursorOf([last.number]),
    }
  },
  readConcern: async ({ books, caller, params }) => {
    const { actor, concern } = await snapshot(books, {
      actor: memberActorQuery(caller),
      concern: concernQuery(params.concern),
    })
    if (actor === null) return fault('actor_is_not_a_member')
    if (concern === null || !mayReadConcern(actor, concern)) return fault('not_found')
    return wireConcern(concern, actor)
  },
  resolveConcern: async ({ body, books, caller, now, params }) => {
    const written = await write(books, {
      now,
      claim: null,
      gather: { actor: memberActorQuery(caller), concern: concernQuery(params.concern) },
      decide: ({ actor, concern }) => {
        if (actor === null) return fault('actor_is_not_a_member')
        if (concern === null) return refusalOfOffice(actor) ?? fault('not_found')
        const decision = decideConcernResolution({ actor, concern, ...body })
        return isFault(decision) ? decision : { decision, ...doneBy(actor), ref: concern.id }
      },
      render: ({ ref }) => concernQuery(ref),
    })
    if (isFault(written)) return written
    const { answer, facts } = written
    if (answer === null || facts.actor === null) return fault('not_found')
    return wireConcern(answer, facts.actor)
  },
  listChecks: async ({ books, caller, now, params }) => {
    const { actor, items } = await snapshot(books, {
      actor: memberActorQuery(caller),
      items: checksQuery(params.member, todayOf(now)),
    })
    if (actor === null) return fault('actor_is_not_a_member')
    const maySee = actor.member === params.member || isCoordinator(actor)
    return maySee ? { items } : fault('not_found')
  },
  noteCheck: async ({ body, books, caller, now, params }) => {
    const today = todayOf(now)
    const written = await write(books, {
      now,
      claim: null,
      gather: { actor: memberActorQuery(caller), member: memberQuery(params.member) },
      decide: ({ actor, member }) => {
        if (actor === null) return fault('actor_is_not_a_member')
        const decision = decideCheck({ actor, member, check: body, today })
        return isFault(decision) ? decision : { decision, ...doneBy(actor), ref: params.member }
      },
      render: ({ ref }) => checksQuery(ref, today),
    })
    return isFault(written) ? written : { items: written.answer }
  },
} satisfies Partial<Handlers>
