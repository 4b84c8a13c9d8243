import { defaultChoices, type Fault, isFault, type NoticeKind } from '@commonhour/contract'
import type { Decision, DeliveryFacts } from '@commonhour/domain'
import { statementsOf } from './batch.ts'
import { type Books, bound, commit, type Query } from './books.ts'
import { every, jsonOf, numberOf, textOf, textOrNull } from './rows.ts'

/** Someone whom a notice goes to: a person, and the member they read it as. */
export interface Recipient extends DeliveryFacts {
  readonly member: string
  readonly name: string
  readonly languages: readonly string[]
  readonly choices: Readonly<Record<string, string>>
}
/** A notice that waits to be told. */
export interface Notice {
  readonly id: number
  readonly kind: NoticeKind
  readonly ref: string
  /** Whom it is for (null: the coordinators), and their name. */
  readonly member: string | null
  readonly name: string | null
  readonly at: number
  /** Those to be tried now; none where each has an end. */
  readonly due: readonly Recipient[]
}

/**
 * Notices of which somebody is to be tried at this moment, or nobody is left to be; the oldest
 * first. Who is in a pause or claimed by another courier is left out.
 */
export function dueNoticesQuery(now: number, limit: number): Query<Notice[]> {
  return {
    sql: `WITH waiting AS (
        SELECT r.outbox, r.member, r.person, s.attempt, s.act, s.until FROM outbox o
        JOIN notice_recipient r ON r.outbox = o.id
        LEFT JOIN delivery_state s ON s.outbox = r.outbox AND s.person = r.person
        WHERE o.deliveredAt IS NULL),
      due AS (SELECT * FROM waiting WHERE act IS NULL OR until <= ?1)
      SELECT o.id, o.kind, o.ref, o.member, o.at, (SELECT name FROM member WHERE id = o.member) AS name,
        (SELECT json_group_array(json_object('outbox', o.id, 'person', d.person,
            'attempts', coalesce(d.attempt + 1, 0), 'member', m.id, 'name', m.name,
            'languages', json(m.languages), 'choices', json((SELECT json_group_object(choice, value)
              FROM member_choice WHERE member = m.id))))
          FROM (SELECT person, attempt, min(member) AS member FROM due WHERE outbox = o.id GROUP BY person) d
          JOIN member m ON m.id = d.member) AS due
      FROM outbox o
      WHERE o.deliveredAt IS NULL AND (o.id IN (SELECT outbox FROM due) OR NOT EXISTS (
        SELECT 1 FROM waiting w WHERE w.outbox = o.id AND (w.act IS NULL OR w.until IS NOT NULL)))
      ORDER BY o.id LIMIT ?2`,
    args: [now, limit],
    read: every((row) => ({
      id: numberOf(row, 'id'),
      kind: textOf(row, 'kind') as NoticeKind,
      ref: textOf(row, 'ref'),
      member: textOrNull(row, 'member'),
      name: textOrNull(row, 'name'),
      at: numberOf(row, 'at'),
      due: jsonOf<Recipient[]>(row, 'due').map((one) => ({
        ...one,
        choices: { ...defaultChoices, ...one.choices },
      })),
    })),
  }
}

/** How much waits: for whoever watches over the courier. */
export const waitingQuery: Query<{ waiting: number; oldestAt: number | null }> = {
  sql: 'SELECT count(*) AS waiting, min(at) AS oldestAt FROM outbox WHERE deliveredAt IS NULL',
  args: [],
  read: ([row]) => ({
    waiting: row === undefined ? 0 : numberOf(row, 'waiting'),
    oldestAt: row?.oldestAt === null || row === undefined ? null : numberOf(row, 'oldestAt'),
  }),
}

/**
 * Writes what the clock has decided, as one batch.
 * @returns the fault of a refused statement: another was faster
 * @throws BooksOutOfReach when the answer was lost
 */
export async function record(books: Books, decision: Decision, now: number): Promise<Fault | null> {
  const done = await commit(books, await statementsOf(decision, { now, actor: 'clock' }), {})
  return isFault(done) ? done : null
}

/**
 * Forgets idempotency rows of 90 days and more, by the database's own clock (ledger.md law 3); some
 * at a time, so that nobody waits for it.
 */
export async function pruneIdempotency(books: Books, limit: number): Promise<void> {
  const old = `SELECT principal, key FROM idempotency
    WHERE at <= unixepoch('subsec') * 1000 - 7776000000 LIMIT ?`
  const sql = `DELETE FROM idempotency WHERE (principal, key) IN (${old})`
  await commit(books, [{ sql, args: [bound(limit)] }], {})
}
