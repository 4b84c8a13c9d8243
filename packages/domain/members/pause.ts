import { type Fault, fault } from '@commonhour/contract'
import { officeRules, refusalOf } from '@commonhour/fairness'
import type { MemberActor } from '../facts.ts'
import type { SubjectFacts } from '../motions/facts.ts'
import { officeFactsOf } from '../motions/free.ts'
import type { Decision, Expectation } from '../writes.ts'
import { officeOf, refusalOfOffice } from './office.ts'

export interface MemberActFacts {
  readonly actor: MemberActor
  readonly subject: SubjectFacts
}

/**
 * A member rests for a while, by themself or entered by a coordinator: nothing new is begun, what
 * was promised goes on. The books keep the last coordinator at work.
 */
export function decidePause({ actor, subject }: MemberActFacts): Decision | Fault {
  const refused = refusalOfActor(actor, subject)
  if (refused !== null) return refused
  if (subject.state !== 'active') return fault('member_is_not_active')
  // From here the pause must succeed.
  return stepOf(actor, subject, 'paused', 'member.paused')
}

/** Oneself, or a coordinator for another: null when this actor may. */
export function refusalOfActor(actor: MemberActor, { id }: SubjectFacts): Fault | null {
  if (actor.member === id) return null
  const notInOffice = refusalOfOffice(actor)
  if (notInOffice !== null) return notInOffice
  return refusalOf(officeRules, officeFactsOf(actor, [id]))
}

/** The next step of a member, guarded by the one before; another's act is told to them. */
export function stepOf(
  actor: MemberActor,
  { id, version }: SubjectFacts,
  state: 'active' | 'paused' | 'suspended',
  notice: 'member.paused' | 'member.returned' | 'member.suspended' | 'member.reinstated',
  reason?: string,
): Decision {
  const counted: Expectation = { word: 'member', id, version }
  const step = { into: 'memberStep', member: id, step: version, state } as const
  const reasoned = reason === undefined ? step : { ...step, reason }
  if (actor.member === id) return { expect: [counted], write: [reasoned] }
  return {
    expect: [...officeOf(actor), counted],
    write: [reasoned, { into: 'outbox', kind: notice, ref: id, member: id }],
  }
}
