import { type DelegationScope, type Fault, fault, mostDelegationDays } from '@commonhour/contract'
import { officeRules, refusalOf } from '@commonhour/fairness'
import type { MemberActor } from '../facts.ts'
import { officeOf, refusalOfOffice } from '../members/office.ts'
import type { Decision, Expectation } from '../writes.ts'
import type { PersonFacts } from './facts.ts'

export interface OfferDelegationFacts {
  readonly actor: MemberActor
  readonly id: string
  /** Whose hours and words it is about; null when there is no such member. */
  readonly member: PersonFacts | null
  readonly delegate: PersonFacts | null
  readonly scope: DelegationScope
  /** The end, in milliseconds since the epoch. */
  readonly until: number
  readonly now: number
}

const dayMs = 86_400_000

/**
 * A member lets someone act for them, for a year at most. Consent belongs to the one who is helped:
 * a coordinator enters it only for a member whom nobody signs in as, and the delegate still
 * accepts.
 */
export function decideDelegation(facts: OfferDelegationFacts): Decision | Fault {
  const { actor, delegate, id, member, now, scope, until } = facts
  if (member === null || delegate === null) return fault('not_found')
  const isOwn = actor.member === member.id
  const notEntered = isOwn ? null : refusalOfEntry(actor, member, delegate)
  if (notEntered !== null) return notEntered
  if (isOwn && actor.state !== 'active') return fault('actor_is_not_active')
  if (delegate.id === member.id) return fault('parties_are_not_two')
  if (member.state !== 'active' || delegate.state !== 'active') return fault('member_is_not_active')
  // The last day counts whole, wherever it is on earth: one day more than the days.
  if (until <= now || until > now + (mostDelegationDays + 1) * dayMs) {
    return fault('delegation_has_ended', {
      detail: `It runs until a day that lies ahead, for ${mostDelegationDays} days at most.`,
    })
  }
  // From here the offer must succeed.
  return {
    expect: [...(isOwn ? [] : officeOf(actor)), ...statesOf(member, delegate)],
    write: [
      { into: 'delegation', id, member: member.id, delegate: delegate.id, scope, until },
      { into: 'delegationStep', delegation: id, step: 0, act: 'offered' },
      { into: 'outbox', kind: 'delegation.offered', ref: id, member: delegate.id },
    ],
  }
}

function refusalOfEntry(
  actor: MemberActor,
  member: PersonFacts,
  delegate: PersonFacts,
): Fault | null {
  const notInOffice = refusalOfOffice(actor)
  if (notInOffice !== null) return notInOffice
  // Whoever signs in offers it themselves: nobody gives another's consent.
  if (member.hasPerson) return fault('only_themselves_may_do_this')
  const parties = [member.id, delegate.id]
  return refusalOf(officeRules, { speaksFor: actor.speaksFor, parties })
}

function statesOf(...members: readonly PersonFacts[]): Expectation[] {
  return members.map(({ id, version }) => ({ word: 'member', id, version }))
}
