import {
  balanceProofOf,
  balanceTreeOf,
  isFinding,
  type MemberProof,
  readBalances,
} from '@commonhour/proof'
import { bytesOfHex } from './provenLines.ts'

/**
 * The way of one balance up to the root of a report. It takes every balance of that report, so it
 * costs what there are accounts, whatever the history.
 * @param parts of its `balances.jsonl`, in their order
 */
export async function countedBalance(
  parts: readonly string[],
  { place, salt }: { readonly place: number; readonly salt: string },
): Promise<MemberProof['balance']> {
  const { rows } = await readBalances(parts)
  const tree = isFinding(rows) ? rows : balanceTreeOf(rows)
  const row = isFinding(rows) ? undefined : rows[place]
  // They were verified before the report was issued, and nobody changes them after.
  if (isFinding(tree) || row === undefined) throw new Error('The balances of a report are none.')
  const { inSeconds, outSeconds } = row
  return { inSeconds, outSeconds, salt: bytesOfHex(salt), ...balanceProofOf(tree, place) }
}
