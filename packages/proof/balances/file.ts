import { base64Of, hashOfBase64, textOf } from '../bytes.ts'
import { type Finding, finding, isFinding } from '../findings.ts'
import { jsonOf } from '../json.ts'
import { type Chunks, type FileRead, readLines } from '../replay/lines.ts'
import { areSums, type BalanceRow } from './sums.ts'

/**
 * One line of `balances.jsonl`: `["commitment",inSeconds,outSeconds]`, in the order of the tree.
 */
export function balanceLine({ commitment, inSeconds, outSeconds }: BalanceRow): string {
  return `${JSON.stringify([base64Of(commitment), inSeconds, outSeconds])}\n`
}

/** Reads `balances.jsonl`. */
export async function readBalances(
  chunks: Chunks,
): Promise<{ file: FileRead; rows: BalanceRow[] | Finding }> {
  const rows: BalanceRow[] = []
  const { file, wrong } = await readLines(chunks, (line, number) => {
    const row = readBalanceLine(line, number)
    if (isFinding(row)) return row
    rows.push(row)
    return null
  })
  return { file, rows: wrong ?? rows }
}

/** A line without its end; `row` is its number from 0, for whoever has to look it up. */
function readBalanceLine(line: Uint8Array, row: number): BalanceRow | Finding {
  const parts = jsonOf(textOf(line) ?? '')
  const malformed = finding('balance_row_is_malformed', { row })
  if (!Array.isArray(parts) || parts.length !== 3) return malformed
  const [said, inSeconds, outSeconds] = parts as unknown[]
  const commitment = typeof said === 'string' ? hashOfBase64(said) : null
  if (commitment === null || typeof inSeconds !== 'number' || typeof outSeconds !== 'number') {
    return malformed
  }
  return areSums({ inSeconds, outSeconds }) ? { commitment, inSeconds, outSeconds } : malformed
}
