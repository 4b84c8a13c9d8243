import {
  type EnteredSlips,
  type Fault,
  fault,
  isFault,
  momentOf,
  type SlipBatch,
} from '@commonhour/contract'
import {
  decideSlipReversal,
  decideSlips,
  doneBy,
  judgeSlips,
  refusalOfOffice,
} from '@commonhour/domain'
import {
  accountsNamedQuery,
  type Books,
  charterQuery,
  exchangesOfSlipsQuery,
  factsOfSlips,
  memberActorQuery,
  namedIn,
  promisedQuery,
  seenSlipsQuery,
  slipBatchesQuery,
  slipBatchQuery,
  slipsAsOf,
  snapshot,
  wireSlips,
  write,
} from '@commonhour/ledger'
import { claimOf, latestDayOf, memberOf } from './acting.ts'
import { cursorOf, NumberPlace, placeOf } from './cursors.ts'
import { freshIds } from './fresh.ts'
import { promising } from './receipts.ts'
import type { Handlers, PersonCaller } from './types.ts'

/** A step for each hour moved, and some more. */
const mostIds = 200

export const slips = {
  previewSlips: async ({ body, books, caller, now }) => {
    const { actor, charter, members, seen } = await snapshot(books, gathered(caller, body, now))
    const notInOffice = actor === null ? fault('actor_is_not_a_member') : refusalOfOffice(actor)
    if (notInOffice !== null) return notInOffice
    if (actor === null || charter === null) return fault('community_is_unknown')
    const facts = { actor, charter, members, seen, lines: body.lines, today: latestDayOf(now) }
    const lines = judgeSlips(facts).map(({ wire }) => wire)
    const bookable = lines.every(({ outcome }) => outcome !== 'refused')
    return { bookable, seconds: lines.reduce((sum, { seconds }) => sum + seconds, 0), lines }
  },
  enterSlips: async ({ body, books, caller, env, idempotency, now }) => {
    const written = await write(books, {
      now,
      claim: claimOf(caller, idempotency),
      gather: gathered(caller, body, now),
      decide: ({ actor, charter, members, seen }) => {
        if (actor === null) return fault('actor_is_not_a_member')
        if (charter === null) return fault('community_is_unknown')
        const known = { actor, charter, members, seen }
        const more = { today: latestDayOf(now), freshIds: freshIds(env, mostIds) }
        const decision = decideSlips({ ...known, ...more, batch: body })
        return isFault(decision) ? decision : { decision, ...doneBy(actor), ref: body.id }
      },
      render: ({ ref }) => slipBatchQuery(ref),
      promises: ({ ref, seq }) => promisedQuery(ref, seq),
    })
    if (isFault(written)) return written
    const entered = await readBatch(books, body.id, now, written.seq)
    return isFault(entered) ? entered : promising(env, entered, written)
  },
  listSlips: async ({ books, caller, query }) => {
    const actor = await memberOf(books, caller)
    if (isFault(actor)) return actor
    const notInOffice = refusalOfOffice(actor)
    if (notInOffice !== null) return notInOffice
    const { after, limit = 50 } = query
    const place = placeOf(NumberPlace, after)
    if (isFault(place)) return place
    const before = place?.[0] ?? Number.MAX_SAFE_INTEGER
    const { lines } = await snapshot(books, { lines: slipBatchesQuery(before, limit + 1) })
    const items = lines.slice(0, limit)
    const last = lines.length > limit ? items.at(-1) : undefined
    return {
      items: items.map(({ at, reversedAt, seq: _, ...batch }) => ({
        ...batch,
        at: momentOf(at),
        reversedAt: reversedAt === null ? null : momentOf(reversedAt),
      })),
      next: last === undefined ? null : cursorOf([last.seq]),
    }
  },
  readSlips: async ({ books, caller, now, params }) => {
    const actor = await memberOf(books, caller)
    if (isFault(actor)) return actor
    return refusalOfOffice(actor) ?? readBatch(books, params.batch, now)
  },
  reverseSlips: async ({ books, caller, env, idempotency, now, params }) => {
    const written = await write(books, {
      now,
      claim: claimOf(caller, idempotency),
      gather: {
        actor: memberActorQuery(caller),
        batch: slipBatchQuery(params.batch),
        exchanges: exchangesOfSlipsQuery(params.batch),
      },
      decide: ({ actor, batch, exchanges }) => {
        if (actor === null) return fault('actor_is_not_a_member')
        if (batch === null) return refusalOfOffice(actor) ?? fault('not_found')
        const facts = { actor, batch: factsOfSlips(batch, exchanges), now }
        const decision = decideSlipReversal({ ...facts, freshIds: freshIds(env, mostIds) })
        return isFault(decision) ? decision : { decision, ...doneBy(actor), ref: batch.id }
      },
      render: ({ ref }) => slipBatchQuery(ref),
      promises: ({ ref, seq }) => promisedQuery(ref, seq),
    })
    if (isFault(written)) return written
    const entered = await readBatch(books, params.batch, now, written.seq)
    return isFault(entered) ? entered : promising(env, entered, written)
  },
} satisfies Partial<Handlers>

function gathered(caller: PersonCaller, { lines }: SlipBatch, now: number) {
  return {
    actor: memberActorQuery(caller),
    charter: charterQuery(now),
    members: accountsNamedQuery(namedIn(lines), now),
    seen: seenSlipsQuery(lines),
  }
}

async function readBatch(
  books: Books,
  id: string,
  now: number,
  asOfSeq = Number.MAX_SAFE_INTEGER,
): Promise<EnteredSlips | Fault> {
  const { batch, exchanges } = await snapshot(books, {
    batch: slipBatchQuery(id, asOfSeq),
    exchanges: exchangesOfSlipsQuery(id),
  })
  if (batch === null) return fault('not_found')
  return wireSlips(batch, slipsAsOf(exchanges, batch, asOfSeq), now)
}
