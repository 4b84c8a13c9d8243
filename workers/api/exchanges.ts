import { atOf, fault, isFault } from '@commonhour/contract'
import {
  decideAcceptance,
  decideCancellation,
  decideCompletion,
  decideConfirmation,
  decideCounterProposal,
  decideDeclination,
  decideProposal,
  decideReversal,
  doneBy,
  hearsOf,
  proposeReversal,
  sideOf,
} from '@commonhour/domain'
import {
  accountOfMemberQuery,
  accountsOfMembersQuery,
  charterQuery,
  exchangeAsOfQuery,
  exchangeQuery,
  exchangesQuery,
  factsOfAccount,
  habitsQuery,
  memberActorQuery,
  needOfQuery,
  promisedQuery,
  proposalsQuery,
  publicationQuery,
  snapshot,
  stewardsQuery,
  write,
} from '@commonhour/ledger'
import { claimOf, isSteward, latestDayOf, memberOf, todayOf } from './acting.ts'
import { cursorOf, NumberPlace, placeOf } from './cursors.ts'
import { actOn, lastStepOf, mostIds } from './exchangeActs.ts'
import { freshId, freshIds } from './fresh.ts'
import { promising } from './receipts.ts'
import type { Handlers } from './types.ts'
import { namingTheMotion } from './waitingMotion.ts'
import { wireExchange } from './wire.ts'

export const exchanges = {
  proposeExchange: async ({ body, books, caller, env, idempotency, now }) => {
    const about = body.about ?? null
    const [word, aboutId] =
      about === null || 'need' in about
        ? ['need' as const, about?.need ?? '']
        : ['offer' as const, about.offer]
    const agreedForAt = body.agreedFor?.at ? atOf(body.agreedFor.at) : null
    const written = await write(books, {
      now,
      claim: claimOf(caller, idempotency),
      gather: {
        actor: memberActorQuery(caller),
        charter: charterQuery(now),
        giver: accountOfMemberQuery(body.giver, now),
        receivers: accountsOfMembersQuery(body.receivers, now),
        about: publicationQuery(word, aboutId, todayOf(now)),
        need: needOfQuery('id', word === 'need' ? aboutId : ''),
        others: proposalsQuery('need', word === 'need' ? aboutId : null),
        habits: habitsQuery({ ...body, agreedForAt }, now),
      },
      decide: ({ actor, charter, giver, receivers, ...read }) => {
        if (actor === null) return fault('actor_is_not_a_member')
        if (charter === null) return fault('community_is_unknown')
        const decision = decideProposal({
          proposal: body,
          actor,
          giver: giver && factsOfAccount(giver),
          receivers: receivers.map(factsOfAccount),
          charter,
          ...read,
          now,
          today: todayOf(now),
          latestDay: latestDayOf(now),
          agreedForAt,
          freshIds: freshIds(env, mostIds(read.others)),
        })
        if (isFault(decision)) return decision
        const step = lastStepOf(decision, body.id) ?? 0
        const hears = hearsOf(actor, giver)
        return { decision, ...doneBy(actor), ref: body.id, step, hears }
      },
      render: ({ ref, seq, step }) => exchangeAsOfQuery(ref, step, seq),
      promises: ({ ref, seq }) => promisedQuery(ref, seq),
    })
    if (isFault(written)) return written
    const { answer, facts } = written
    const { actor, charter } = facts
    if (answer === null || actor === null || charter === null) return fault('not_found')
    return promising(env, wireExchange(answer, { actor, charter, now }), written)
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
    if (!isMine && !isSteward(actor)) return fault('not_found')
    return wireExchange(exchange, { actor, charter, now })
  },
  acceptExchange: (asked) =>
    actOn(asked, (facts) => decideAcceptance({ ...facts, acceptance: asked.body })),
  counterProposeExchange: (asked) =>
    actOn(asked, (facts) => {
      const at = asked.body.agreedFor?.at
      const agreedForAt = at ? atOf(at) : null
      return decideCounterProposal({ ...facts, terms: asked.body, agreedForAt })
    }),
  declineExchange: (asked) => actOn(asked, decideDeclination),
  cancelExchange: (asked) =>
    actOn(asked, (facts) => decideCancellation({ ...facts, ...asked.body })),
  completeExchange: (asked) =>
    actOn(asked, (facts) =>
      decideCompletion({ ...facts, completion: asked.body, today: latestDayOf(asked.now) }),
    ),
  confirmExchange: (asked) =>
    actOn(asked, (facts) => decideConfirmation({ ...facts, confirmation: asked.body })),
  reverseExchange: async (asked) => {
    const { body, books, env, params } = asked
    const { stewards } = await snapshot(books, { stewards: stewardsQuery() })
    const reversed = actOn(asked, (facts) => {
      const reversal = { ...facts, ...body }
      const decided = decideReversal(reversal)
      const isForTwo = isFault(decided) && decided.fault === 'second_steward_is_needed'
      return isForTwo ? proposeReversal({ ...reversal, id: freshId(env), stewards }) : decided
    })
    return namingTheMotion(books, { kind: 'reversal', ref: params.exchange }, reversed)
  },
} satisfies Partial<Handlers>
