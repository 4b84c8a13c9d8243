import { isUtf8 } from 'node:buffer'
import type { BadRow } from '@commonhour/domain'
import { CsvError, parse } from 'csv-parse/sync'

/** One row of a file: where it begins (from 1), and its cells as they stand. */
export interface CsvRow {
  readonly line: number
  readonly cells: readonly string[]
  /** Why its cells cannot be trusted; null when they can. */
  readonly reason: string | null
}
export interface CsvRows {
  readonly rows: readonly CsvRow[]
  /** What could not even be taken apart. */
  readonly bad: readonly BadRow[]
}

/**
 * Takes a CSV file apart: no header, quotes doubled inside quotes, line ends of any system, a byte
 * order mark or none. A row that is not as agreed is kept, with the reason beside it.
 * @param file the name that bad rows are told by
 */
export function readRows(file: string, bytes: Uint8Array, columns: readonly string[]): CsvRows {
  // One kind of line end, so that lines are counted as an editor counts them.
  const text = new TextDecoder('utf-8').decode(bytes).replaceAll('\r\n', '\n')
  const spoiled = spoiledLines(bytes)
  const rows: CsvRow[] = []
  let end = 0
  const take = (found: Found) => {
    rows.push(rowOf(found, columns, spoiled))
    end = found.info.lines
    return null
  }
  try {
    const options = { relax_column_count: true, skip_empty_lines: true, record_delimiter: '\n' }
    parse(text, { ...options, info: true, raw: true, on_record: take as never })
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause
    const line = firstLineWithText(text, end)
    const reason = 'the quotes do not pair, so nothing from here on can be read'
    return { rows, bad: [{ file, line, reason }] }
  }
  return { rows, bad: [] }
}

interface Found {
  readonly record: readonly string[]
  /** `lines`: the line on which the record ends. */
  readonly info: { readonly lines: number }
  readonly raw: string
}

function rowOf(found: Found, columns: readonly string[], spoiled: ReadonlySet<number>): CsvRow {
  const { info, raw, record: cells } = found
  const height = raw.replace(/^\n+/, '').replace(/\n$/, '').split('\n').length
  const line = info.lines - height + 1
  const isSpoiled = Array.from({ length: height }, (_, i) => line + i).some((at) => spoiled.has(at))
  return { line, cells, reason: isSpoiled ? 'it is not UTF-8 text' : reasonOf(cells, columns) }
}

function reasonOf(cells: readonly string[], columns: readonly string[]): string | null {
  if (cells.some((cell) => cell.includes('\0'))) return 'it holds a NUL character'
  if (cells.length === columns.length) return null
  return `it has ${cells.length} columns, not the ${columns.length} expected: ${columns.join(', ')}`
}

/** Lines, from 1, that no UTF-8 text could hold. */
function spoiledLines(bytes: Uint8Array): ReadonlySet<number> {
  const spoiled = new Set<number>()
  if (isUtf8(bytes)) return spoiled
  let begin = 0
  for (let line = 1; begin < bytes.length; line++) {
    const found = bytes.indexOf(0x0a, begin)
    const end = found < 0 ? bytes.length : found
    if (!isUtf8(bytes.subarray(begin, end))) spoiled.add(line)
    begin = end + 1
  }
  return spoiled
}

function firstLineWithText(text: string, after: number): number {
  const index = text.split('\n').findIndex((line, at) => at >= after && line !== '')
  return index + 1
}
