import { type Fault, fault, type PoolDecision } from '@commonhour/contract'
import { officeRules, refusalOf } from '@commonhour/fairness'
import type { AccountFacts, CharterFacts, MemberActor } from '../facts.ts'
import { officeOf, refusalOfOffice } from '../members/office.ts'
import type { Decision } from '../writes.ts'
import type { ApplicantFacts, ApplicationFacts } from './facts.ts'
import { grantExpectations, grantOf, refusalOfGrant } from './grant.ts'

export interface PoolAnswerFacts {
  readonly decision: PoolDecision
  readonly actor: MemberActor
  readonly application: ApplicationFacts | null
  readonly pool: AccountFacts | null
  readonly to: AccountFacts | null
  readonly applicant: ApplicantFacts
  readonly charter: CharterFacts
  /** A second steward agreed: their motion carries this very decision. */
  readonly seconded: boolean
  readonly freshId: string
}

/**
 * A coordinator who takes no part answers an application. One alone may decline; a grant above what
 * the rule gives by itself is refused `second_steward_is_needed` until a second one agrees.
 */
export function decidePoolAnswer(facts: PoolAnswerFacts): Decision | Fault {
  const { actor, application, decision, pool, to } = facts
  const notInOffice = refusalOfOffice(actor)
  if (notInOffice !== null) return notInOffice
  if (application === null || pool === null || to === null) return fault('not_found')
  const refusal = refusalOf(officeRules, {
    speaksFor: actor.speaksFor,
    parties: [application.member],
  })
  if (refusal !== null) return refusal
  if (application.state !== 'waiting') return fault('application_is_answered')
  if (decision.answer === 'decline') return declinationOf(facts, application)
  const grant = { ...facts, seconds: application.seconds, pool, to }
  const unfair = refusalOfGrant(grant)
  if (unfair !== null) return unfair
  // From here the grant must succeed.
  const reason = facts.seconded ? 'agreed_by_two' : 'within_the_rule'
  return {
    expect: [...officeOf(actor), ...grantExpectations(grant)],
    write: grantOf(application, grant, reason, facts.freshId),
  }
}

function declinationOf({ actor, decision }: PoolAnswerFacts, { id, member }: ApplicationFacts) {
  return {
    expect: officeOf(actor),
    write: [
      { into: 'poolAnswer', application: id, act: 'declined', reason: decision.reason } as const,
      { into: 'outbox', kind: 'application.declined', ref: id, member } as const,
    ],
  }
}
