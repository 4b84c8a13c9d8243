import { type ErasureReason, type Fault, fault, type MemberState } from '@commonhour/contract'
import { officeRules, refusalOf } from '@commonhour/fairness'
import type { MemberActor } from '../facts.ts'
import { officeOf, refusalOfOffice } from '../members/office.ts'
import type { Decision } from '../writes.ts'

export interface EraseFacts {
  readonly reason: ErasureReason
  readonly actor: MemberActor
  readonly member: {
    readonly id: string
    readonly state: MemberState
    readonly version: number
  } | null
  /** Their exchanges that are proposed, agreed, done or disputed. */
  readonly openExchanges: number
}

/**
 * Who left has themself erased, or a coordinator who takes no part does it for them or for their
 * relatives. What goes with this step, and what stays, the books themselves see to.
 */
export function decideErasure(facts: EraseFacts): Decision | Fault {
  const { actor, member, openExchanges, reason } = facts
  const mayNot = refusalOfErasing(facts)
  if (mayNot !== null) return mayNot
  if (member === null) return fault('not_found')
  if (member.state === 'erased') return fault('member_is_erased')
  if (member.state !== 'departed') return fault('member_has_not_left')
  if (openExchanges > 0) return fault('member_has_open_exchanges')
  const isSelf = actor.member === member.id
  // From here the erasure must succeed.
  return {
    expect: [
      ...(isSelf ? [] : officeOf(actor)),
      { word: 'member', id: member.id, version: member.version },
    ],
    write: [
      { into: 'memberStep', member: member.id, step: member.version, state: 'erased', reason },
    ],
  }
}

/** Who may have a member erased, and for which reason. */
function refusalOfErasing({ actor, member, reason }: EraseFacts): Fault | null {
  if (actor.member === member?.id) {
    // Whoever acts for another does not erase them: a coordinator enters that.
    if (actor.scope !== 'own') return fault('actor_is_not_a_coordinator')
    return reason === 'own_wish' ? null : fault('erasure_reason_does_not_fit')
  }
  const notInOffice = refusalOfOffice(actor)
  if (notInOffice !== null) return notInOffice
  if (member === null) return fault('not_found')
  const refusal = refusalOf(officeRules, { speaksFor: actor.speaksFor, parties: [member.id] })
  if (refusal !== null) return refusal
  return reason === 'own_wish' ? fault('erasure_reason_does_not_fit') : null
}
