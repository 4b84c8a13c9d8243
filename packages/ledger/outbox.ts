import type { Query } from './books.ts'
import { first, textOf, textOrNull } from './rows.ts'

/** Who took the last step of an exchange, and for whom where it was not for themselves. */
export interface StepNames {
  readonly by: string | null
  readonly onBehalfOf: string | null
}

/** The names of who took an exchange's last step: a steward or delegate is no party to it. */
export function lastStepNamesQuery(exchange: string): Query<StepNames | null> {
  return {
    sql: `SELECT (SELECT name FROM member WHERE id = substr(s.actor, 8)) AS by,
        (SELECT name FROM member WHERE id = s.onBehalfOf) AS onBehalfOf
      FROM exchange_step s WHERE s.exchange = ? ORDER BY s.step DESC LIMIT 1`,
    args: [exchange],
    read: first((row) => ({
      by: textOrNull(row, 'by'),
      onBehalfOf: textOrNull(row, 'onBehalfOf'),
    })),
  }
}

/** A transfer's seconds, and the names of who holds its two accounts (null: a pool). */
export function transferNamesQuery(id: string): Query<TransferNames | null> {
  return {
    sql: `SELECT t.seconds, f.name AS fromName, g.name AS toName FROM transfer t
      JOIN account a ON a.id = t.fromAccount LEFT JOIN member f ON f.id = a.member
      JOIN account b ON b.id = t.toAccount LEFT JOIN member g ON g.id = b.member WHERE t.id = ?`,
    args: [id],
    read: first((row) => ({
      seconds: Number(row.seconds),
      from: textOrNull(row, 'fromName'),
      to: textOrNull(row, 'toName'),
    })),
  }
}
export interface TransferNames {
  readonly seconds: number
  readonly from: string | null
  readonly to: string | null
}

/** The name of a member; what a notice about them needs, and no more. */
export function memberNameQuery(id: string): Query<string | null> {
  return {
    sql: 'SELECT name FROM member WHERE id = ?',
    args: [id],
    read: first((row) => textOf(row, 'name')),
  }
}
