import { type ExchangeMessage, momentOf } from '@commonhour/contract'
import {
  type ExchangeFacts,
  type PublicationFacts,
  proposalDays,
  type Reminder,
} from '@commonhour/domain'
import type { Query } from './books.ts'
import { exchangeOf, exchangeSql } from './exchangeRows.ts'
import type { Page } from './page.ts'
import { every, first, jsonOf, numberOf, textOf, textOrNull } from './rows.ts'

const dayMs = 86_400_000

/** The newest steps in one state: where exchanges stand that wait (the index of what waits). */
const standsAt = (
  state: 'proposed' | 'agreed' | 'done' | 'disputed',
) => `SELECT s.* FROM exchange_step s
  WHERE s.state IN ('proposed', 'agreed', 'done', 'disputed') AND s.state = '${state}'
    AND NOT EXISTS (SELECT 1 FROM exchange_step n WHERE n.exchange = s.exchange AND n.step = s.step + 1)`
const charterNow = `(SELECT body FROM charter WHERE effectiveFrom <= ?1 ORDER BY version DESC LIMIT 1)`

/** Exchanges that are remembered differently, oldest first, above a number. */
export function disputesQuery(it: { after: number; limit: number }): Query<ExchangeFacts[]> {
  return {
    sql: `${exchangeSql} WHERE e.id IN (SELECT exchange FROM (${standsAt('disputed')}))
      AND e.number > ?1 ORDER BY e.number LIMIT ?2`,
    args: [it.after, it.limit],
    read: every((row) => exchangeOf(row)),
  }
}

/** What is due to run out, and where the need or offer it answers stands. */
export interface DueLapse {
  readonly exchange: ExchangeFacts
  readonly about: PublicationFacts['state'] | null
}

/** Where the need or offer of a row stands on this day: its last day may have passed unsaid. */
function aboutOf(row: string): string {
  const state = (word: 'need' | 'offer') => `(SELECT iif(state = 'open'
    AND expiresOn < date(?1 / 1000, 'unixepoch'), 'expired', state) FROM ${word} WHERE id = ${row}.${word})`
  return `iif(${row}.need IS NULL, ${state('offer')}, ${state('need')})`
}

/** Proposals nobody answered in time, and agreements whose hours are set aside no longer. */
export function dueLapsesQuery(now: number, page: Page): Query<DueLapse[]> {
  const { afterItsDay, unanswered } = proposalDays
  const terms = 'FROM exchange_terms WHERE exchange = x.id ORDER BY step DESC LIMIT 1'
  const facts = exchangeSql.replace('SELECT e.*,', 'SELECT e.*, d.about,')
  return {
    sql: `${facts} JOIN (
      SELECT d.*, ${aboutOf('d')} AS about FROM (
        SELECT x.id, x.need, x.offer, waiting.at, waiting.state,
          iif(EXISTS (SELECT 1 ${terms}), (SELECT agreedForAt ${terms}), x.agreedForAt) AS agreedForAt
        FROM (${standsAt('proposed')} UNION ALL ${standsAt('agreed')}) waiting
        JOIN exchange x ON x.id = waiting.exchange) d) d ON d.id = e.id
      WHERE iif(d.state = 'agreed',
        EXISTS (SELECT 1 FROM open_hold WHERE exchange = d.id AND expiresAt <= ?1),
        d.at <= ?1 - ${unanswered * dayMs} OR coalesce(d.agreedForAt <= ?1 - ${afterItsDay * dayMs}, 0)
          OR coalesce(d.about, 'open') <> 'open')
      ORDER BY d.at, d.id LIMIT ?2 OFFSET ?3`,
    args: [now, page.limit, page.skip],
    read: every((row) => ({
      exchange: exchangeOf(row),
      about: textOrNull(row, 'about') as DueLapse['about'],
    })),
  }
}

/** An exchange that waits to be confirmed, and what the clock has said of it. */
export interface DueClaim {
  readonly exchange: ExchangeFacts
  readonly reminders: readonly Reminder[]
}

/** Help said to be done of which somebody is to be reminded now, by the charter in force. */
export function dueRemindersQuery(now: number, page: Page): Query<DueClaim[]> {
  const day = `(SELECT max(value) FROM json_each(${charterNow}, '$.silence.remindOn')
    WHERE s.at + value * ${dayMs} <= ?1)`
  return dueClaims(
    `s.at > ?1 - ${charterNow} ->> '$.silence.days' * ${dayMs} AND ${day} IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM exchange_reminder r WHERE r.exchange = s.exchange
      AND r.step = s.step AND r.kind = 'reminder' AND r.day >= ${day})`,
    now,
    page,
  )
}

/** Help said to be done of which silence is to be decided now, by the charter in force. */
export function dueSilencesQuery(now: number, page: Page): Query<DueClaim[]> {
  return dueClaims(
    `s.at <= ?1 - ${charterNow} ->> '$.silence.days' * ${dayMs}
    AND NOT EXISTS (SELECT 1 FROM exchange_reminder r WHERE r.exchange = s.exchange
      AND r.step = s.step AND r.kind = 'card')`,
    now,
    page,
  )
}

function dueClaims(when: string, now: number, page: Page): Query<DueClaim[]> {
  return {
    sql: `${exchangeSql.replace('SELECT e.*,', `SELECT e.*, ${remindersSql},`)}
      JOIN (SELECT s.exchange, s.at FROM (${standsAt('done')}) s WHERE ${when}
          ORDER BY s.at, s.exchange LIMIT ?2 OFFSET ?3) d ON d.exchange = e.id
      ORDER BY d.at, d.exchange`,
    args: [now, page.limit, page.skip],
    read: every((row) => ({
      exchange: exchangeOf(row),
      reminders: jsonOf<ReminderRow[]>(row, 'reminders').map(reminderOf),
    })),
  }
}

/** What the clock has said of an exchange that waits, read afresh before it decides. */
export function remindersQuery(exchange: string): Query<Reminder[]> {
  return {
    sql: `SELECT ${remindersSql} FROM exchange e WHERE e.id = ?`,
    args: [exchange],
    read: ([row]) =>
      row === undefined ? [] : jsonOf<ReminderRow[]>(row, 'reminders').map(reminderOf),
  }
}

/** Where the need or offer stands that an exchange is about; null where it is about none. */
export function aboutStateQuery(exchange: string, now: number): Query<DueLapse['about']> {
  return {
    sql: `SELECT ${aboutOf('d')} AS about FROM exchange d WHERE d.id = ?2`,
    args: [now, exchange],
    read: ([row]) => (row === undefined ? null : textOrNull(row, 'about')) as DueLapse['about'],
  }
}

interface ReminderRow extends Omit<Reminder, 'hasReached'> {
  readonly hasReached: 0 | 1
}
const remindersSql = `(SELECT json_group_array(json_object('step', r.step, 'day', r.day,
    'member', r.member, 'kind', r.kind, 'hasReached', EXISTS (
      SELECT 1 FROM delivery WHERE outbox = r.outbox AND act = 'sent')))
  FROM exchange_reminder r WHERE r.exchange = e.id) AS reminders`

function reminderOf({ hasReached, ...row }: ReminderRow): Reminder {
  return { ...row, hasReached: hasReached === 1 }
}

/** What was said in one exchange, as a reader may see it. */
export interface MessageLine extends ExchangeMessage {
  readonly exchange: string
  readonly number: number
}
const messageSql = `SELECT x.number, x.id, x.exchange, x.member, x.at, m.name,
    coalesce((SELECT text FROM memo WHERE ref = x.id AND part = 'memo'), '') AS text
  FROM exchange_message x JOIN member m ON m.id = x.member`

/**
 * Words between those who take part, newest first, below a number.
 * @param it.isDispute only those said with a dispute, which coordinators read too
 */
export function messagesQuery(it: {
  exchange: string
  isDispute: boolean
  before: number
  limit: number
}): Query<MessageLine[]> {
  const said = `AND EXISTS (SELECT 1 FROM exchange_step s WHERE s.exchange = x.exchange
    AND s.state = 'disputed' AND s.at = x.at AND s.actor = x.actor)`
  return {
    sql: `${messageSql} WHERE x.exchange = ?1 AND x.number < ?2 ${it.isDispute ? said : ''}
      ORDER BY x.number DESC LIMIT ?3`,
    args: [it.exchange, it.before, it.limit],
    read: every(messageOf),
  }
}

/** What was said under one id. */
export function messageQuery(id: string): Query<MessageLine | null> {
  return { sql: `${messageSql} WHERE x.id = ?`, args: [id], read: first(messageOf) }
}

function messageOf(row: Parameters<typeof textOf>[0]): MessageLine {
  return {
    number: numberOf(row, 'number'),
    id: textOf(row, 'id'),
    exchange: textOf(row, 'exchange'),
    by: textOf(row, 'member'),
    name: textOf(row, 'name'),
    text: textOf(row, 'text'),
    at: momentOf(numberOf(row, 'at')),
  }
}
