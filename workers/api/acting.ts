import { dayOf, type Fault, fault } from '@commonhour/contract'
import type { AppActor, MemberActor } from '@commonhour/domain'
import {
  type Acting,
  appActorQuery,
  type Books,
  type IdempotencyClaim,
  memberActorQuery,
  type Query,
  snapshot,
} from '@commonhour/ledger'
import type { Caller, Idempotency } from './types.ts'

const hourMs = 3_600_000

/** The day it is, UTC. */
export function todayOf(now: number): string {
  return dayOf(now)
}

/** The latest day it is anywhere on earth (UTC+14): nobody's today is called the future. */
export function latestDayOf(now: number): string {
  return dayOf(now + 14 * hourMs)
}

/** The first moment of a UTC day; the one after it with `days` = 1. */
export function startOf(day: string, days = 0): number {
  return Date.parse(`${day}T00:00:00Z`) + days * 24 * hourMs
}

/** The days of a query as moments: the first one of the stretch, and the first one after it. */
export function stretchOf(
  account: string,
  { from, to }: { from?: string | undefined; to?: string | undefined },
) {
  return {
    account,
    from: from === undefined ? 0 : startOf(from),
    to: to === undefined ? Number.MAX_SAFE_INTEGER : startOf(to, 1),
  }
}

/** The caller's key, kept apart from everyone else's. */
export function claimOf(caller: Caller, idempotency: Idempotency): IdempotencyClaim {
  return { principal: `${caller.kind}:${caller.id}`, ...idempotency }
}

/** Whom the caller acts as here; null where they are nobody here. */
export function actorQuery(caller: Caller): Query<MemberActor | AppActor | null> {
  return caller.kind === 'person' ? memberActorQuery(caller) : appActorQuery(caller.id)
}

/** The member a person acts as, read by itself where other questions depend on it. */
export async function memberOf(books: Books, caller: Acting): Promise<MemberActor | Fault> {
  const { actor } = await snapshot(books, { actor: memberActorQuery(caller) })
  return actor ?? fault('actor_is_not_a_member')
}

/**
 * The member a person acts as, where the community is to be seen: not before they were admitted.
 */
export async function fellowOf(books: Books, caller: Acting): Promise<MemberActor | Fault> {
  const { actor } = await snapshot(books, { actor: memberActorQuery(caller) })
  return refusalOfReader(actor) ?? (actor as MemberActor)
}

/**
 * Why this actor may not look around here: a fellow member may, and an app that is admitted now.
 */
export function refusalOfReader(actor: MemberActor | AppActor | null): Fault | null {
  if (actor?.kind === 'app') return actor.admitted ? null : fault('app_is_not_admitted')
  return actor !== null && isFellow(actor) ? null : fault('actor_is_not_a_member')
}

/** Applicants are not members yet, and who left is one no more; who paused still is. */
export function isFellow({ state }: MemberActor): boolean {
  return state === 'active' || state === 'paused' || state === 'suspended'
}

/**
 * Whether an actor holds an office that may look into accounts of others. An office sleeps while
 * its member is paused or suspended, and after they left.
 */
export function isSteward({ offices, state }: MemberActor): boolean {
  return state === 'active' && offices.length > 0
}

/** Whether an actor is a coordinator now. */
export function isCoordinator({ offices, state }: MemberActor): boolean {
  return state === 'active' && offices.includes('coordinator')
}

/** Whether an actor audits the books now. */
export function isAuditor({ offices, state }: MemberActor): boolean {
  return state === 'active' && offices.includes('auditor')
}
