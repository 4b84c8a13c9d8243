import { sameBytes } from '../bytes.ts'
import { type Finding, finding, isFinding } from '../findings.ts'
import { isValidAt } from '../keys/key.ts'
import { keyHistoryOf } from '../keys/keyHistory.ts'
import type { Chunks, FileRead } from '../replay/lines.ts'
import { type Replay, replay } from '../replay/replay.ts'
import { isSameTally } from '../replay/tally.ts'
import { figuresOf, type LogFigures } from '../report/figures.ts'
import { hashOf, type OpenedReport } from '../report/open.ts'
import { type Check, checked } from './check.ts'

/**
 * Reads the log whole and compares it with what was signed; `replayed` where its lines are books.
 */
export async function checkLog(
  opened: OpenedReport,
  log: Chunks,
): Promise<{ checks: Check[]; replayed: Replay | null }> {
  const { attachments, fromSize, previous } = opened.report
  const sizes = [fromSize, previous?.size ?? 0]
  const { books, file } = await replay(log, sizes)
  const other = refusalOfFile('log', file, attachments.log, isFinding(books) ? books : null)
  const checks = [checked('logIsTheOneSigned', other, { lines: file.lines, bytes: file.bytes })]
  // Of another file nothing follows.
  if (other !== null) return { checks, replayed: null }
  const root = isFinding(books) ? books : refusalOfRoots(books, opened)
  checks.push(checked('linesMakeTheRoot', root, { lines: file.lines }))
  if (isFinding(books) || root !== null) return { checks, replayed: null }
  checks.push(...(await checkKey(books, opened)))
  checks.push(checkTotals(books, opened))
  return { checks, replayed: books }
}

/**
 * Null where a file is the very one that was signed. Of another one, the first line that is wrong
 * by itself helps whoever looks for what was changed.
 */
export function refusalOfFile(
  name: string,
  { bytes, digest }: FileRead,
  signed: { readonly digest: string; readonly bytes: number },
  broken: Finding | null,
): Finding | null {
  if (digest === signed.digest && bytes === signed.bytes) return null
  const { line, row, seq } = broken?.facts ?? {}
  const where = line ?? seq ?? row
  const facts = { name, bytes, signedBytes: signed.bytes }
  return finding('attachment_is_another', where === undefined ? facts : { ...facts, line: where })
}

/** The root at the end, and the one of the report before at its size. */
function refusalOfRoots(books: Replay, { report }: OpenedReport): Finding | null {
  const { previous, root, toSize } = report
  if (books.size !== toSize || !sameBytes(books.root, hashOf(root))) {
    return finding('root_is_another', { size: books.size, signedSize: toSize })
  }
  if (previous === null) return null
  const then = books.marks.get(previous.size)
  const isSame = then !== undefined && sameBytes(then.root, hashOf(previous.root))
  return isSame ? null : finding('root_is_another', { size: previous.size })
}

/** Whether the log itself names the key; older logs name none, and then nothing is shown. */
async function checkKey(books: Replay, { key, report }: OpenedReport): Promise<Check[]> {
  const history = await keyHistoryOf(books.keyLeaves)
  if (history === null) return []
  const named = history.keys.find(({ kid, use }) => kid === key.kid && use === 'report')
  const isValid = named !== undefined && isValidAt(named, report.toSize)
  const isOfLog = history.origin === report.origin
  const wrong =
    isValid && isOfLog ? null : finding('key_was_not_valid', { kid: key.kid, size: report.toSize })
  return [checked('keyStandsInTheLog', wrong, { kid: key.kid, from: named?.from ?? null })]
}

function checkTotals(books: Replay, opened: OpenedReport): Check {
  const { fromSize, toSize } = opened.report
  // Of a period that begins behind the end nothing can be added up.
  if (fromSize > toSize) {
    const wrong = finding('totals_are_others', { what: 'fromSize', fromSize, toSize })
    return checked('totalsFollowFromTheLog', wrong)
  }
  const figures = figuresOf(books, fromSize)
  const others = refusalOfTotals(figures, opened)
  return checked('totalsFollowFromTheLog', others, figures.accounts)
}

function refusalOfTotals(figures: LogFigures, { report }: OpenedReport): Finding | null {
  for (const [what, replayed] of Object.entries(figures.accounts)) {
    const signed = report.accounts[what as keyof LogFigures['accounts']]
    if (replayed !== signed) return finding('totals_are_others', { what, signed, replayed })
  }
  const { overrides, reversals, transfers } = report
  if (isSameTally(figures, { transfers, reversals, overrides })) return null
  return finding('totals_are_others', { what: 'transfers' })
}
