import { atOf, type Report } from '@commonhour/contract'
import { leafCountOf } from '../balances/tree.ts'
import { type Figures, type Finding, finding } from '../findings.ts'

/** Null where the figures of a report fit each other; a report alone shows that much. */
export function contradictionOf(report: Report): Finding | null {
  const { accounts, period, previous } = report
  const contradiction = (what: string, facts: Figures = {}) =>
    finding('report_contradicts_itself', { what, ...facts })
  if (report.no !== (previous?.no ?? 0) + 1) return contradiction('number', { no: report.no })
  if (report.fromSize > report.toSize) return contradiction('sizes', sizesOf(report))
  if ((previous?.size ?? 0) > report.toSize) return contradiction('sizes', sizesOf(report))
  if (previous === null && report.consistency.length > 0) return contradiction('consistency')
  if (atOf(period.from) > atOf(period.to) || atOf(period.to) > atOf(report.issuedAt)) {
    return contradiction('period')
  }
  if (
    accounts.departed > accounts.count ||
    accounts.balanceLeaves !== leafCountOf(accounts.count)
  ) {
    return contradiction('accounts', { count: accounts.count })
  }
  const { inSeconds, outSeconds } = accounts
  if (inSeconds !== outSeconds) return finding('report_sums_differ', { inSeconds, outSeconds })
  const movedSeconds = movedSecondsOf(report)
  // From the first leaf on, what was moved is what came in; later, it is at most that.
  const isTooMuch = movedSeconds > inSeconds
  if (isTooMuch || (report.fromSize === 0 && movedSeconds !== inSeconds)) {
    return contradiction('transfers', { movedSeconds, inSeconds })
  }
  return null
}

function sizesOf({ fromSize, previous, toSize }: Report): Figures {
  return { fromSize, toSize, previousSize: previous?.size ?? null }
}

function movedSecondsOf({ reversals, transfers }: Report): number {
  const moved = [...Object.values(transfers), reversals]
  return moved.reduce((sum, { seconds }) => sum + seconds, 0)
}
