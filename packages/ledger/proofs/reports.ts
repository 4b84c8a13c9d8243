import { type Fault, isFault } from '@commonhour/contract'
import type { InStatement, Row } from '@libsql/client/web'
import { type Books, bound, commit, type Query } from '../books.ts'
import { insert, momentNow, nextSeq } from '../insert.ts'
import { every, first, numberOf, numberOrNull, textOf, textOrNull } from '../rows.ts'
import * as tables from '../tables.ts'

/** A report that was asked for, and what of it is issued. */
export interface ReportLine {
  readonly no: number
  readonly fromOn: string
  readonly toOn: string
  readonly requestedAt: number
  /** How many stewards signed it beside audit. */
  readonly signatures: number
  /** Null while it waits. */
  readonly issued: IssuedReport | null
}
export interface IssuedReport {
  readonly at: number
  readonly fromSize: number
  readonly toSize: number
  /** In hex. */
  readonly root: string
  /** SHA-256 of the JWS, hex. */
  readonly digest: string
  readonly jws: string
}

const reportSql = `SELECT q.no, q.fromOn, q.toOn, q.at AS requestedAt, r.at AS issuedAt, r.fromSize,
    r.toSize, r.root, r.digest, r.jws,
    (SELECT count(*) FROM report_signature s WHERE s.report = q.no) AS signatures
  FROM report_request q LEFT JOIN report r ON r.no = q.no`

/** One report by its number. */
export function reportQuery(no: number): Query<ReportLine | null> {
  return { sql: `${reportSql} WHERE q.no = ?`, args: [no], read: first(reportOf) }
}

/** The reports below a number, the newest first. */
export function reportsQuery(before: number, limit: number): Query<ReportLine[]> {
  return {
    sql: `${reportSql} WHERE q.no < ? ORDER BY q.no DESC LIMIT ?`,
    args: [before, limit],
    read: every(reportOf),
  }
}

/** The last report that was asked for: the next one's number and period follow from it. */
export const lastRequestQuery: Query<{ no: number; toOn: string } | null> = {
  sql: 'SELECT no, toOn FROM report_request ORDER BY no DESC LIMIT 1',
  args: [],
  read: first((row) => ({ no: numberOf(row, 'no'), toOn: textOf(row, 'toOn') })),
}

/** The parts of a report's `balances.jsonl`, in their order. */
export function reportBalancesQuery(no: number): Query<string[]> {
  return {
    sql: `SELECT text FROM report_attachment WHERE report = ? AND name = 'balances.jsonl'
      ORDER BY part`,
    args: [no],
    read: every((row) => textOf(row, 'text')),
  }
}

/** Every issued report with the digest its line names, and its `balances.jsonl`. */
export const reportTextsQuery: Query<
  { no: number; digest: string; jws: string; balances: string }[]
> = {
  sql: `SELECT r.no, r.digest, r.jws, (SELECT coalesce(group_concat(text, ''), '') FROM (
      SELECT text FROM report_attachment WHERE report = r.no ORDER BY part)) AS balances
    FROM report r ORDER BY r.no`,
  args: [],
  read: every((row) => ({
    no: numberOf(row, 'no'),
    digest: textOf(row, 'digest'),
    jws: textOf(row, 'jws'),
    balances: textOf(row, 'balances'),
  })),
}

/** Where an account's line stands in a report's balances, and its salt; null once erased. */
export function saltQuery(
  no: number,
  account: string,
): Query<{ publicId: string; place: number; salt: string } | null> {
  return {
    sql: `SELECT a.publicId, s.place, s.salt FROM report_salt s JOIN account a ON a.id = s.account
      WHERE s.report = ? AND s.account = ?`,
    args: [no, account],
    read: first((row) => ({
      publicId: textOf(row, 'publicId'),
      place: numberOf(row, 'place'),
      salt: textOf(row, 'salt'),
    })),
  }
}

/** All that audit writes of one report. */
export interface ReportIssue {
  readonly no: number
  readonly fromSize: number
  readonly toSize: number
  readonly root: string
  readonly digest: string
  readonly jws: string
  /** Lines of `balances.jsonl`, with their ends. */
  readonly balances: readonly string[]
  /** Account id and salt in hex, in the order of the lines. */
  readonly salts: readonly { readonly account: string; readonly salt: string }[]
}

const linesPerPart = 2_000

/** Issues a report in one batch, what it attaches first; or answers the fault of the books. */
export async function issueReport(
  books: Books,
  issue: ReportIssue,
  now: number,
): Promise<Fault | null> {
  const { balances, no, salts, ...signed } = issue
  const parts: InStatement[] = []
  for (let from = 0; from < balances.length; from += linesPerPart) {
    const text = balances.slice(from, from + linesPerPart).join('')
    const part = from / linesPerPart
    parts.push(insert(tables.reportAttachment, { report: no, name: 'balances.jsonl', part, text }))
  }
  const row = insert(tables.report, { seq: nextSeq, at: momentNow(now), no, ...signed })
  const done = await commit(books, [...parts, saltRows(no, salts), row], {})
  return isFault(done) ? done : null
}

/** Nobody keeps what would show whose line an erased member's is. */
function saltRows(no: number, salts: ReportIssue['salts']): InStatement {
  return {
    sql: `INSERT INTO report_salt (report, account, place, salt)
      SELECT ?, value ->> 0, key, value ->> 1 FROM json_each(?)
      WHERE NOT EXISTS (SELECT 1 FROM account a JOIN member m ON m.id = a.member
        WHERE a.id = value ->> 0 AND m.state = 'erased')`,
    args: [bound(no), JSON.stringify(salts.map(({ account, salt }) => [account, salt]))],
  }
}

function reportOf(row: Row): ReportLine {
  const jws = textOrNull(row, 'jws')
  return {
    no: numberOf(row, 'no'),
    fromOn: textOf(row, 'fromOn'),
    toOn: textOf(row, 'toOn'),
    requestedAt: numberOf(row, 'requestedAt'),
    signatures: numberOf(row, 'signatures'),
    issued:
      jws === null
        ? null
        : {
            at: numberOrNull(row, 'issuedAt') ?? 0,
            fromSize: numberOf(row, 'fromSize'),
            toSize: numberOf(row, 'toSize'),
            root: textOf(row, 'root'),
            digest: textOf(row, 'digest'),
            jws,
          },
  }
}
