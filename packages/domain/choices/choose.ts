import { type Choosing, type Fault, fault } from '@commonhour/contract'
import type { MemberActor } from '../facts.ts'
import type { Decision } from '../writes.ts'

/** A member chooses something for themself; it takes the place of what they chose before. */
export function decideChoice(facts: {
  readonly actor: MemberActor
  readonly choosing: Choosing
}): Decision | Fault {
  const { actor, choosing } = facts
  if (actor.state === 'departed' || actor.state === 'erased') return fault('actor_is_not_active')
  // From here the choice must succeed.
  return { expect: [], write: [{ into: 'choice', member: actor.member, ...choosing }] }
}
