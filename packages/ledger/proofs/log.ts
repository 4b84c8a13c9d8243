import type { Books, Query } from '../books.ts'
import { snapshot } from '../books.ts'
import { every, first, numberOf, numberOrNull, textOf } from '../rows.ts'

/** How far a log has come, and what stands to be done about it: little to read, asked often. */
export interface LogPulse {
  readonly logSize: number
  /** The size of the last published head; 0 before the first. */
  readonly publishedSize: number
  /** The number of the first report that was asked for and is not issued; null where none waits. */
  readonly waitingReport: number | null
}

export const logPulseQuery: Query<LogPulse | null> = {
  sql: `SELECT (SELECT seq FROM next_leaf) AS logSize,
      (SELECT coalesce(max(size), 0) FROM checkpoint) AS publishedSize,
      (SELECT min(no) FROM report_request WHERE no > (SELECT coalesce(max(no), 0) FROM report))
        AS waitingReport`,
  args: [],
  read: first((row) => ({
    logSize: numberOf(row, 'logSize'),
    publishedSize: numberOf(row, 'publishedSize'),
    waitingReport: numberOrNull(row, 'waitingReport'),
  })),
}

/** The signed bytes of a stretch of the log, in its order. */
export function bodiesQuery(fromSeq: number, toSeq: number): Query<string[]> {
  return {
    sql: 'SELECT body FROM log WHERE seq >= ? AND seq < ? ORDER BY seq',
    args: [fromSeq, toSeq],
    read: every((row) => textOf(row, 'body')),
  }
}

/** How many lines of a stretch differ from what their detail says, or have none. */
export function strayLinesQuery(fromSeq: number, toSeq: number): Query<number> {
  return {
    sql: `SELECT count(*) AS strays FROM log WHERE seq >= ? AND seq < ?
      AND NOT EXISTS (SELECT 1 FROM leaf WHERE leaf.seq = log.seq AND leaf.kind = log.kind
        AND leaf.ref = log.ref AND leaf.at = log.at AND leaf.body = log.body)`,
    args: [fromSeq, toSeq],
    read: (rows) => first((row) => numberOf(row, 'strays'))(rows) ?? 0,
  }
}

/** How many lines stood before a moment: the size of the log then. */
export function sizeAtQuery(at: number): Query<number> {
  return {
    sql: 'SELECT count(*) AS size FROM log WHERE at < ?',
    args: [at],
    read: (rows) => first((row) => numberOf(row, 'size'))(rows) ?? 0,
  }
}

/** Lines of one page: some hundred kilobytes, in one answer of the database. */
const pageLines = 2_000

/** The bodies `fromSeq` … `toSeq` − 1, page by page; each page is what one read answered. */
export async function* bodyPages(
  books: Books,
  fromSeq: number,
  toSeq: number,
): AsyncGenerator<string[]> {
  for (let from = fromSeq; from < toSeq; from += pageLines) {
    const to = Math.min(toSeq, from + pageLines)
    const { bodies } = await snapshot(books, { bodies: bodiesQuery(from, to) })
    yield bodies
  }
}

/** `log.jsonl` up to a size: one body a line, page by page. */
export async function* logChunks(books: Books, size: number): AsyncGenerator<string> {
  for await (const bodies of bodyPages(books, 0, size)) {
    yield bodies.map((body) => `${body}\n`).join('')
  }
}
