import type { DepartureReason } from '@commonhour/contract'
import type { Query } from './books.ts'
import type { Page } from './page.ts'
import { every, first, numberOf, textOf, textOrNull } from './rows.ts'

/** A departure, and whether its account is closed. */
export interface DepartureLine {
  readonly member: string
  readonly reason: DepartureReason
  readonly at: number
  readonly account: string
  readonly handTo: string | null
  readonly isClosed: boolean
}
/** A departure whose hours may be due to be handed over. */
export interface DueDeparture extends DepartureLine {
  /** Exchanges of theirs that are done or remembered differently. */
  readonly openExchanges: number
  /** Hours set aside from or for them. */
  readonly heldSeconds: number
}

const departureSql = (isClosed: string) => `SELECT d.member, d.reason, d.at, d.handTo,
    a.id AS account, ${isClosed} AS isClosed, a.heldOutSeconds + a.heldInSeconds AS heldSeconds,
    (SELECT count(*) FROM (SELECT id FROM exchange WHERE giver = d.member
        UNION SELECT exchange FROM exchange_receiver WHERE member = d.member) theirs
      WHERE (SELECT state FROM exchange_state WHERE exchange = theirs.id) IN ('done', 'disputed'))
      AS openExchanges
  FROM departure d JOIN account a ON a.member = d.member`

/** How a member left, as the books stood when the log had this size; null for who did not. */
export function departureQuery(
  member: string,
  asOfSeq = Number.MAX_SAFE_INTEGER,
): Query<DepartureLine | null> {
  const isClosed = `EXISTS (SELECT 1 FROM account_step s
    WHERE s.account = a.id AND s.act = 'closed' AND s.seq < ?2)`
  return {
    sql: `${departureSql(isClosed)} WHERE d.member = ?1`,
    args: [member, asOfSeq],
    read: first(lineOf),
  }
}

/**
 * Departures whose account is not closed though nothing is set aside any more, and for which
 * somebody was named, nothing is in hand, or the charter's days are over; oldest first.
 */
export function dueDeparturesQuery(now: number, page: Page): Query<DueDeparture[]> {
  return {
    sql: `${departureSql('0')} WHERE a.status = 'frozen' AND a.heldOutSeconds + a.heldInSeconds = 0
      AND (d.at <= ?1 - 86400000 * coalesce((SELECT body ->> '$.leaving.days' FROM charter
          WHERE effectiveFrom <= ?1 ORDER BY version DESC LIMIT 1), 90)
        OR (openExchanges = 0 AND (d.handTo IS NOT NULL OR a.inSeconds <= a.outSeconds)))
      ORDER BY d.seq LIMIT ?2 OFFSET ?3`,
    args: [now, page.limit, page.skip],
    read: every((row) => ({
      ...lineOf(row),
      openExchanges: numberOf(row, 'openExchanges'),
      heldSeconds: numberOf(row, 'heldSeconds'),
    })),
  }
}

/** A member's open needs and offers. */
export function openPublicationsQuery(
  member: string,
): Query<{ word: 'need' | 'offer'; id: string }[]> {
  return {
    sql: `SELECT 'need' AS word, id FROM need WHERE member = ?1 AND state = 'open'
      UNION ALL SELECT 'offer', id FROM offer WHERE member = ?1 AND state = 'open'`,
    args: [member],
    read: every((row) => ({
      word: textOf(row, 'word') as 'need' | 'offer',
      id: textOf(row, 'id'),
    })),
  }
}

function lineOf(row: Parameters<typeof textOf>[0]): DepartureLine {
  return {
    member: textOf(row, 'member'),
    reason: textOf(row, 'reason') as DepartureReason,
    at: numberOf(row, 'at'),
    account: textOf(row, 'account'),
    handTo: textOrNull(row, 'handTo'),
    isClosed: numberOf(row, 'isClosed') === 1,
  }
}
