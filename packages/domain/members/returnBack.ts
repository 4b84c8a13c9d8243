import { type Fault, fault } from '@commonhour/contract'
import type { Decision } from '../writes.ts'
import { type MemberActFacts, refusalOfActor, stepOf } from './pause.ts'

/** A member comes back after a pause, by themself or entered by a coordinator. */
export function decideReturn({ actor, subject }: MemberActFacts): Decision | Fault {
  const refused = refusalOfActor(actor, subject)
  if (refused !== null) return refused
  if (subject.state !== 'paused') return fault('member_is_not_paused')
  // From here the return must succeed.
  return stepOf(actor, subject, 'active', 'member.returned')
}
