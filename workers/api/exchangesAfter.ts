import { fault, isFault } from '@commonhour/contract'
import {
  decideDispute,
  decideGivingBack,
  decideMessage,
  decideSettlement,
  decideThanks,
  decideUndo,
  doneBy,
  refusalOfOffice,
  sideOf,
} from '@commonhour/domain'
import {
  charterQuery,
  disputesQuery,
  exchangeQuery,
  type MessageLine,
  memberActorQuery,
  messageQuery,
  messagesQuery,
  snapshot,
  write,
} from '@commonhour/ledger'
import { isCoordinator } from './acting.ts'
import { cursorOf, NumberPlace, placeOf } from './cursors.ts'
import { actOn } from './exchangeActs.ts'
import { freshId } from './fresh.ts'
import type { Handlers } from './types.ts'
import { wireExchange } from './wire.ts'

/** What may follow once help is said to be done, and words between those who take part. */
export const exchangesAfter = {
  disputeExchange: (asked) =>
    actOn(asked, (facts) =>
      decideDispute({ ...facts, dispute: asked.body, freshId: freshId(asked.env) }),
    ),
  settleExchange: (asked) =>
    actOn(asked, (facts) => decideSettlement({ ...facts, settlement: asked.body })),
  undoExchange: (asked) => actOn(asked, decideUndo),
  returnExchange: (asked) => actOn(asked, decideGivingBack),
  thankExchange: async ({ body, books, caller, env, now, params }) => {
    const written = await write(books, {
      now,
      claim: null,
      gather: {
        actor: memberActorQuery(caller),
        charter: charterQuery(now),
        exchange: exchangeQuery(params.exchange),
      },
      decide: ({ actor, exchange }) => {
        if (actor === null) return fault('actor_is_not_a_member')
        if (exchange === null) return fault('not_found')
        const decision = decideThanks({ exchange, actor, ...body, freshId: freshId(env) })
        if (isFault(decision)) return decision
        return { decision, ...doneBy(actor), ref: exchange.id }
      },
      render: ({ ref }) => exchangeQuery(ref),
    })
    if (isFault(written)) return written
    const { actor, charter } = written.facts
    if (written.answer === null || actor === null || charter === null) return fault('not_found')
    return wireExchange(written.answer, { actor, charter, now })
  },
  sendExchangeMessage: async ({ body, books, caller, now, params }) => {
    const written = await write(books, {
      now,
      claim: null,
      gather: {
        actor: memberActorQuery(caller),
        exchange: exchangeQuery(params.exchange),
        before: messageQuery(body.id),
      },
      decide: ({ actor, before, exchange }) => {
        if (actor === null) return fault('actor_is_not_a_member')
        if (exchange === null) return fault('not_found')
        const said = before && { ...before, member: before.by }
        const decision = decideMessage({ exchange, actor, message: body, before: said })
        if (isFault(decision)) return decision
        return { decision, ...doneBy(actor), ref: body.id }
      },
      render: ({ ref }) => messageQuery(ref),
    })
    if (isFault(written)) return written
    return written.answer === null ? fault('not_found') : wireMessage(written.answer)
  },
  listExchangeMessages: async ({ books, caller, now, params, query }) => {
    const { actor, charter, exchange } = await snapshot(books, {
      actor: memberActorQuery(caller),
      charter: charterQuery(now),
      exchange: exchangeQuery(params.exchange),
    })
    if (actor === null) return fault('actor_is_not_a_member')
    if (exchange === null || charter === null) return fault('not_found')
    const isMine = sideOf(exchange, actor.member) !== null
    if (!isMine && !isCoordinator(actor)) return fault('not_found')
    const place = placeOf(NumberPlace, query.after)
    if (isFault(place)) return place
    const limit = query.limit ?? 50
    const before = place?.[0] ?? Number.MAX_SAFE_INTEGER
    const asked = { exchange: exchange.id, isDispute: !isMine, before, limit: limit + 1 }
    const { lines } = await snapshot(books, { lines: messagesQuery(asked) })
    const items = lines.slice(0, limit)
    const last = lines.length > limit ? items.at(-1) : undefined
    return {
      exchange: wireExchange(exchange, { actor, charter, now }),
      items: items.map(wireMessage),
      next: last === undefined ? null : cursorOf([last.number]),
    }
  },
  listDisputes: async ({ books, caller, now, query }) => {
    const place = placeOf(NumberPlace, query.after)
    if (isFault(place)) return place
    const limit = query.limit ?? 50
    const { actor, charter, lines } = await snapshot(books, {
      actor: memberActorQuery(caller),
      charter: charterQuery(now),
      lines: disputesQuery({ after: place?.[0] ?? 0, limit: limit + 1 }),
    })
    const refusal = refusalOfOffice(actor)
    if (refusal !== null) return refusal
    if (actor === null || charter === null) return fault('community_is_unknown')
    const items = lines.slice(0, limit)
    const last = lines.length > limit ? items.at(-1) : undefined
    return {
      items: items.map((exchange) => wireExchange(exchange, { actor, charter, now })),
      next: last === undefined ? null : cursorOf([last.number]),
    }
  },
} satisfies Partial<Handlers>

function wireMessage({ exchange: _, number: __, ...message }: MessageLine) {
  return message
}
