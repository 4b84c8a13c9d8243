import type { CommunitySettings, Fault } from '@commonhour/contract'
import type { MemberActor } from '../facts.ts'
import { officeOf, refusalOfOffice } from '../members/office.ts'
import type { Decision } from '../writes.ts'

/**
 * A coordinator sets how the community is called, looks, and is rung. Its rules are its charter's,
 * which all of them change together.
 */
export function decideSettings(facts: {
  readonly actor: MemberActor
  readonly settings: CommunitySettings
}): Decision | Fault {
  const { actor, settings } = facts
  const notInOffice = refusalOfOffice(actor)
  if (notInOffice !== null) return notInOffice
  // From here the change must succeed.
  return { expect: officeOf(actor), write: [{ into: 'settings', settings }] }
}
