import { refusalOfBalance } from '../balances/tree.ts'
import { utf8 } from '../bytes.ts'
import { type Finding, finding, isFinding } from '../findings.ts'
import type { PublicKey } from '../keys/key.ts'
import { type MemberProof, type ProvenLine, readMemberProof, rowOf } from '../memberProof.ts'
import { leafHash } from '../merkle/hash.ts'
import { includes } from '../merkle/verify.ts'
import { readLeaf } from '../replay/leaf.ts'
import { transferOf } from '../replay/transfer.ts'
import { contradictionOf } from '../report/contradiction.ts'
import { hashOf, type OpenedReport, openReport } from '../report/open.ts'
import { type Check, checked, ladderOf } from './check.ts'

/**
 * Looks at what a member was handed of a report: who signed it, that the lines of their account
 * stand in its log, and that their balance is counted in its sums.
 */
export async function verifyMemberProof(
  text: string,
  known: { readonly keys: readonly PublicKey[]; readonly origin: string },
): Promise<Check[]> {
  const proof = readMemberProof(text)
  const opened = isFinding(proof) ? proof : await openReport(proof.report, known)
  if (isFinding(proof) || isFinding(opened)) {
    return ladderOf([checked('reportIsSigned', opened as Finding)], 'memberProof')
  }
  const { key, report } = opened
  const { inSeconds, outSeconds } = report.accounts
  const checks = [
    checked('reportIsSigned', null, { no: report.no, kid: key.kid, issuedAt: report.issuedAt }),
    checked('figuresFit', contradictionOf(report), { inSeconds, outSeconds }),
    ...checkLines(proof, opened),
    ...checkBalance(proof, opened),
  ]
  return ladderOf(checks, 'memberProof')
}

function checkLines(proof: MemberProof, { report }: OpenedReport): Check[] {
  if (proof.lines.length === 0) return []
  const wrong = proof.lines.map((line) => refusalOfLine(line, proof, report))
  const first = wrong.find((one) => one !== null) ?? null
  const figures = { lines: proof.lines.length, no: report.no }
  return [checked('linesStandInTheReport', first, figures)]
}

function refusalOfLine(
  { body, index, proof }: ProvenLine,
  { publicId }: MemberProof,
  { root, toSize }: OpenedReport['report'],
): Finding | null {
  const facts = { seq: index }
  const leaf = leafHash(utf8(body))
  const stands = includes({ index, size: toSize, leaf, proof, root: hashOf(root) })
  if (!stands) return finding('line_is_not_in_the_report', facts)
  const read = readLeaf(utf8(body))
  const transfer = read && transferOf(read)
  const isTheirs = transfer?.fromAccount === publicId || transfer?.toAccount === publicId
  return isTheirs ? null : finding('line_is_of_another_account', facts)
}

function checkBalance(proof: MemberProof, { report }: OpenedReport): Check[] {
  const row = rowOf(proof)
  if (row === null || proof.balance === null) return []
  const { balanceLeaves, balanceRoot, inSeconds, outSeconds } = report.accounts
  const root = { inSeconds, outSeconds, hash: hashOf(balanceRoot), leafCount: balanceLeaves }
  const wrong = refusalOfBalance(row, proof.balance, root)
  const figures = { inSeconds: row.inSeconds, outSeconds: row.outSeconds, no: report.no }
  return [checked('balanceIsCounted', wrong, figures)]
}
