import type { Fault } from '@commonhour/contract'
import { openWaysOf } from '@commonhour/domain'
import { type Books, memberActorQuery, snapshot, wayFactsQuery } from '@commonhour/ledger'
import type { Caller } from './types.ts'

/** Refusals at the line, whether a rule said so or the books did. */
const atLine = new Set<Fault['fault']>(['credit_floor_reached', 'newcomer_line_reached'])

/**
 * A refusal at the line with the ways that are open now. It is told in full only to whom it
 * concerns, so these are the ways of whoever asks, or of the member they act for.
 */
export async function withOpenWays({ books, caller, now }: Asking, refused: Fault): Promise<Fault> {
  if (!atLine.has(refused.fault) || caller?.kind !== 'person' || books === null) return refused
  // What cannot be learnt now must not hide the refusal itself.
  const ways = await waysNow(books, caller, refused.ways ?? [], now).catch(() => null)
  return ways === null ? refused : { ...refused, ways }
}

interface Asking {
  readonly books: Books | null
  readonly caller: Caller | null
  readonly now: number
}

async function waysNow(
  books: Books,
  caller: Caller & { readonly kind: 'person' },
  ways: readonly string[],
  now: number,
): Promise<string[] | null> {
  const { actor } = await snapshot(books, { actor: memberActorQuery(caller) })
  if (actor === null) return null
  const { facts } = await snapshot(books, { facts: wayFactsQuery(actor.member, now) })
  return openWaysOf(ways, facts)
}
