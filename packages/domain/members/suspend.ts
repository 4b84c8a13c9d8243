import { type Fault, fault, type SuspensionReason } from '@commonhour/contract'
import { officeRules, refusalOf } from '@commonhour/fairness'
import { officeFactsOf } from '../motions/free.ts'
import type { Decision } from '../writes.ts'
import { refusalOfOffice } from './office.ts'
import { type MemberActFacts, stepOf } from './pause.ts'

/** A coordinator who takes no part suspends a member, with a reason: they begin nothing new. */
export function decideSuspension(
  facts: MemberActFacts & { readonly reason: SuspensionReason },
): Decision | Fault {
  const { actor, reason, subject } = facts
  const notInOffice = refusalOfOffice(actor)
  if (notInOffice !== null) return notInOffice
  const refusal = refusalOf(officeRules, officeFactsOf(actor, [subject.id]))
  if (refusal !== null) return refusal
  if (subject.state !== 'active') return fault('member_is_not_active')
  // From here the suspension must succeed.
  return stepOf(actor, subject, 'suspended', 'member.suspended', reason)
}
