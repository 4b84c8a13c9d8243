import { type Fault, fault } from '@commonhour/contract'
import type { MemberActor } from '../facts.ts'
import { officeOf } from '../members/office.ts'
import type { Decision, Write } from '../writes.ts'

export interface HouseholdFacts {
  readonly actor: MemberActor
  /** Whom they name; null when there is no such member. */
  readonly other: { readonly id: string } | null
  readonly act: 'declared' | 'ended'
  /** Whom they declared before. */
  readonly declared: readonly string[]
}

/**
 * A steward says whom they live with, and so decides nothing of theirs; nor does the other, should
 * they be a steward, and they are told. Stewards declare it about themselves; nobody else is asked.
 * Saying twice what stands changes nothing.
 */
export function decideHousehold({ act, actor, declared, other }: HouseholdFacts): Decision | Fault {
  if (actor.offices.length === 0) return fault('actor_is_not_a_steward')
  if (other === null) return fault('not_found')
  if (other.id === actor.member) return fault('parties_are_not_two')
  // From here the declaration must succeed.
  const stands = declared.includes(other.id) === (act === 'declared')
  return {
    expect: officeOf(actor),
    write: stands ? [] : declarationOf(actor.member, other.id, act),
  }
}

function declarationOf(member: string, other: string, act: HouseholdFacts['act']): Write[] {
  return [
    { into: 'household', member, other, act },
    { into: 'outbox', kind: `household.${act}`, ref: member, member: other },
  ]
}
