import type { Query } from '../books.ts'
import { every, first, numberOf, textOf } from '../rows.ts'

/** A line of the log as it is signed, and its place. */
export interface LoggedLine {
  readonly seq: number
  readonly body: string
}

/** An account as the log calls it, and the line that opened it. */
export function loggedAccountQuery(
  account: string,
): Query<{ publicId: string; openedSeq: number } | null> {
  return {
    sql: 'SELECT publicId, seq FROM account WHERE id = ?',
    args: [account],
    read: first((row) => ({ publicId: textOf(row, 'publicId'), openedSeq: numberOf(row, 'seq') })),
  }
}

/** The last report that was issued, and what of the log it covers; root in hex. */
export const lastReportQuery: Query<{
  no: number
  size: number
  root: string
  at: number
  jws: string
} | null> = {
  sql: `SELECT no, toSize, root, at, jws FROM report
    WHERE no = (SELECT max(no) FROM report)`,
  args: [],
  read: first((row) => ({
    no: numberOf(row, 'no'),
    size: numberOf(row, 'toSize'),
    root: textOf(row, 'root'),
    at: numberOf(row, 'at'),
    jws: textOf(row, 'jws'),
  })),
}

/**
 * Lines of an account that a report covers, the newest first. Lines that came after the report are
 * passed over by the moment of its last one, so that they cost nothing.
 * @param it.from the first moment, `it.to` the first one after the stretch
 */
export function coveredLinesQuery(it: {
  account: string
  report: number
  from: number
  to: number
  limit: number
}): Query<LoggedLine[]> {
  const size = '(SELECT toSize FROM report WHERE no = ?2)'
  return {
    sql: `SELECT e.seq, log.body FROM entry e JOIN log ON log.seq = e.seq
      WHERE e.account = ?1 AND e.at >= ?3
        AND e.at <= min(?4 - 1, (SELECT at FROM log WHERE seq = ${size} - 1)) AND e.seq < ${size}
      ORDER BY e.at DESC, e.version DESC LIMIT ?5`,
    args: [it.account, it.report, it.from, it.to, it.limit],
    read: every((row) => ({ seq: numberOf(row, 'seq'), body: textOf(row, 'body') })),
  }
}
