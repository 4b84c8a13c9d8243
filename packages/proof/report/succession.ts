import type { Report } from '@commonhour/contract'
import { type Finding, finding } from '../findings.ts'
import { emptyRoot } from '../merkle/hash.ts'
import { appends } from '../merkle/verify.ts'
import { hashesOf, hashOf, type OpenedReport } from './open.ts'

/** Null where the log of a report only appends to that of the report it names before it. */
export function rewritingOf(report: Report): Finding | null {
  const { consistency, previous, root, toSize } = report
  const fromSize = previous?.size ?? 0
  const fromRoot = previous === null ? emptyRoot : hashOf(previous.root)
  const toRoot = hashOf(root)
  if (appends({ fromSize, fromRoot, toSize, toRoot, proof: hashesOf(consistency) })) return null
  return finding('log_was_rewritten', { fromSize, toSize })
}

/** Null where a report follows the one you hold: the very same document, not one like it. */
export function refusalOfSuccession({ report }: OpenedReport, held: OpenedReport): Finding | null {
  const named = report.previous
  const same =
    named !== null &&
    named.no === held.report.no &&
    named.size === held.report.toSize &&
    named.root === held.report.root &&
    named.digest === held.digest
  return same
    ? null
    : finding('previous_is_another', { named: named?.no ?? null, held: held.report.no })
}
