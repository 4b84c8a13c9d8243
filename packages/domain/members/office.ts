import { type Fault, fault } from '@commonhour/contract'
import type { MemberActor } from '../facts.ts'
import type { Expectation } from '../writes.ts'

/** Why this member may not act as a coordinator now; null when they may. */
export function refusalOfOffice(actor: MemberActor | null): Fault | null {
  if (!actor?.offices.includes('coordinator')) return fault('actor_is_not_a_coordinator')
  return actor.state === 'active' ? null : fault('actor_is_not_active')
}

/** The guards of a steward's act: an office taken away meanwhile, or a suspension, refuses it. */
export function officeOf(actor: MemberActor): Expectation[] {
  return [
    { word: 'office', id: actor.member, version: actor.officesVersion },
    { word: 'member', id: actor.member, version: actor.version },
  ]
}
