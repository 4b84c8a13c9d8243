import type { ExchangeState } from '@commonhour/contract'
import type { ExchangeFacts, ExchangeTransfer, Step } from '@commonhour/domain'
import type { Row } from '@libsql/client/web'
import type { Query } from './books.ts'
import { every, first, jsonOf, numberOf, numberOrNull, textOf, textOrNull } from './rows.ts'

/** One row an exchange: its parts come as JSON, so that a list is one statement. */
const exchangeSql = `
  SELECT e.*, (SELECT text FROM memo WHERE ref = e.id AND part = 'title') AS title,
    (SELECT text FROM memo WHERE ref = e.id AND part = 'place') AS place,
    (SELECT name FROM member WHERE id = e.giver) AS giverName,
    (SELECT json_group_array(json_object('member', r.member, 'account', r.account, 'name', m.name))
      FROM exchange_receiver r JOIN member m ON m.id = r.member WHERE r.exchange = e.id) AS receivers,
    (SELECT json_group_array(json_object('step', step, 'state', state, 'actor', actor,
        'onBehalfOf', onBehalfOf, 'at', at, 'logSize', logSize, 'seconds', seconds,
        'workedOn', workedOn, 'reason', reason))
      FROM (SELECT * FROM exchange_step WHERE exchange = e.id ORDER BY step)) AS steps,
    (SELECT json_group_array(json_object('id', id, 'kind', kind, 'fromAccount', fromAccount,
        'toAccount', toAccount, 'seconds', seconds, 'ref', ref, 'charter', charter,
        'expiresAt', expiresAt, 'workedOn', workedOn, 'seq', seq))
      FROM (SELECT * FROM transfer WHERE exchange = e.id ORDER BY seq)) AS transfers
  FROM exchange e`

/** One exchange, whole. */
export function exchangeQuery(id: string): Query<ExchangeFacts | null> {
  return { sql: `${exchangeSql} WHERE e.id = ?`, args: [id], read: first(exchangeOf) }
}

/** One exchange as it stood just after one of its steps. */
export function exchangeAsOfQuery(id: string, step: number | null): Query<ExchangeFacts | null> {
  return {
    ...exchangeQuery(id),
    read: first((row) => {
      const exchange = exchangeOf(row)
      return step === null ? exchange : asOf(exchange, step)
    }),
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

function asOf(exchange: ExchangeFacts, step: number): ExchangeFacts {
  const next = exchange.steps[step + 1]
  if (next === undefined) return exchange
  const at = exchange.steps[step]
  return {
    ...exchange,
    state: at?.state ?? exchange.state,
    steps: exchange.steps.slice(0, step + 1),
    // A step's own transfers were written before it, so they lie below its log size.
    transfers: exchange.transfers.filter(({ seq }) => seq < (at?.logSize ?? 0)),
  }
}

interface ReceiverRow {
  readonly member: string
  readonly account: string
  readonly name: string
}

function exchangeOf(row: Row): ExchangeFacts {
  const receivers = jsonOf<ReceiverRow[]>(row, 'receivers')
  const steps = jsonOf<Step[]>(row, 'steps')
  const giver = textOf(row, 'giver')
  const names = [[giver, textOf(row, 'giverName')], ...receivers.map((r) => [r.member, r.name])]
  return {
    id: textOf(row, 'id'),
    number: numberOf(row, 'number'),
    state: steps.at(-1)?.state ?? 'proposed',
    giver,
    giverAccount: textOf(row, 'giverAccount'),
    receivers: receivers.map(({ member, account }) => ({ member, account })),
    names: Object.fromEntries(names),
    need: textOrNull(row, 'need'),
    offer: textOrNull(row, 'offer'),
    title: textOrNull(row, 'title') ?? '',
    place: textOrNull(row, 'place') ?? '',
    agreedForAt: numberOrNull(row, 'agreedForAt'),
    estimateSeconds: numberOf(row, 'estimateSeconds'),
    charter: numberOf(row, 'charter'),
    at: numberOf(row, 'at'),
    steps,
    transfers: jsonOf<ExchangeTransfer[]>(row, 'transfers'),
  }
}
