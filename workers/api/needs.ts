import { dayOf, type Fault, fault, isFault, type Publication } from '@commonhour/contract'
import { decidePublication, decideWithdrawal, doneBy } from '@commonhour/domain'
import {
  type Books,
  charterQuery,
  exchangesAboutQuery,
  memberActorQuery,
  type PublicationLine,
  type PublicationWord,
  proposalsQuery,
  publicationQuery,
  publicationsQuery,
  searchQuery,
  snapshot,
  write,
} from '@commonhour/ledger'
import { fellowOf, startOf, todayOf } from './acting.ts'
import { cursorOf, NumberPlace, placeOf } from './cursors.ts'
import type { ApiEnv } from './env.ts'
import { mostIds } from './exchangeActs.ts'
import { malformedField } from './fields.ts'
import { freshIds } from './fresh.ts'
import { canonical } from './idempotency.ts'
import type { Handlers } from './types.ts'
import { wirePublication } from './wire.ts'

const dayMs = 86_400_000
/** How long a need or offer stays open when its member named no last day. */
const openDays = { need: 60, offer: 180 } as const

export const needs = {
  publishNeed: (asked) => publish('need', asked),
  publishOffer: (asked) => publish('offer', asked),
  listNeeds: (asked) => list('need', asked),
  listOffers: (asked) => list('offer', asked),
  readNeed: ({ params, ...asked }) => read('need', params.need, asked),
  readOffer: ({ params, ...asked }) => read('offer', params.offer, asked),
  withdrawNeed: ({ params, ...asked }) => withdraw('need', params.need, asked),
  withdrawOffer: ({ params, ...asked }) => withdraw('offer', params.offer, asked),
  search: async ({ books, caller, now, query }) => {
    const actor = await fellowOf(books, caller)
    if (isFault(actor)) return actor
    const { limit = 50, q } = query
    const asked = { q, today: todayOf(now), reader: actor.member, limit }
    const { items } = await snapshot(books, { items: searchQuery(asked) })
    return { items, next: null }
  },
} satisfies Partial<Handlers>

interface AskedByMember {
  readonly books: Books
  readonly caller: { readonly id: string }
  readonly now: number
}

async function publish(word: PublicationWord, asked: AskedByMember & { body: Publication }) {
  const { body, books, caller, now } = asked
  const written = await write(books, {
    now,
    claim: null,
    gather: {
      actor: memberActorQuery(caller),
      charter: charterQuery(now),
      before: publicationQuery(word, body.id, todayOf(now)),
    },
    decide: ({ actor, before, charter }) => {
      if (actor === null) return fault('actor_is_not_a_member')
      if (charter === null) return fault('community_is_unknown')
      if (before !== null) return fault('id_is_taken')
      const { expiresOn } = body
      if (expiresOn !== null && expiresOn < todayOf(now)) {
        return malformedField('/expiresOn', 'a day that has not passed', expiresOn)
      }
      const lastDay = lastDayOf(word, now)
      const decision = decidePublication({ word, publication: body, actor, charter, lastDay })
      if (isFault(decision)) return decision
      return { decision, ...doneBy(actor), ref: body.id }
    },
    render: ({ ref }) => publicationQuery(word, ref, todayOf(now)),
  })
  return isFault(written) ? published(word, asked, written) : wireOr(written.answer)
}

/** The same publication sent twice is one: its id is the sender's own. */
async function published(
  word: PublicationWord,
  { body, books, caller, now }: AskedByMember & { body: Publication },
  refused: Fault,
) {
  if (refused.fault !== 'id_is_taken') return refused
  const { actor, line } = await snapshot(books, {
    actor: memberActorQuery(caller),
    line: publicationQuery(word, body.id, todayOf(now)),
  })
  if (line === null || line.member !== actor?.member) return refused
  return isSame(word, body, line) ? wireOr(line) : refused
}

/** Whether every field was sent as it was published. */
function isSame(word: PublicationWord, sent: Publication, line: PublicationLine): boolean {
  const lastDay = lastDayOf(word, startOf(line.publishedOn))
  const wanted: Publication = { ...sent, expiresOn: sent.expiresOn ?? lastDay }
  const fields = Object.keys(wanted) as (keyof Publication)[]
  return fields.every((field) => canonical(wanted[field]) === canonical(line[field]))
}

/** The day a need or offer closes by itself where its member named none. */
function lastDayOf(word: PublicationWord, publishedAt: number): string {
  return dayOf(publishedAt + openDays[word] * dayMs)
}

async function list(
  word: PublicationWord,
  {
    books,
    caller,
    now,
    query,
  }: AskedByMember & {
    query: {
      state: PublicationLine['state']
      limit?: number | undefined
      after?: string | undefined
      member?: string | undefined
      category?: string | undefined
    }
  },
) {
  const actor = await fellowOf(books, caller)
  if (isFault(actor)) return actor
  const { after, limit = 50, ...asked } = query
  const place = placeOf(NumberPlace, after)
  if (isFault(place)) return place
  const before = place?.[0] ?? Number.MAX_SAFE_INTEGER
  const wanted = { ...asked, reader: actor.member, today: todayOf(now), before, limit: limit + 1 }
  const { lines } = await snapshot(books, { lines: publicationsQuery(word, wanted) })
  const items = lines.slice(0, limit)
  const last = lines.length > limit ? items.at(-1) : undefined
  return {
    items: items.map(wirePublication),
    next: last === undefined ? null : cursorOf([last.number]),
  }
}

async function read(word: PublicationWord, id: string, { books, caller, now }: AskedByMember) {
  const actor = await fellowOf(books, caller)
  if (isFault(actor)) return actor
  const { line } = await snapshot(books, { line: publicationQuery(word, id, todayOf(now)) })
  return wireOr(line)
}

async function withdraw(
  word: PublicationWord,
  id: string,
  { books, caller, env, now }: AskedByMember & { readonly env: ApiEnv },
) {
  const written = await write(books, {
    now,
    claim: null,
    gather: {
      actor: memberActorQuery(caller),
      publication: publicationQuery(word, id, todayOf(now)),
      proposals: proposalsQuery(word, id),
      exchanges: exchangesAboutQuery(word, id),
    },
    decide: ({ actor, exchanges, proposals, publication }) => {
      if (actor === null) return fault('actor_is_not_a_member')
      if (publication === null) return fault('not_found')
      const decision = decideWithdrawal({
        ...{ word, publication, actor, proposals, exchanges },
        freshIds: freshIds(env, mostIds(proposals)),
      })
      if (isFault(decision)) return decision
      return { decision, ...doneBy(actor), ref: id }
    },
    render: ({ ref }) => publicationQuery(word, ref, todayOf(now)),
  })
  return isFault(written) ? written : wireOr(written.answer)
}

function wireOr(line: PublicationLine | null) {
  return line === null ? fault('not_found') : wirePublication(line)
}
