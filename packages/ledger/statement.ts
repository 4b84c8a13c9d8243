import { momentOf, type StatementLine } from '@commonhour/contract'
import type { Row } from '@libsql/client/web'
import type { Query } from './books.ts'
import { every, numberOf, textOf, textOrNull } from './rows.ts'

/** A stretch of an account's history: moments in ms, `from` included, `to` not. */
export interface Stretch {
  readonly account: string
  readonly from: number
  readonly to: number
}

/**
 * Lines of an account, newest first, below a version. Moments and versions rise together, so that
 * a stretch long ago is found by its first and last line, not by passing all that came since.
 * @param it.isNet hours that were taken back within the stretch are one line that moved nothing,
 *   where they were booked; else two lines, as they stand in the books
 */
export function linesQuery(
  it: Stretch & { before: number; limit: number; isNet: boolean },
): Query<StatementLine[]> {
  return {
    sql: `WITH pair AS MATERIALIZED (${it.isNet ? pairs : `${pairs} AND 0`})
      SELECT e.version, e.seq, e.at, t.id, t.kind, t.purpose,
        iif(p.first IS NULL, e.deltaSeconds, 0) AS deltaSeconds,
        iif(p.first IS NULL, NULL, e.deltaSeconds) AS undoneSeconds,
        e.balanceSeconds - coalesce((SELECT sum(seconds) FROM pair
          WHERE first <= e.version AND last > e.version), 0) AS balanceSeconds,
        t.workedOn, t.exchange, t.onBehalfOf, b.id AS byMember, b.name AS byName,
        f.id AS forMember, f.name AS forName, o.kind AS otherKind, m.id AS otherMember,
        m.name AS otherName,
        (SELECT text FROM memo WHERE ref = coalesce(t.exchange, iif(t.kind = 'reverse', t.ref, t.id))
          AND part = iif(t.exchange IS NULL, 'memo', 'title')) AS title,
        EXISTS (SELECT 1 FROM transfer WHERE ref = t.id AND kind = 'reverse') AS isReversed
      FROM entry e JOIN transfer t ON t.seq = e.seq
      JOIN account o ON o.id = iif(t.fromAccount = e.account, t.toAccount, t.fromAccount)
      LEFT JOIN member b ON b.id = iif(t.onBehalfOf IS NULL, NULL, substr(t.actor, 8))
      LEFT JOIN member f ON f.id = iif(b.id IS NULL, NULL, t.onBehalfOf)
      LEFT JOIN member m ON m.id = o.member LEFT JOIN pair p ON p.first = e.version
      WHERE e.account = ?1 AND e.version BETWEEN
          (SELECT version FROM entry WHERE account = ?1 AND at >= ?2 ORDER BY at, version LIMIT 1)
          AND min(?4 - 1, (SELECT version FROM entry WHERE account = ?1 AND at < ?3
            ORDER BY at DESC, version DESC LIMIT 1))
        AND e.version NOT IN (SELECT last FROM pair)
      ORDER BY e.version DESC LIMIT ?5`,
    args: [it.account, it.from, it.to, it.before, it.limit],
    read: every(lineOf),
  }
}

/**
 * What was booked within a stretch and taken back in it: the versions of both entries. It goes from
 * what was taken back, which is little, to its entries: never from all entries of an account.
 */
const pairs = `SELECT f.version AS first, l.version AS last, f.deltaSeconds AS seconds
  FROM transfer r CROSS JOIN transfer b ON b.id = r.ref
  CROSS JOIN entry l ON l.account = ?1 AND l.at = r.at AND l.seq = r.seq
  CROSS JOIN entry f ON f.account = ?1 AND f.at = b.at AND f.seq = b.seq
  WHERE r.seq IN (SELECT seq FROM transfer WHERE kind = 'reverse' AND fromAccount = ?1
      UNION ALL SELECT seq FROM transfer WHERE kind = 'reverse' AND toAccount = ?1)
    AND f.at >= ?2 AND l.at < ?3`

/**
 * What an account stood at when the stretch began and ended, and what it gave and received in it.
 */
export function stretchQuery({ account, from, to }: Stretch): Query<{
  openingSeconds: number
  closingSeconds: number
  givenSeconds: number
  receivedSeconds: number
}> {
  const standing = `SELECT balanceSeconds FROM entry WHERE account = ?1 AND at < `
  return {
    sql: `SELECT
        coalesce((${standing} ?2 ORDER BY at DESC, version DESC LIMIT 1), 0) AS openingSeconds,
        coalesce((${standing} ?3 ORDER BY at DESC, version DESC LIMIT 1), 0) AS closingSeconds,
        coalesce(sum(CASE WHEN t.kind <> 'reverse' AND e.deltaSeconds > 0 THEN e.deltaSeconds
          WHEN t.kind = 'reverse' AND e.deltaSeconds < 0 THEN e.deltaSeconds END), 0) AS givenSeconds,
        coalesce(-sum(CASE WHEN t.kind <> 'reverse' AND e.deltaSeconds < 0 THEN e.deltaSeconds
          WHEN t.kind = 'reverse' AND e.deltaSeconds > 0 THEN e.deltaSeconds END), 0) AS receivedSeconds
      FROM entry e JOIN transfer t ON t.seq = e.seq AND t.purpose = 'help'
      WHERE e.account = ?1 AND e.at >= ?2 AND e.at < ?3`,
    args: [account, from, to],
    read: ([row]) => ({
      openingSeconds: row === undefined ? 0 : numberOf(row, 'openingSeconds'),
      closingSeconds: row === undefined ? 0 : numberOf(row, 'closingSeconds'),
      givenSeconds: row === undefined ? 0 : numberOf(row, 'givenSeconds'),
      receivedSeconds: row === undefined ? 0 : numberOf(row, 'receivedSeconds'),
    }),
  }
}

/** The same from the first line to the last: the account has it already. */
export function wholeQuery(account: string): ReturnType<typeof stretchQuery> {
  const { read } = stretchQuery({ account, from: 0, to: 0 })
  return {
    sql: `SELECT 0 AS openingSeconds, inSeconds - outSeconds AS closingSeconds, givenSeconds,
        receivedSeconds FROM account WHERE id = ?`,
    args: [account],
    read,
  }
}

/** The standing after each of the last lines, oldest first: a sparkline. */
export function balancesQuery(
  account: string | null,
): Query<{ at: string; balanceSeconds: number }[]> {
  return {
    sql: `SELECT at, balanceSeconds FROM entry WHERE account = ? ORDER BY version DESC LIMIT 24`,
    args: [account],
    read: (rows) =>
      every((row) => ({
        at: momentOf(numberOf(row, 'at')),
        balanceSeconds: numberOf(row, 'balanceSeconds'),
      }))(rows).reverse(),
  }
}

function lineOf(row: Row): StatementLine {
  return {
    version: numberOf(row, 'version'),
    seq: numberOf(row, 'seq'),
    at: momentOf(numberOf(row, 'at')),
    workedOn: textOrNull(row, 'workedOn'),
    deltaSeconds: numberOf(row, 'deltaSeconds'),
    ...(row.undoneSeconds !== null && { undoneSeconds: numberOf(row, 'undoneSeconds') }),
    balanceSeconds: numberOf(row, 'balanceSeconds'),
    purpose: textOf(row, 'purpose'),
    with: {
      member: textOrNull(row, 'otherMember'),
      name: textOrNull(row, 'otherName') ?? textOf(row, 'otherKind'),
    },
    title: textOrNull(row, 'title') ?? '',
    transfer: textOf(row, 'id'),
    exchange: textOrNull(row, 'exchange'),
    mark: markOf(row),
    by: personOf(row, 'by'),
    for: personOf(row, 'for'),
  }
}

function personOf(row: Row, role: 'by' | 'for'): StatementLine['by'] {
  const member = textOrNull(row, `${role}Member`)
  return member === null ? null : { member, name: textOrNull(row, `${role}Name`) ?? '' }
}

function markOf(row: Row): StatementLine['mark'] {
  if (row.kind === 'reverse') return 'reversal'
  if (numberOf(row, 'isReversed') === 1) return 'reversed'
  if (row.purpose === 'import') return 'imported'
  return row.onBehalfOf === null ? null : 'by-for'
}
