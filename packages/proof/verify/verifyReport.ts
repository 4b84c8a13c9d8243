import { type Finding, isFinding } from '../findings.ts'
import type { PublicKey } from '../keys/key.ts'
import type { Chunks } from '../replay/lines.ts'
import { contradictionOf } from '../report/contradiction.ts'
import { type OpenedReport, openReport } from '../report/open.ts'
import { refusalOfSuccession, rewritingOf } from '../report/succession.ts'
import { checkBalances } from './balanceChecks.ts'
import { type Check, checked, ladderOf } from './check.ts'
import { checkLog } from './logChecks.ts'
import { checkSignatures } from './signatureChecks.ts'

/** What somebody holds of a report. Only the report and keys are needed; each part shows more. */
export interface Shown {
  /** The compact JWS. */
  readonly report: string
  /** The keys of the community, from a source of one's own: at best from before. */
  readonly keys: readonly PublicKey[]
  /** How checkpoints name the log. */
  readonly origin: string
  /** The report before this one, as it was kept. */
  readonly previous?: string
  /** `log.jsonl` and `balances.jsonl`. */
  readonly log?: Chunks
  readonly balances?: Chunks
  /** What stewards signed beside audit, as the API gives it. */
  readonly signatures?: string
}

/**
 * Looks at all that was shown, in the order of the ladder, and says of each thing whether it holds.
 * Neither shows that help took place, nor that everybody was shown the same log: for that, compare
 * checkpoints with others.
 */
export async function verifyReport(shown: Shown): Promise<Check[]> {
  const opened = await openReport(shown.report, shown)
  const isCosigned = shown.signatures !== undefined
  const ladder = (checks: readonly Check[]) => ladderOf(checks, 'report', isCosigned)
  if (isFinding(opened)) return ladder([checked('reportIsSigned', opened)])
  const { key, report } = opened
  const checks = [
    checked('reportIsSigned', null, { no: report.no, kid: key.kid, issuedAt: report.issuedAt }),
    checked('figuresFit', contradictionOf(report), {
      inSeconds: report.accounts.inSeconds,
      outSeconds: report.accounts.outSeconds,
    }),
    checked('logOnlyGrew', rewritingOf(report), {
      fromSize: report.previous?.size ?? 0,
      toSize: report.toSize,
    }),
    ...(await checkSuccession(opened, shown)),
  ]
  let replayed = null
  if (shown.log !== undefined) {
    const log = await checkLog(opened, shown.log)
    checks.push(...log.checks)
    replayed = log.replayed
  }
  if (shown.balances !== undefined) {
    checks.push(...(await checkBalances(opened, shown.balances, replayed)))
  }
  if (shown.signatures !== undefined) {
    checks.push(await checkSignatures(opened, shown.signatures, replayed))
  }
  return ladder(checks)
}

/** The first thing that is wrong; null where all that was shown holds. */
export function firstFinding(checks: readonly Check[]): Finding | null {
  return checks.find(({ state }) => state === 'failed')?.finding ?? null
}

async function checkSuccession(opened: OpenedReport, shown: Shown): Promise<Check[]> {
  const named = opened.report.previous
  if (shown.previous === undefined) return []
  const held = await openReport(shown.previous, shown)
  const wrong = isFinding(held) ? held : refusalOfSuccession(opened, held)
  return [checked('followsTheOneBefore', wrong, { no: opened.report.no, previous: named?.no ?? 0 })]
}
