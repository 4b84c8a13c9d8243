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

const underWay: readonly ExchangeState[] = ['proposed', 'agreed', 'done', 'disputed']

/**
 * A member's exchanges, newest first, below a number. Only as many of them are looked at as are
 * told, unless one state among those that end exchanges is asked for.
 * @param it.since of those, the ones whose last step was not before this moment (ms)
 */
export function exchangesQuery(it: {
  member: string
  states?: readonly ExchangeState[] | undefined
  need?: string | undefined
  since?: number
  before: number
  limit: number
}): Query<ExchangeFacts[]> {
  const { states = [] } = it
  const isOpen = states.length > 0 && states.every((state) => underWay.includes(state))
  const about = it.need === undefined ? '' : 'exchange x CROSS JOIN'
  // Both indexes look alike to the planner, who does not know that few are under way.
  const by = isOpen && about === '' ? 'INDEXED BY exchange_party_open' : ''
  return {
    sql: `${exchangeSql} WHERE e.id IN (SELECT p.exchange FROM ${about} exchange_party p ${by}
        WHERE p.member = ?1 AND p.number < ?2 ${isOpen ? 'AND p.isOpen = 1' : ''}
          ${about === '' ? "AND ?3 = ''" : 'AND x.need = ?3 AND p.number = x.number'}
          AND (?4 = '[]' OR (SELECT state FROM exchange_state WHERE exchange = p.exchange)
            IN (SELECT value FROM json_each(?4)))
        ORDER BY p.number DESC LIMIT ?5)
        AND (?6 = 0 OR (SELECT at FROM exchange_state WHERE exchange = e.id) >= ?6)
      ORDER BY e.number DESC`,
    args: [it.member, it.before, it.need ?? '', JSON.stringify(states), it.limit, it.since ?? 0],
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
