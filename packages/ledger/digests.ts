import type { Query } from './books.ts'
import type { Page } from './page.ts'
import { every, first, numberOf, textOf } from './rows.ts'

/** Members who chose a weekly digest and have none for a week yet. */
export function dueDigestsQuery(week: string, page: Page): Query<string[]> {
  return {
    sql: `SELECT c.member FROM member_choice c
      JOIN member m ON m.id = c.member AND m.state = 'active'
      WHERE c.choice = 'digest' AND c.value = 'weekly'
        AND NOT EXISTS (SELECT 1 FROM digest WHERE member = c.member AND week = ?1)
      ORDER BY m.number LIMIT ?2 OFFSET ?3`,
    args: [week, page.limit, page.skip],
    read: every((row) => textOf(row, 'member')),
  }
}

/** A new need that may suit a member. */
export interface DigestNeed {
  readonly id: string
  readonly title: string
  readonly name: string
}

/**
 * Needs published since a moment that suit a member: near them or to be done from afar, in a
 * language of theirs, and where they offer anything, of a kind they offer. Of a member they
 * blocked, or who blocked them, nothing.
 */
export function digestNeedsQuery(
  member: string,
  it: { since: number; today: string; limit: number },
): Query<DigestNeed[]> {
  return {
    sql: `SELECT n.id, n.title, p.name FROM need n
      JOIN member p ON p.id = n.member AND p.state = 'active'
      JOIN member me ON me.id = ?1
      WHERE n.state = 'open' AND n.member <> ?1 AND n.publishedAt > ?2 AND n.expiresOn >= ?3
        AND (n.remote = 1 OR n.area IS NULL OR me.area IS NULL OR n.area = me.area)
        AND n.language IN (SELECT value FROM json_each(me.languages))
        AND (NOT EXISTS (SELECT 1 FROM offer WHERE member = ?1 AND state = 'open')
          OR n.category IN (SELECT category FROM offer WHERE member = ?1 AND state = 'open'))
        AND NOT EXISTS (SELECT 1 FROM member_block b
          WHERE (b.member = ?1 AND b.blocked = n.member)
            OR (b.member = n.member AND b.blocked = ?1))
      ORDER BY n.number DESC LIMIT ?4`,
    args: [member, it.since, it.today, it.limit],
    read: every((row) => ({
      id: textOf(row, 'id'),
      title: textOf(row, 'title'),
      name: textOf(row, 'name'),
    })),
  }
}

/** How many exchanges wait for a member's answer: the last word was another's. */
export function waitingForQuery(member: string): Query<number | null> {
  return {
    sql: `SELECT count(*) AS n FROM exchange_state s JOIN exchange e ON e.id = s.exchange
      JOIN exchange_step t ON t.exchange = s.exchange AND t.step = s.step
      WHERE s.state IN ('proposed', 'done')
        AND e.id IN (SELECT id FROM exchange WHERE giver = ?1
          UNION SELECT exchange FROM exchange_receiver WHERE member = ?1)
        AND coalesce(t.onBehalfOf, substr(t.actor, 8)) <> ?1
        AND NOT EXISTS (SELECT 1 FROM exchange_assent
          WHERE exchange = s.exchange AND step = s.step AND member = ?1)`,
    args: [member],
    read: first((row) => numberOf(row, 'n')),
  }
}
