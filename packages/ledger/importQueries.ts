import type { Query } from './books.ts'
import { every, first, jsonOf, numberOf, numberOrNull, textOf } from './rows.ts'

/** An import as the books know it. */
export interface ImportLine {
  readonly id: string
  readonly digest: string
  readonly at: number
  readonly isClosed: boolean
}

/** Every import of these books, the first one first. */
export const importsQuery: Query<ImportLine[]> = {
  sql: `SELECT id, digest, at, EXISTS (SELECT 1 FROM import_closing WHERE import = id) AS isClosed
    FROM import ORDER BY seq`,
  args: [],
  read: every((row) => ({
    id: textOf(row, 'id'),
    digest: textOf(row, 'digest'),
    at: numberOf(row, 'at'),
    isClosed: numberOf(row, 'isClosed') === 1,
  })),
}

/** The ids of every member, need, offer and transfer that stands already. */
export const writtenIdsQuery: Query<ReadonlySet<string>> = {
  sql: `SELECT id FROM member UNION ALL SELECT id FROM need UNION ALL SELECT id FROM offer
    UNION ALL SELECT id FROM transfer`,
  args: [],
  read: (rows) => new Set(rows.map((row) => textOf(row, 'id'))),
}

/** What came in by a closed or open import, counted from the rows themselves. */
export interface ImportTotals {
  readonly members: number
  readonly needs: number
  readonly offers: number
  readonly transfers: number
  readonly seconds: number
  readonly logSize: number
  readonly coordinators: readonly { readonly number: number; readonly name: string }[]
}

export function importTotalsQuery(id: string): Query<ImportTotals | null> {
  return {
    sql: `SELECT (SELECT count(*) FROM member) AS members, (SELECT count(*) FROM need) AS needs,
        (SELECT count(*) FROM offer) AS offers, (SELECT seq FROM next_leaf) AS logSize,
        (SELECT count(*) FROM transfer WHERE purpose = 'import' AND kind = 'post' AND groupId = ?1)
          AS transfers,
        (SELECT coalesce(sum(seconds), 0) FROM transfer
          WHERE purpose = 'import' AND kind = 'post' AND groupId = ?1) AS seconds,
        (SELECT json_group_array(json_object('number', m.number, 'name', m.name))
          FROM office o JOIN member m ON m.id = o.member WHERE o.office = 'coordinator')
          AS coordinators`,
    args: [id],
    read: first((row) => ({
      members: numberOf(row, 'members'),
      needs: numberOf(row, 'needs'),
      offers: numberOf(row, 'offers'),
      transfers: numberOf(row, 'transfers'),
      seconds: numberOf(row, 'seconds'),
      logSize: numberOf(row, 'logSize'),
      coordinators: jsonOf(row, 'coordinators'),
    })),
  }
}

/**
 * Where a member stands, with the line in force for them and its end, if it is one of their own.
 */
export interface MemberStanding {
  readonly account: string
  readonly number: number
  readonly balanceSeconds: number
  readonly floorSeconds: number
  readonly movedInUntil: number | null
}

/** Every member's standing, the lowest first. */
export const memberStandingsQuery: Query<MemberStanding[]> = {
  sql: `SELECT a.id AS account, m.number, a.inSeconds - a.outSeconds AS balanceSeconds, l.floorSeconds,
      (SELECT until FROM limit_change WHERE account = a.id AND reason = 'moved_in'
        ORDER BY seq DESC LIMIT 1) AS movedInUntil
    FROM account a JOIN member m ON m.id = a.member JOIN line_in_force l ON l.account = a.id
    ORDER BY balanceSeconds, m.number`,
  args: [],
  read: every((row) => ({
    account: textOf(row, 'account'),
    number: numberOf(row, 'number'),
    balanceSeconds: numberOf(row, 'balanceSeconds'),
    floorSeconds: numberOf(row, 'floorSeconds'),
    movedInUntil: numberOrNull(row, 'movedInUntil'),
  })),
}
