import { fault } from '@commonhour/contract'
import type { MotionAct } from '../motions/facts.ts'
import { grantExpectations, grantOf, refusalOfGrant } from './grant.ts'

/** A larger grant, as two stewards decide it: judged by the pool and the cap of that moment. */
export const grantAct: MotionAct = {
  partiesOf: ({ body }) => (body.applicant === undefined ? [] : [body.applicant]),
  decide: ({ body }, { charter, grant }) => {
    if (grant == null || body.transfer === undefined) return fault('not_found')
    const { application, applicant, pool, to } = grant
    if (application.state !== 'waiting') return fault('application_is_answered')
    const facts = { seconds: application.seconds, applicant, charter, pool, seconded: true, to }
    const refusal = refusalOfGrant(facts)
    if (refusal !== null) return refusal
    // From here the grant must succeed.
    return {
      expect: grantExpectations(facts),
      write: grantOf(application, facts, 'agreed_by_two', body.transfer),
    }
  },
}
