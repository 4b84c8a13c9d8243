import type { BadRow } from '@commonhour/domain'
import { Reasons } from './cells.ts'
import { type CsvRow, readRows } from './csv.ts'
import type { SourceFile } from './files.ts'

/** A file read row by row: what its rows say, the rows themselves, and what is wrong with them. */
export interface Read<T> {
  readonly found: T[]
  readonly rows: readonly CsvRow[]
  /** In the order of their lines. */
  readonly bad: readonly BadRow[]
}

/**
 * Reads every row of a file, so that all its faults are told at once.
 * @param read says what a row's cells say, null when they say nothing; the reasons it leaves count
 */
export function readEach<T>(
  { bytes, name: file }: SourceFile,
  columns: readonly string[],
  read: (cells: readonly string[], reasons: Reasons, line: number) => T | null,
): Read<T> {
  const { bad: unread, rows } = readRows(file, bytes, columns)
  const bad: BadRow[] = [...unread]
  const found: T[] = []
  for (const { cells, line, reason } of rows) {
    const reasons = new Reasons()
    const said = reason === null ? read(cells, reasons, line) : null
    if (said !== null) found.push(said)
    for (const why of reason === null ? reasons.found : [reason]) {
      bad.push({ file, line, reason: why })
    }
  }
  return { found, rows, bad: bad.sort((a, b) => a.line - b.line) }
}
