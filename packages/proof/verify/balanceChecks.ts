import { readBalances } from '../balances/file.ts'
import type { BalanceRow } from '../balances/sums.ts'
import { balanceRootOf, balanceTreeOf, isSameNode } from '../balances/tree.ts'
import { type Finding, finding, isFinding } from '../findings.ts'
import type { Chunks } from '../replay/lines.ts'
import type { Replay } from '../replay/replay.ts'
import { hashOf, type OpenedReport } from '../report/open.ts'
import { type Check, checked } from './check.ts'
import { refusalOfFile } from './logChecks.ts'

/** Compares the balances with what was signed and, where the log was read, with what it makes. */
export async function checkBalances(
  opened: OpenedReport,
  balances: Chunks,
  replayed: Replay | null,
): Promise<Check[]> {
  const { file, rows } = await readBalances(balances)
  const broken = isFinding(rows) ? rows : null
  const other = refusalOfFile('balances', file, opened.report.attachments.balances, broken)
  const figures = { accounts: file.lines, bytes: file.bytes }
  const checks = [checked('balancesAreTheOnesSigned', other, figures)]
  // Of another file nothing follows.
  if (other !== null) return checks
  const root = isFinding(rows) ? rows : refusalOfRoot(rows, opened)
  checks.push(checked('balancesMakeTheRoot', root, { accounts: file.lines }))
  if (isFinding(rows) || root !== null || replayed === null) return checks
  const strangers = refusalOfRows(rows, replayed)
  checks.push(checked('balancesFollowFromTheLog', strangers, { accounts: rows.length }))
  return checks
}

function refusalOfRoot(rows: readonly BalanceRow[], { report }: OpenedReport): Finding | null {
  const { balanceLeaves, balanceRoot, count, inSeconds, outSeconds } = report.accounts
  const tree = balanceTreeOf(rows)
  if (isFinding(tree)) return tree
  const root = balanceRootOf(tree)
  const signed = { hash: hashOf(balanceRoot), inSeconds, outSeconds }
  const isSame = root.leafCount === balanceLeaves && isSameNode(root, signed)
  if (isSame && rows.length === count) return null
  return finding('balance_root_is_another', { accounts: rows.length, signedAccounts: count })
}

/**
 * Rows tell no account, so they are compared as heaps: every pair of sums as often as the log makes
 * it. Who a row belongs to, each holder can tell with the salt of theirs.
 */
function refusalOfRows(rows: readonly BalanceRow[], { accounts }: Replay): Finding | null {
  const left = new Map<string, number>()
  const count = (key: string, by: number) => left.set(key, (left.get(key) ?? 0) + by)
  for (const { inSeconds, outSeconds } of accounts.values()) count(`${inSeconds} ${outSeconds}`, 1)
  for (const { inSeconds, outSeconds } of rows) count(`${inSeconds} ${outSeconds}`, -1)
  const others = [...left.values()].filter((rest) => rest !== 0).length
  return others === 0 ? null : finding('balances_are_others', { others })
}
