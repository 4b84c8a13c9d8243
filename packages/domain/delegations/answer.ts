import { type Fault, fault } from '@commonhour/contract'
import type { MemberActor } from '../facts.ts'
import type { Decision, Expectation, Write } from '../writes.ts'
import type { DelegationFacts } from './facts.ts'

export interface AnswerDelegationFacts {
  readonly actor: MemberActor
  readonly delegation: DelegationFacts
  /** Another between the same two that is in force, if any. */
  readonly inForce: DelegationFacts | null
  readonly now: number
}

/** The delegate says yes. What was in force between the two ends with it: one at a time. */
export function decideDelegationAcceptance(facts: AnswerDelegationFacts): Decision | Fault {
  const { actor, delegation, inForce, now } = facts
  if (actor.member !== delegation.delegate) return fault('not_found')
  if (delegation.state !== 'offered') return fault('delegation_is_not_offered')
  if (delegation.until <= now) return fault('delegation_has_ended')
  if (actor.state !== 'active') return fault('actor_is_not_active')
  // From here the acceptance must succeed.
  return {
    expect: [expectDelegation(delegation)],
    write: [
      ...(inForce === null ? [] : [stepOf(inForce, 'withdrawn')]),
      stepOf(delegation, 'accepted'),
      tell('delegation.accepted', delegation, delegation.member),
    ],
  }
}

/** The delegate says no, without a reason. */
export function decideDelegationRefusal(
  facts: Omit<AnswerDelegationFacts, 'inForce' | 'now'>,
): Decision | Fault {
  const { actor, delegation } = facts
  if (actor.member !== delegation.delegate) return fault('not_found')
  if (delegation.state !== 'offered') return fault('delegation_is_not_offered')
  // From here the refusal must succeed.
  return {
    expect: [expectDelegation(delegation)],
    write: [
      stepOf(delegation, 'refused'),
      tell('delegation.refused', delegation, delegation.member),
    ],
  }
}

/** Either of the two ends it at once, without a reason; who only offered it takes it back. */
export function decideDelegationWithdrawal(
  facts: Omit<AnswerDelegationFacts, 'inForce'>,
): Decision | Fault {
  const { actor, delegation, now } = facts
  const isMember = actor.member === delegation.member
  if (!isMember && actor.member !== delegation.delegate) return fault('not_found')
  if (!mayWithdraw(delegation, isMember, now)) return fault('delegation_has_ended')
  // From here the withdrawal must succeed.
  const other = isMember ? delegation.delegate : delegation.member
  return {
    expect: [expectDelegation(delegation)],
    write: [stepOf(delegation, 'withdrawn'), tell('delegation.withdrawn', delegation, other)],
  }
}

/** What is offered is taken back by who offered it; what is in force ends by either. */
export function mayWithdraw(
  { state, until }: DelegationFacts,
  isMember: boolean,
  now: number,
): boolean {
  return until > now && (state === 'accepted' || (state === 'offered' && isMember))
}

function expectDelegation({ delegate, member, version }: DelegationFacts): Expectation {
  return { word: 'delegation', id: `${member} ${delegate}`, version }
}

function stepOf({ id, steps }: DelegationFacts, act: 'accepted' | 'refused' | 'withdrawn'): Write {
  return { into: 'delegationStep', delegation: id, step: steps, act }
}

function tell(
  kind: 'delegation.accepted' | 'delegation.refused' | 'delegation.withdrawn',
  { id }: DelegationFacts,
  member: string,
): Write {
  return { into: 'outbox', kind, ref: id, member }
}
