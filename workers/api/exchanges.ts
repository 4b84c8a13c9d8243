import { atOf, fault, isFault } from '@commonhour/contract'
import {
  decideAcceptance,
  decideCancellation,
  decideCompletion,
  decideConfirmation,
  decideDeclination,
  decideProposal,
  decideReversal,
  doneBy,
  hearsOf,
  sideOf,
} from '@commonhour/domain'
import {
  accountOfMemberQuery,
  charterQuery,
  exchangeAsOfQuery,
  exchangeQuery,
  exchangesQuery,
  factsOfAccount,
  memberActorQuery,
  publicationQuery,
  snapshot,
  write,
} from '@commonhour/ledger'
import { claimOf, isCoordinator, latestDayOf, memberOf, todayOf } from './acting.ts'
import { replayable } from './answer.ts'
import { cursorOf, NumberPlace, placeOf } from './cursors.ts'
import { actOn, lastStepOf } from './exchangeActs.ts'
import { freshId, freshIds } from './fresh.ts'
import type { Handlers } from './types.ts'
import { wireExchange } from './wire.ts'

export const exchanges = {
  proposeExchange: async ({ body, books, caller, env, idempotency, now }) => {
    const about = body.about ?? null
    const [word, aboutId] =
      about === null || 'need' in about
        ? ['need' as const, about?.need ?? '']
        : ['offer' as const, about.offer]
    const written = await write(books, {
      now,
      claim: claimOf(caller, idempotency),
      gather: {
        actor: memberActorQuery(caller),
        charter: charterQuery(now),
        giver: accountOfMemberQuery(body.giver, now),
        receiver: accountOfMemberQuery(body.receivers[0] ?? '', now),
        about: publicationQuery(word, aboutId, todayOf(now)),
      },
      decide: ({ about, actor, charter, giver, receiver }) => {
        if (actor === null) return fault('actor_is_not_a_member')
        if (charter === null) return fault('community_is_unknown')
        const decision = decideProposal({
          proposal: body,
          actor,
          giver: giver && factsOfAccount(giver),
          receiver: receiver && factsOfAccount(receiver),
          about,
          charter,
          today: todayOf(now),
          latestDay: latestDayOf(now),
          agreedForAt: body.agreedFor?.at ? atOf(body.agreedFor.at) : null,
          freshId: freshId(env),
        })
        if (isFault(decision)) return decision
        const step = lastStepOf(decision)
        const hears = hearsOf(actor, giver)
        return { decision, ...doneBy(actor), ref: body.id, step, hears }
      },
      render: ({ ref, step }) => exchangeAsOfQuery(ref, step),
    })
    if (isFault(written)) return written
    const { answer, facts, replayed } = written
    const { actor, charter } = facts
    if (answer === null || actor === null || charter === null) return fault('not_found')
    return replayable(wireExchange(answer, { actor, charter, now }), replayed)
  },
  listExchanges: async ({ books, caller, now, query }) => {
    const actor = await memberOf(books, caller)
    if (isFault(actor)) return actor
    const { after, limit = 50, need, state } = query
    const place = placeOf(NumberPlace, after)
    if (isFault(place)) return place
    const asked = {
      member: actor.member,
      states: state && [state],
      need,
      before: place?.[0] ?? Number.MAX_SAFE_INTEGER,
      limit: limit + 1,
    }
    const { charter, lines } = await snapshot(books, {
      charter: charterQuery(now),
      lines: exchangesQuery(asked),
    })
    if (charter === null) return fault('community_is_unknown')
    const items = lines.slice(0, limit)
    const last = lines.length > limit ? items.at(-1) : undefined
    return {
      items: items.map((exchange) => wireExchange(exchange, { actor, charter, now })),
      next: last === undefined ? null : cursorOf([last.number]),
    }
  },
  readExchange: async ({ books, caller, now, params }) => {
    const { actor, charter, exchange } = await snapshot(books, {
      actor: memberActorQuery(caller),
      charter: charterQuery(now),
      exchange: exchangeQuery(params.exchange),
    })
    if (actor === null) return fault('actor_is_not_a_member')
    if (exchange === null || charter === null) return fault('not_found')
    const isMine = sideOf(exchange, actor.member) !== null
    if (!isMine && !isCoordinator(actor)) return fault('not_found')
    return wireExchange(exchange, { actor, charter, now })
  },
  acceptExchange: (asked) =>
    actOn(asked, (facts) =>
      decideAcceptance({ ...facts, now: asked.now, freshId: freshId(asked.env) }),
    ),
  declineExchange: (asked) => actOn(asked, decideDeclination),
  cancelExchange: (asked) =>
    actOn(asked, (facts) =>
      decideCancellation({ ...facts, ...asked.body, freshIds: freshIds(asked.env, 20) }),
    ),
  completeExchange: (asked) =>
    actOn(asked, (facts) =>
      decideCompletion({
        ...facts,
        completion: asked.body,
        today: latestDayOf(asked.now),
        freshIds: freshIds(asked.env, 3),
      }),
    ),
  confirmExchange: (asked) =>
    actOn(asked, (facts) =>
      decideConfirmation({ ...facts, confirmation: asked.body, freshIds: freshIds(asked.env, 3) }),
    ),
  reverseExchange: (asked) =>
    actOn(asked, (facts) =>
      decideReversal({ ...facts, ...asked.body, freshIds: freshIds(asked.env, 20) }),
    ),
} satisfies Partial<Handlers>
