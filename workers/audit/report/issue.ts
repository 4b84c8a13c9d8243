import { isFault, momentOf } from '@commonhour/contract'
import {
  issueReport,
  logChunks,
  logPulseQuery,
  type ReportLine,
  reportQuery,
  sizeAtQuery,
  snapshot,
} from '@commonhour/ledger'
import {
  digestOfReport,
  firstFinding,
  isFinding,
  isValidAt,
  openReport,
  signReport,
  verifyReport,
} from '@commonhour/proof'
import { isRefusal, type Refusal, refusal } from '../alarms.ts'
import { hexOf } from '../bytes.ts'
import type { AuditEnv } from '../env.ts'
import type { StandingKeys } from '../keys.ts'
import { makeReport } from './make.ts'
import type { Issuing, Period } from './period.ts'

/**
 * Makes the report that has waited longest, from the log alone, and issues it if its own verifier
 * finds nothing wrong with it.
 * @returns whether there was one
 */
export async function issueWaitingReport(
  env: AuditEnv,
  issuing: Issuing,
): Promise<boolean | Refusal> {
  const { books, keys } = issuing
  const { pulse } = await snapshot(books, { pulse: logPulseQuery })
  const no = pulse?.waitingReport ?? null
  if (no === null) return false
  const period = await periodOf(issuing, no)
  if (isRefusal(period)) return period
  const made = await makeReport(env, issuing, period)
  if (isRefusal(made)) return made
  const { balances, report, root } = made
  const jws = await signReport(report, keys.key)
  const checks = await verifyReport({
    report: jws,
    keys: keys.keys,
    origin: keys.origin,
    ...(period.previous && { previous: period.previous.jws }),
    log: logChunks(books, period.toSize),
    balances: balances.lines,
  })
  const wrong = firstFinding(checks)
  if (wrong !== null) throw new Error(`Report ${no} does not hold: ${wrong.finding}.`)
  // From here the report is issued, unless another audit was faster.
  const { fromSize, toSize } = period
  const signed = { no, fromSize, toSize, root: hexOf(root), digest: digestOfReport(jws), jws }
  const { lines, salts } = balances
  const refused = await issueReport(books, { ...signed, balances: lines, salts }, env.now())
  if (isFault(refused)) env.log({ level: 'info', event: 'report_was_issued', no })
  return true
}

/** `2026-06-30` and the day after, as the moments at which they begin. */
function momentsOf({ fromOn, toOn }: ReportLine): { from: number; to: number } {
  const dayMs = 86_400_000
  return { from: Date.parse(`${fromOn}T00:00:00Z`), to: Date.parse(`${toOn}T00:00:00Z`) + dayMs }
}

/**
 * The stretch of the log that a report is about: from the first line of its days to the first one
 * after them. Where the key that signs was brought in later, it goes on to that line: no key signs
 * for a log that does not know it.
 */
async function periodOf({ books, keys }: Issuing, no: number): Promise<Period | Refusal> {
  const { asked, before } = await snapshot(books, {
    asked: reportQuery(no),
    before: reportQuery(no - 1),
  })
  if (asked === null) throw new Error('A report that waits was not asked for.')
  const { from, to } = momentsOf(asked)
  const sizes = await snapshot(books, { from: sizeAtQuery(from), to: sizeAtQuery(to) })
  const previous = before?.issued ? await previousOf(keys, before.issued.jws) : null
  if (isRefusal(previous)) return previous
  const { publicKey } = keys.key
  const from0 = keys.keys.find(({ kid }) => kid === publicKey.kid)?.from ?? 0
  const toSize = Math.max(sizes.to, from0, previous?.opened.report.toSize ?? 0)
  if (!isValidAt({ ...publicKey, from: from0 }, toSize)) throw new Error('No key signs for it.')
  const moments = { from: momentOf(from), to: momentOf(to) }
  return { no, ...moments, fromSize: Math.min(sizes.from, toSize), toSize, previous }
}

async function previousOf(keys: StandingKeys, jws: string) {
  const opened = await openReport(jws, keys)
  if (isFinding(opened)) {
    return refusal('previous_report_is_not_ours', { finding: opened.finding })
  }
  return { opened, jws }
}
