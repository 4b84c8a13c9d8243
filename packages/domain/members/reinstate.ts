import { type Fault, fault } from '@commonhour/contract'
import { officeRules, refusalOf } from '@commonhour/fairness'
import { officeFactsOf } from '../motions/free.ts'
import type { Decision } from '../writes.ts'
import { refusalOfOffice } from './office.ts'
import { type MemberActFacts, stepOf } from './pause.ts'

/** A coordinator who takes no part ends a suspension: the member is active again. */
export function decideReinstatement({ actor, subject }: MemberActFacts): Decision | Fault {
  const notInOffice = refusalOfOffice(actor)
  if (notInOffice !== null) return notInOffice
  const refusal = refusalOf(officeRules, officeFactsOf(actor, [subject.id]))
  if (refusal !== null) return refusal
  if (subject.state !== 'suspended') return fault('member_is_not_suspended')
  // From here the reinstatement must succeed.
  return stepOf(actor, subject, 'active', 'member.reinstated')
}
