import {
  type Fault,
  fault,
  Id,
  isFault,
  maySpeakFor,
  needForMember,
  type Operation,
  reaches,
} from '@commonhour/contract'
import { type Books, memberActorQuery, snapshot } from '@commonhour/ledger'
import * as v from 'valibot'
import { malformedField } from './fields.ts'
import type { Caller, PersonCaller } from './types.ts'

/** The header that names the member someone asks to act for. */
export const onBehalfOfHeader = 'On-Behalf-Of'

/** The member named in the header, by its id; null for none. Apps act as themselves only. */
export function readOnBehalf(
  caller: Caller | null,
  header: string | undefined,
): string | null | Fault {
  if (caller === null || header === undefined) return null
  if (caller.kind === 'app') return fault('actor_may_not_act_for_them')
  if (v.is(Id, header)) return header
  return malformedField(`/${onBehalfOfHeader}`, 'a UUIDv7 in lower case', header)
}

/** What someone asks to do in another's name: an operation with its body, at a moment. */
interface Wish {
  readonly operation: Operation
  readonly body: unknown
  readonly member: string
  readonly now: number
}

/**
 * The caller with what acting for this member needs, if they may go so far now. The handler asks
 * again among its own facts, and its batch expects that it still stands.
 * @returns or the refusal that says what they may do instead
 */
export async function actingFor(
  books: Books,
  caller: PersonCaller,
  { body, member, now, operation }: Wish,
): Promise<PersonCaller | Fault> {
  const need = needForMember(operation, body, member)
  const acting = { ...caller, onBehalfOf: member, at: now, bySpeaking: maySpeakFor(operation) }
  const { actor } = await snapshot(books, { actor: memberActorQuery({ ...acting, need: 'see' }) })
  if (actor === null) return fault('actor_may_not_act_for_them')
  // Who names themself acts for themself.
  if (actor.scope === 'own' || actor.scope === 'spoken') return { ...acting, need }
  if (need === 'never') return fault('only_themselves_may_do_this')
  if (reaches(actor.scope, need)) return { ...acting, need }
  return fault(actor.scope === 'see' ? 'delegate_may_only_see' : 'delegate_may_only_prepare')
}

/**
 * A refusal as it reads to someone acting for another: that the actor is nobody here means then
 * that what let them act has just ended.
 */
export function heardOnBehalf(caller: Caller | null, refused: Fault): Fault {
  const isForAnother = caller?.kind === 'person' && (caller.onBehalfOf ?? null) !== null
  const isNobody = isFault(refused) && refused.fault === 'actor_is_not_a_member'
  return isForAnother && isNobody ? fault('actor_may_not_act_for_them') : refused
}
