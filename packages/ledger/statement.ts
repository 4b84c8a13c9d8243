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

/** Lines of an account, newest first, below a version. */
export function linesQuery(
  it: Stretch & { before: number; limit: number },
): Query<StatementLine[]> {
  return {
    sql: `SELECT e.version, e.seq, e.at, e.deltaSeconds, e.balanceSeconds, t.id, t.kind, t.purpose,
        t.workedOn, t.exchange, t.onBehalfOf, o.kind AS otherKind, m.id AS otherMember,
        m.name AS otherName,
        (SELECT text FROM memo WHERE ref = coalesce(t.exchange, iif(t.kind = 'reverse', t.ref, t.id))
          AND part = iif(t.exchange IS NULL, 'memo', 'title')) AS title,
        EXISTS (SELECT 1 FROM transfer WHERE ref = t.id AND kind = 'reverse') AS isReversed
      FROM entry e JOIN transfer t ON t.seq = e.seq
      JOIN account o ON o.id = iif(t.fromAccount = e.account, t.toAccount, t.fromAccount)
      LEFT JOIN member m ON m.id = o.member
      WHERE e.account = ? AND e.version < ? AND e.at >= ? AND e.at < ?
      ORDER BY e.version DESC LIMIT ?`,
    args: [it.account, it.before, it.from, it.to, it.limit],
    read: every(lineOf),
  }
}

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
  }
}

function markOf(row: Row): StatementLine['mark'] {
  if (row.kind === 'reverse') return 'reversal'
  if (numberOf(row, 'isReversed') === 1) return 'reversed'
  if (row.purpose === 'import') return 'imported'
  return row.onBehalfOf === null ? null : 'by-for'
}
