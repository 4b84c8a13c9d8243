import { type Fault, fault, isFault } from '@commonhour/contract'
import {
  decideBooking,
  decideBookings,
  decideTransferReversal,
  doneBy,
  hearsOf,
  principalOf,
  refusalOfOffice,
} from '@commonhour/domain'
import {
  accountQuery,
  accountsQuery,
  type Books,
  charterQuery,
  communityQuery,
  factsOfAccount,
  grantQuery,
  grantsQuery,
  memberActorQuery,
  poolsQuery,
  reversibleOf,
  snapshot,
  type TransferLine,
  takenTransfersQuery,
  transferQuery,
  transfersOfGroupQuery,
  transfersQuery,
  write,
} from '@commonhour/ledger'
import {
  actorQuery,
  claimOf,
  isSteward,
  latestDayOf,
  refusalOfReader,
  startOf,
  todayOf,
} from './acting.ts'
import { replayable } from './answer.ts'
import { cursorOf, NumberPlace, placeOf } from './cursors.ts'
import { freshId } from './fresh.ts'
import { receipted, receiptOf } from './receipts.ts'
import type { Caller, Handlers } from './types.ts'

export const transfers = {
  bookTransfer: async ({ body, books, caller, env, idempotency, now }) => {
    const written = await write(books, {
      now,
      claim: claimOf(caller, idempotency),
      gather: {
        actor: actorQuery(caller),
        charter: charterQuery(now),
        from: accountQuery(body.fromAccount, now),
        to: accountQuery(body.toAccount, now),
        app: grantQuery(caller.id, body.fromAccount, startOf(todayOf(now))),
      },
      decide: ({ actor, app, charter, from, to }) => {
        if (actor === null) return fault('actor_is_not_a_member')
        if (charter === null) return fault('community_is_unknown')
        const decision = decideBooking({
          booking: body,
          actor,
          from: from && factsOfAccount(from),
          to: to && factsOfAccount(to),
          charter,
          today: latestDayOf(now),
          app: actor.kind === 'app' ? app : null,
        })
        if (isFault(decision)) return decision
        return { decision, actor: principalOf(actor), ref: body.id, hears: hearsOf(actor, to) }
      },
      render: ({ ref, seq }) => transferQuery(ref, seq),
    })
    if (isFault(written)) return written
    const { answer, replayed } = written
    return answer === null ? fault('not_found') : replayable(await receipted(env, answer), replayed)
  },
  bookTransfers: async ({ body, books, caller, env, idempotency, now }) => {
    const { transfers } = body
    const groupId = freshId(env)
    const froms = [...new Set(transfers.map(({ fromAccount }) => fromAccount))]
    const named = [...new Set([...froms, ...transfers.map(({ toAccount }) => toAccount)])]
    const written = await write(books, {
      now,
      claim: claimOf(caller, idempotency),
      gather: {
        actor: actorQuery(caller),
        charter: charterQuery(now),
        accounts: accountsQuery(named, now),
        grants: grantsQuery(caller.id, froms, startOf(todayOf(now))),
        taken: takenTransfersQuery(transfers.map(({ id }) => id)),
      },
      decide: ({ accounts, actor, charter, grants, taken }) => {
        if (actor === null) return fault('actor_is_not_a_member')
        if (charter === null) return fault('community_is_unknown')
        const known = { accounts: accounts.map(factsOfAccount), actor, charter, grants, taken }
        const decided = decideBookings({ ...known, transfers, groupId, today: latestDayOf(now) })
        if (isFault(decided)) return decided
        const { decision, refusedAt } = decided
        return { decision, actor: principalOf(actor), ref: groupId, hears: refusedAt }
      },
      render: ({ ref, seq }) => transfersOfGroupQuery(ref, seq),
    })
    if (isFault(written)) return written
    const booked = await Promise.all(written.answer.map((line) => receipted(env, line)))
    return replayable({ transfers: booked }, written.replayed)
  },
  reverseTransfer: async ({ body, books, caller, env, idempotency, now, params }) => {
    const written = await write(books, {
      now,
      claim: claimOf(caller, idempotency),
      gather: { actor: memberActorQuery(caller), transfer: transferQuery(params.transfer) },
      decide: ({ actor, transfer }) => {
        if (actor === null) return fault('actor_is_not_a_member')
        // Whether there is such a transfer is for coordinators to know.
        if (transfer === null) return refusalOfOffice(actor) ?? fault('not_found')
        const facts = { transfer: reversibleOf(transfer), actor, reversal: body }
        const decision = decideTransferReversal(facts)
        if (isFault(decision)) return decision
        return { decision, ...doneBy(actor), ref: body.id }
      },
      render: ({ ref, seq }) => transferQuery(ref, seq),
    })
    if (isFault(written)) return written
    const { answer, replayed } = written
    return answer === null ? fault('not_found') : replayable(await receipted(env, answer), replayed)
  },
  listTransfers: async ({ books, caller, env, query }) => {
    const { actor } = await snapshot(books, { actor: actorQuery(caller) })
    if (actor === null) return fault('actor_is_not_a_member')
    if (actor.kind === 'app' && !actor.admitted) return fault('app_is_not_admitted')
    const place = placeOf(NumberPlace, query.after)
    if (isFault(place)) return place
    const limit = query.limit ?? 50
    const before = place?.[0] ?? Number.MAX_SAFE_INTEGER
    const account = actor.kind === 'app' ? null : (actor.account ?? '')
    const asked = { account, actor: `app:${caller.id}`, before, limit: limit + 1 }
    const { lines } = await snapshot(books, { lines: transfersQuery(asked) })
    const items = await Promise.all(lines.slice(0, limit).map((line) => receipted(env, line)))
    const last = lines.length > limit ? items.at(-1) : undefined
    return { items, next: last === undefined ? null : cursorOf([last.seq]) }
  },
  readTransfer: async (asked) => {
    const line = await mine(asked)
    return isFault(line) ? line : receipted(asked.env, line)
  },
  readReceipt: async (asked) => {
    const line = await mine(asked)
    if (isFault(line)) return line
    const receipt = await receiptOf(asked.env, line)
    return receipt === null ? fault('proof_is_not_ready') : { transfer: line.wire.id, receipt }
  },
  listPools: async ({ books, caller, now }) => {
    const { actor, community, pools } = await snapshot(books, {
      actor: actorQuery(caller),
      community: communityQuery(now),
      pools: poolsQuery(now),
    })
    const refused = refusalOfReader(actor)
    if (refused !== null) return refused
    if (community === null) return fault('community_is_unknown')
    const name = community.name
    const items = pools.map(({ balanceSeconds, id }) => ({ account: id, name, balanceSeconds }))
    return { items, next: null }
  },
} satisfies Partial<Handlers>

interface AskedTransfer {
  readonly books: Books
  readonly caller: Caller
  readonly params: { readonly transfer: string }
}

/** The transfer, if the caller may see it: one of its sides, a steward, the app that booked. */
async function mine({ books, caller, params }: AskedTransfer): Promise<TransferLine | Fault> {
  const { actor, transfer } = await snapshot(books, {
    actor: actorQuery(caller),
    transfer: transferQuery(params.transfer),
  })
  if (actor === null) return fault('actor_is_not_a_member')
  if (actor.kind === 'app' && !actor.admitted) return fault('app_is_not_admitted')
  if (transfer === null) return fault('not_found')
  const isMine =
    actor.kind === 'app'
      ? transfer.actor === `app:${actor.app}`
      : isSteward(actor) || [transfer.fromMember, transfer.toMember].includes(actor.member)
  return isMine ? transfer : fault('not_found')
}
