import { type Fault, fault } from '@commonhour/contract'
import { type MoveFacts, poolRules, refusalOf } from '@commonhour/fairness'
import type { AccountFacts, CharterFacts } from '../facts.ts'
import type { Expectation, Write } from '../writes.ts'
import type { ApplicantFacts } from './facts.ts'

export interface GrantFacts {
  readonly seconds: number
  readonly pool: AccountFacts
  readonly to: AccountFacts
  readonly applicant: ApplicantFacts
  readonly charter: CharterFacts
  /** A second steward agreed. */
  readonly seconded: boolean
}

/**
 * Why a pool may not grant these hours now; null when it may. `second_steward_is_needed` says that
 * two decide it together (product.md, pool-cap).
 */
export function refusalOfGrant(facts: GrantFacts): Fault | null {
  const { pool, seconds, to } = facts
  if (pool.status === 'closed' || to.status === 'closed') return fault('account_is_closed')
  if (pool.status === 'frozen' || to.status === 'frozen') return fault('account_is_frozen')
  // A pool may reach zero but never owe: no one person would owe it.
  if (pool.balanceSeconds - pool.heldOutSeconds < seconds) return fault('pool_would_owe')
  return refusalOf(poolRules, moveOf(facts))
}

/** The guards of what was counted for a grant. */
export function grantExpectations({ applicant, charter, to }: GrantFacts): Expectation[] {
  return [
    { word: 'applicant', id: to.member ?? '', version: applicant.version },
    { word: 'charter', id: 'charter', version: charter.newestVersion },
    { word: 'member', id: to.member ?? '', version: to.memberVersion ?? 0 },
  ]
}

/** The hours, and what the applicant is told. */
export function grantOf(
  application: { readonly id: string; readonly seconds: number },
  facts: Pick<GrantFacts, 'charter' | 'pool' | 'to'>,
  reason: 'within_the_rule' | 'agreed_by_two' | 'talked_first' | 'other',
  transferId: string,
): Write[] {
  const { charter, pool, to } = facts
  const { id, seconds } = application
  return [
    {
      into: 'transfer',
      id: transferId,
      kind: 'post',
      purpose: 'grant',
      fromAccount: pool.account,
      toAccount: to.account,
      seconds,
      charter: charter.version,
      groupId: id,
    },
    { into: 'poolAnswer', application: id, act: 'granted', reason },
    { into: 'outbox', kind: 'application.granted', ref: id, member: to.member },
  ]
}

function moveOf(facts: GrantFacts): MoveFacts {
  const { applicant, charter, pool, seconded, seconds, to } = facts
  return {
    purpose: 'grant',
    seconds,
    helpSeconds: seconds,
    from: pool,
    to,
    charter: charter.body,
    app: null,
    promised: false,
    pool: { grantedSeconds: applicant.grantedSeconds, seconded },
  }
}
