import { type Fault, fault, type Profile } from '@commonhour/contract'
import type { MemberActor } from '../facts.ts'
import type { SubjectFacts } from '../motions/facts.ts'
import type { Decision, Expectation } from '../writes.ts'
import { officeOf, refusalOfOffice } from './office.ts'

export interface ProfileFacts {
  readonly actor: MemberActor
  readonly subject: SubjectFacts
  /** Whether somebody signs in as them: who has no sign-in is written for by coordinators. */
  readonly signsIn: boolean
  readonly profile: Profile
}

/**
 * What is told of a member changes: by themself, all but the name, which is what the others know
 * them by; by a coordinator the name, and everything of who cannot do it themself.
 */
export function decideProfile({
  actor,
  profile,
  signsIn,
  subject,
}: ProfileFacts): Decision | Fault {
  const isOwn = actor.member === subject.id
  if (profile.name !== undefined || !isOwn) {
    const notInOffice = refusalOfOffice(actor)
    if (notInOffice !== null) return notInOffice
  }
  const { name: _, ...others } = profile
  const isOnlyName = Object.keys(others).length === 0
  if (!isOwn && signsIn && !isOnlyName) return fault('only_themselves_may_do_this')
  if (isOver(subject.state)) return fault(isOwn ? 'actor_is_not_active' : 'member_is_not_active')
  // From here the change must succeed.
  const member: Expectation = { word: 'member', id: subject.id, version: subject.version }
  return {
    expect: isOwn ? [member] : [...officeOf(actor), member],
    write: [{ into: 'profile', member: subject.id, profile }],
  }
}

function isOver(state: SubjectFacts['state']): boolean {
  return state === 'departed' || state === 'erased'
}
