import { type Fault, fault, type MemberLanguages } from '@commonhour/contract'
import type { MemberActor } from '../facts.ts'
import type { Decision } from '../writes.ts'

/** A member says what they speak; it takes the place of what they said before. */
export function decideLanguages(facts: {
  readonly actor: MemberActor
  readonly spoken: MemberLanguages
}): Decision | Fault {
  const { actor, spoken } = facts
  if (actor.state === 'departed' || actor.state === 'erased') return fault('actor_is_not_active')
  // From here they must stand.
  const languages = [...new Set(spoken.languages)]
  return { expect: [], write: [{ into: 'languages', member: actor.member, languages }] }
}
