import type { ErasureReason } from '@commonhour/contract'
import { type Books, commit, type Query } from './books.ts'
import { every, first, numberOf, textOf } from './rows.ts'

/** An erasure: the last step of a member. */
export interface ErasureLine {
  readonly member: string
  readonly reason: ErasureReason
  /** Milliseconds since the epoch. */
  readonly at: number
}

/** When and why a member was erased; null for who was not. */
export function erasureQuery(member: string): Query<ErasureLine | null> {
  return {
    sql: `SELECT member, reason, at FROM member_step WHERE member = ? AND state = 'erased'`,
    args: [member],
    read: first((row) => ({
      member: textOf(row, 'member'),
      reason: textOf(row, 'reason') as ErasureReason,
      at: numberOf(row, 'at'),
    })),
  }
}

/** How many exchanges of a member have not ended. */
export function openExchangesOfQuery(member: string): Query<number> {
  return {
    sql: `SELECT count(*) AS open FROM party p JOIN exchange_state s ON s.exchange = p.exchange
      WHERE p.member = ? AND s.state IN ('proposed', 'agreed', 'done', 'disputed')`,
    args: [member],
    read: (rows) => (rows[0] === undefined ? 0 : numberOf(rows[0], 'open')),
  }
}

/** People whose last membership here was erased, and whom the host was not asked about yet. */
export function erasedPersonsQuery(limit: number): Query<string[]> {
  return {
    sql: 'SELECT person FROM erased_person ORDER BY person LIMIT ?',
    args: [limit],
    read: every((row) => textOf(row, 'person')),
  }
}

/** Whether someone signs in here as anyone, whatever became of them. */
export function signsInHereQuery(person: string): Query<boolean> {
  return {
    sql: 'SELECT 1 FROM member_person WHERE person = ? LIMIT 1',
    args: [person],
    read: (rows) => rows.length > 0,
  }
}

/** The host was asked about someone: nothing of them is kept here any more. */
export async function noteAsked(books: Books, person: string): Promise<void> {
  await commit(books, [{ sql: 'DELETE FROM erased_person WHERE person = ?', args: [person] }], {})
}

/**
 * Writes what stands beside the file into it, and empties what stood beside: else a text that was
 * erased would be found there until other pages are written over it. A database that keeps its
 * files itself refuses, and sees to that on its own.
 */
export async function emptyJournal({ client }: Books): Promise<void> {
  await client.execute('PRAGMA wal_checkpoint(TRUNCATE)').catch(() => null)
}
