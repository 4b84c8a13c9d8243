import { type Fault, fault, type PoolApplying } from '@commonhour/contract'
import type { AccountFacts, CharterFacts, MemberActor } from '../facts.ts'
import type { Decision, Write } from '../writes.ts'
import type { ApplicantFacts } from './facts.ts'
import { grantExpectations, grantOf, refusalOfGrant } from './grant.ts'

export interface PoolApplyFacts {
  readonly applying: PoolApplying
  readonly actor: MemberActor
  readonly pool: AccountFacts | null
  /** The applicant's own account. */
  readonly to: AccountFacts | null
  readonly applicant: ApplicantFacts
  readonly charter: CharterFacts
  readonly freshId: string
}

/**
 * A member asks a pool for hours. What the rule gives by itself is booked in the same batch; what
 * two stewards decide waits for them; what lies above the cap is refused.
 */
export function decidePoolApplication(facts: PoolApplyFacts): Decision | Fault {
  const { actor, applicant, applying, charter, pool, to } = facts
  if (actor.state !== 'active') return fault('actor_is_not_active')
  if (pool?.kind !== 'pool' || to === null) return fault('not_found')
  if (applicant.waiting !== null) return fault('application_is_waiting')
  if (applying.seconds % charter.body.quantumSeconds !== 0) return fault('seconds_are_not_whole')
  const grant = { ...applying, applicant, charter, pool, seconded: false, to }
  const refusal = refusalOfGrant(grant)
  const waits = refusal?.fault === 'second_steward_is_needed'
  if (refusal !== null && !waits) return refusal
  // From here the application must succeed.
  const application: Write = {
    into: 'poolApplication',
    id: applying.id,
    pool: pool.account,
    member: actor.member,
    seconds: applying.seconds,
    reason: applying.reason,
    text: applying.text,
  }
  const then: Write[] = waits
    ? [{ into: 'outbox', kind: 'application.made', ref: applying.id, member: null }]
    : grantOf(applying, grant, 'within_the_rule', facts.freshId)
  return { expect: grantExpectations(grant), write: [application, ...then] }
}
