import { type ConcernKind, type ConcernOutcome, type Fault, fault } from '@commonhour/contract'
import { officeRules, refusalOf } from '@commonhour/fairness'
import type { MemberActor } from '../facts.ts'
import { officeOf, refusalOfOffice } from '../members/office.ts'
import type { Decision } from '../writes.ts'

/** A concern as a decision sees it. */
export interface ConcernFacts {
  readonly id: string
  readonly number: number
  /** Who raised it. */
  readonly member: string
  readonly memberName: string
  readonly aboutMember: string | null
  readonly aboutName: string | null
  readonly aboutExchange: string | null
  /** The members it is about: the one named, or everyone else in the exchange. */
  readonly parties: readonly string[]
  readonly kind: ConcernKind
  readonly text: string
  readonly at: number
  readonly outcome: ConcernOutcome | null
}
export interface ResolveConcernFacts {
  readonly actor: MemberActor
  readonly concern: ConcernFacts
  readonly outcome: ConcernOutcome
}

/** A coordinator whom it does not concern says what came of it; who raised it is told. */
export function decideConcernResolution(facts: ResolveConcernFacts): Decision | Fault {
  const { actor, concern, outcome } = facts
  const notInOffice = refusalOfOffice(actor)
  if (notInOffice !== null) return notInOffice
  // Whoever it is about learns nothing of it, a coordinator among them.
  if (!mayReadConcern(actor, concern)) return fault('not_found')
  const parties = [concern.member, ...concern.parties]
  const inOwnCause = refusalOf(officeRules, { speaksFor: actor.speaksFor, parties })
  if (inOwnCause !== null) return inOwnCause
  if (concern.outcome !== null) return fault('concern_is_resolved_already')
  // From here the resolution must succeed.
  return {
    expect: officeOf(actor),
    write: [
      { into: 'concernResolution', concern: concern.id, outcome },
      { into: 'outbox', kind: 'concern.resolved', ref: concern.id, member: concern.member },
    ],
  }
}

/** Who raised it, and coordinators whom it is not about. */
export function mayReadConcern(
  actor: MemberActor,
  { member, parties }: Pick<ConcernFacts, 'member' | 'parties'>,
): boolean {
  if (member === actor.member) return true
  const isConcerned = parties.some((party) => actor.speaksFor.includes(party))
  return refusalOfOffice(actor) === null && !isConcerned
}
