import type { ExchangeState } from '@commonhour/contract'
import type { ExchangeFacts, NeedFacts, Persons } from '@commonhour/domain'
import type { Query } from './books.ts'
import { exchangeAsOf, exchangeOf, exchangeSql } from './exchangeRows.ts'
import { every, first, jsonOf, numberOf, textOf } from './rows.ts'

/** One exchange, whole. */
export function exchangeQuery(id: string): Query<ExchangeFacts | null> {
  return { sql: `${exchangeSql} WHERE e.id = ?`, args: [id], read: first(exchangeOf) }
}

/**
 * One exchange as it stood when it was at one of its steps and the log had a size: where several
 * say yes to one step, the size tells whose were said.
 */
export function exchangeAsOfQuery(
  id: string,
  step: number | null,
  seq = Number.MAX_SAFE_INTEGER,
): Query<ExchangeFacts | null> {
  return {
    ...exchangeQuery(id),
    read: first((row) => (step === null ? exchangeOf(row) : exchangeAsOf(row, { step, seq }))),
  }
}

/** A member's exchanges, newest first, below a number. */
export function exchangesQuery(it: {
  member: string
  states?: readonly ExchangeState[] | undefined
  need?: string | undefined
  before: number
  limit: number
}): Query<ExchangeFacts[]> {
  return {
    sql: `${exchangeSql}
      WHERE e.id IN (SELECT id FROM exchange WHERE giver = ?1
          UNION SELECT exchange FROM exchange_receiver WHERE member = ?1)
        AND e.number < ?2 AND (?3 = '' OR e.need = ?3)
        AND (?4 = '[]' OR (SELECT state FROM exchange_state WHERE exchange = e.id)
          IN (SELECT value FROM json_each(?4)))
      ORDER BY e.number DESC LIMIT ?5`,
    args: [it.member, it.before, it.need ?? '', JSON.stringify(it.states ?? []), it.limit],
    read: every(exchangeOf),
  }
}

/** Proposals about a need or offer that wait for an answer, but for one exchange. */
export function proposalsQuery(
  word: 'need' | 'offer',
  about: string | null,
  except = '',
): Query<ExchangeFacts[]> {
  return {
    sql: `${exchangeSql} WHERE e.${word} = ?1 AND e.id <> ?2
      AND (SELECT state FROM exchange_state WHERE exchange = e.id) = 'proposed'`,
    args: [about, except],
    read: every(exchangeOf),
  }
}

/** Proposals about the same need as an exchange, but for itself. */
export function rivalsQuery(exchange: string): Query<ExchangeFacts[]> {
  return {
    sql: `${exchangeSql} WHERE e.need = (SELECT need FROM exchange WHERE id = ?1) AND e.id <> ?1
      AND (SELECT state FROM exchange_state WHERE exchange = e.id) = 'proposed'`,
    args: [exchange],
    read: every(exchangeOf),
  }
}

/** The persons behind each member who acted in an exchange. */
export function personsQuery(exchange: string): Query<Persons> {
  return {
    sql: `SELECT member, json_group_array(person) AS persons FROM member_person
      WHERE member IN (SELECT substr(actor, 8) FROM exchange_step WHERE exchange = ?1
        UNION SELECT substr(actor, 8) FROM exchange_assent WHERE exchange = ?1)
      GROUP BY member`,
    args: [exchange],
    read: (rows) =>
      Object.fromEntries(rows.map((row) => [row.member, jsonOf<string[]>(row, 'persons')])),
  }
}

/** A need as its answers see it: its own id, or the one an exchange is about. */
export function needOfQuery(by: 'id' | 'exchange', ref: string): Query<NeedFacts | null> {
  const id = by === 'id' ? '?1' : '(SELECT need FROM exchange WHERE id = ?1)'
  return {
    sql: `SELECT id, member, state = 'open' AS isOpen,
        (SELECT count(*) FROM exchange WHERE need = n.id) AS exchanges
      FROM need n WHERE id = ${id}`,
    args: [ref],
    read: first((row) => ({
      id: textOf(row, 'id'),
      member: textOf(row, 'member'),
      isOpen: numberOf(row, 'isOpen') === 1,
      exchanges: numberOf(row, 'exchanges'),
    })),
  }
}

/** How many exchanges are about a need or offer, of every state. */
export function exchangesAboutQuery(word: 'need' | 'offer', id: string): Query<number> {
  return {
    sql: `SELECT count(*) AS exchanges FROM exchange WHERE ${word} = ?`,
    args: [id],
    read: ([row]) => (row === undefined ? 0 : numberOf(row, 'exchanges')),
  }
}
