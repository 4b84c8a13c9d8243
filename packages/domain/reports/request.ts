import { type Fault, fault, type ReportRequest } from '@commonhour/contract'
import type { MemberActor } from '../facts.ts'
import { officeOf } from '../members/office.ts'
import type { Decision } from '../writes.ts'

export interface ReportRequestFacts {
  readonly actor: MemberActor
  /** The last report that was asked for; null before the first. */
  readonly last: { readonly no: number; readonly toOn: string; readonly isWaiting: boolean } | null
  readonly request: ReportRequest
  /** The UTC day. */
  readonly today: string
}

/** Why this member may not act as an auditor now; null when they may. */
export function refusalOfAuditor({ offices, state }: MemberActor): Fault | null {
  const isAuditor = state === 'active' && offices.includes('auditor')
  return isAuditor ? null : fault('actor_is_not_an_auditor')
}

/**
 * An auditor has a report made of days that are over. Reports continue one another, so none ends
 * before the one before it; audit makes them in their order, one after the other.
 */
export function decideReportRequest({
  actor,
  last,
  request,
  today,
}: ReportRequestFacts): Decision | Fault {
  const notInOffice = refusalOfAuditor(actor)
  if (notInOffice !== null) return notInOffice
  if (last?.isWaiting) return fault('report_is_waiting')
  const { from: fromOn, to: toOn } = request
  if (toOn >= today) return fault('report_period_is_not_over')
  if (last !== null && toOn < last.toOn) return fault('report_period_goes_back')
  // From here the request must succeed.
  const no = (last?.no ?? 0) + 1
  return { expect: officeOf(actor), write: [{ into: 'reportRequest', no, fromOn, toOn }] }
}
