import type { Query } from '../books.ts'
import { every, numberOf, numberOrNull, textOf } from '../rows.ts'
import { endedAtSql } from './sources.ts'

/** A card opened within a period; `endedAt` is to be believed only where it waits no more. */
export interface OpenedCardLine {
  readonly card: string
  readonly openedAt: number
  readonly resolvedAt: number | null
  readonly endedAt: number | null
}

/** The cards that were opened from one moment to before another, ms. */
export function openedCardsQuery(from: number, to: number): Query<OpenedCardLine[]> {
  return {
    sql: `SELECT o.card, o.at AS openedAt,
        (SELECT min(at) FROM card_act WHERE card = o.card AND act = 'resolved') AS resolvedAt,
        ${endedAtSql} AS endedAt
      FROM card_act o WHERE o.act = 'opened' AND o.at >= ? AND o.at < ?`,
    args: [from, to],
    read: every((row) => ({
      card: textOf(row, 'card'),
      openedAt: numberOf(row, 'openedAt'),
      resolvedAt: numberOrNull(row, 'resolvedAt'),
      endedAt: numberOrNull(row, 'endedAt'),
    })),
  }
}

/** Exchanges whose hours moved from one moment to before another, and still stand. */
export function exchangesCountQuery(from: number, to: number): Query<number> {
  return {
    sql: `SELECT count(*) AS exchanges FROM exchange_step s INDEXED BY exchange_step_moved
      WHERE s.state IN ('confirmed', 'settled') AND s.at >= ? AND s.at < ?
        AND s.step = (SELECT max(step) FROM exchange_step WHERE exchange = s.exchange)
        AND EXISTS (SELECT 1 FROM transfer WHERE exchange = s.exchange)`,
    args: [from, to],
    read: (rows) => (rows[0] === undefined ? 0 : numberOf(rows[0], 'exchanges')),
  }
}
