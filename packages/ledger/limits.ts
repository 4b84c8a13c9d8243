import { dayOf, type Line, type LineReason, momentOf } from '@commonhour/contract'
import type { OwnLine } from '@commonhour/domain'
import type { Row } from '@libsql/client/web'
import type { Query } from './books.ts'
import { every, first, numberOf, numberOrNull, textOf, textOrNull } from './rows.ts'

/** Every change of an account's line, newest first. */
export function limitChangesQuery(account: string): Query<Line[]> {
  return {
    sql: `SELECT l.*, m.id AS "by", m.name FROM limit_change l
      LEFT JOIN member m ON m.id = substr(l.actor, 8) WHERE l.account = ? ORDER BY l.seq DESC`,
    args: [account],
    read: every(lineOf),
  }
}

/** The line of a member's own at a moment; null where the charter's counts. */
export function ownLineQuery(member: string, now: number): Query<OwnLine | null> {
  return {
    sql: `SELECT floorSeconds, until FROM limit_change
      WHERE seq = (SELECT max(seq) FROM limit_change
        WHERE account = (SELECT id FROM account WHERE member = ?1))
        AND (until IS NULL OR until > ?2)`,
    args: [member, now],
    read: first((row) => ({
      floorSeconds: numberOf(row, 'floorSeconds'),
      until: numberOrNull(row, 'until'),
    })),
  }
}

/** A line of someone's own that ends soon: what a review card is about. */
export interface EndingLine {
  readonly member: string
  readonly name: string
  readonly account: string
  readonly floorSeconds: number
  readonly until: number
  readonly on: string
  readonly reason: LineReason
}

/**
 * Lines in force that end within the charter's `supported.reviewDays`, the first to end first.
 * @param now milliseconds since the epoch
 */
export function linesEndingQuery(now: number, limit: number): Query<EndingLine[]> {
  return {
    sql: `SELECT l.account, l.floorSeconds, l.until, l.reason, m.id AS member, m.name
      FROM limit_change l JOIN account a ON a.id = l.account JOIN member m ON m.id = a.member
      WHERE l.seq = (SELECT max(seq) FROM limit_change WHERE account = l.account) AND l.until > ?1
        AND l.until <= ?1 + 86400000 * (SELECT coalesce(body ->> '$.supported.reviewDays', 30)
          FROM charter WHERE effectiveFrom <= ?1 ORDER BY version DESC LIMIT 1)
        AND a.status <> 'closed'
      ORDER BY l.until, l.seq LIMIT ?2`,
    args: [now, limit],
    read: every((row) => ({
      member: textOf(row, 'member'),
      name: textOf(row, 'name'),
      account: textOf(row, 'account'),
      floorSeconds: numberOf(row, 'floorSeconds'),
      until: numberOf(row, 'until'),
      on: dayOf(numberOf(row, 'until')),
      reason: textOf(row, 'reason') as LineReason,
    })),
  }
}

function lineOf(row: Row): Line {
  const until = numberOrNull(row, 'until')
  return {
    at: momentOf(numberOf(row, 'at')),
    floorSeconds: numberOf(row, 'floorSeconds'),
    until: until === null ? null : momentOf(until),
    reason: textOf(row, 'reason') as LineReason,
    by: textOrNull(row, 'by'),
    name: textOrNull(row, 'name'),
  }
}
