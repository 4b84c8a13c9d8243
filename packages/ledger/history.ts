import { type AccountKind, charterBodyOf, dayOf, type MemberState } from '@commonhour/contract'
import type { HistoryLine, HistoryTransfer } from '@commonhour/fairness'
import type { Row } from '@libsql/client/web'
import { type Books, type Query, snapshot } from './books.ts'
import { every, numberOf, numberOrNull, textOf, textOrNull } from './rows.ts'

/** A stretch of the history, oldest first, and how far it brings the reading. */
export interface HistoryPage {
  readonly lines: readonly HistoryLine[]
  readonly done: number
  readonly total: number
}

const pageSize = 2_000

/**
 * The whole history of a community for the replay (fairness, `Replay`), in the order of the log, as
 * it stood when the reading began. What is not a transfer is read at once: there is little of it.
 */
export async function* historyOf(books: Books): AsyncGenerator<HistoryPage> {
  const { beside, needs, size } = await snapshot(books, {
    beside: besideQuery,
    needs: needsQuery,
    size: sizeQuery,
  })
  yield { lines: needs, done: 0, total: size.transfers }
  let [after, done] = [-1, 0]
  const waiting = beside.filter(({ seq }) => seq < size.logSize)
  while (done < size.transfers) {
    const { page } = await snapshot(books, { page: pageQuery(after, size.logSize) })
    const last = page.at(-1)
    if (last === undefined) break
    const lines = page.flatMap(({ line, seq }) => [...takeBefore(waiting, seq), line])
    after = last.seq
    done += page.length
    yield { lines, done, total: size.transfers }
  }
  yield { lines: takeBefore(waiting, size.logSize), done, total: size.transfers }
}

interface Placed {
  readonly seq: number
  readonly line: HistoryLine
}

/** What stands before a place of the log, taken off the rest. */
function takeBefore(waiting: Placed[], seq: number): HistoryLine[] {
  const next = waiting.findIndex((one) => one.seq >= seq)
  return waiting.splice(0, next === -1 ? waiting.length : next).map(({ line }) => line)
}

const sizeQuery: Query<{ logSize: number; transfers: number }> = {
  sql: 'SELECT (SELECT seq FROM next_leaf) AS logSize, (SELECT count(*) FROM transfer) AS transfers',
  args: [],
  read: ([row]) => ({
    logSize: row === undefined ? 0 : numberOf(row, 'logSize'),
    transfers: row === undefined ? 0 : numberOf(row, 'transfers'),
  }),
}

/** A need counts as open until it was closed, and not beyond its last day. */
const needsQuery: Query<HistoryLine[]> = {
  sql: `SELECT n.member, n.publishedAt,
      min(coalesce(c.at, 9000000000000000), (unixepoch(n.expiresOn) + 86400) * 1000) AS closedAt
    FROM need n LEFT JOIN need_closing c ON c.need = n.id ORDER BY n.number`,
  args: [],
  read: every((row) => ({
    line: 'need',
    member: textOf(row, 'member'),
    openedAt: numberOf(row, 'publishedAt'),
    closedAt: numberOf(row, 'closedAt'),
  })),
}

/** Charters, accounts, lines of one's own, states and grants; JSON, as each has other columns. */
const besideQuery: Query<Placed[]> = {
  sql: `SELECT seq, 'charter' AS line, json_object('version', version, 'body', body) AS it FROM charter
    UNION ALL SELECT seq, 'account', json_object('account', id, 'kind', kind, 'member', member)
      FROM account
    UNION ALL SELECT seq, 'limit',
      json_object('account', account, 'floorSeconds', floorSeconds, 'until', until) FROM limit_change
    UNION ALL SELECT seq, 'state', json_object('member', member, 'state', state) FROM member_step
    UNION ALL SELECT seq, 'grant', json_object('app', app, 'account', account,
      'granted', iif(act = 'granted', json('true'), json('false')),
      'dailyCapSeconds', dailyCapSeconds) FROM app_grant
    ORDER BY seq`,
  args: [],
  read: every((row) => ({ seq: numberOf(row, 'seq'), line: besideOf(row) })),
}

function besideOf(row: Row): HistoryLine {
  const it = JSON.parse(textOf(row, 'it'))
  switch (textOf(row, 'line')) {
    case 'charter':
      return { line: 'charter', version: it.version, body: charterBodyOf(it.body) }
    case 'account':
      return { line: 'account', ...(it as { account: string; kind: AccountKind; member: string }) }
    case 'limit':
      return { line: 'limit', ...it }
    case 'state':
      return { line: 'state', ...(it as { member: string; state: MemberState }) }
    default:
      return { line: 'grant', ...it }
  }
}

function pageQuery(
  after: number,
  logSize: number,
): Query<{ seq: number; line: HistoryTransfer }[]> {
  return {
    sql: `SELECT t.*, (SELECT count(*) FROM exchange_receiver WHERE exchange = t.exchange) AS receivers,
        iif(n.step IS NULL, x.agreedForAt, n.agreedForAt) AS agreedForAt,
        coalesce(n.estimateSeconds, x.estimateSeconds) AS estimateSeconds
      FROM transfer t LEFT JOIN exchange x ON x.id = t.exchange
      LEFT JOIN exchange_terms n ON n.exchange = x.id
        AND n.step = (SELECT max(step) FROM exchange_terms WHERE exchange = x.id)
      WHERE t.seq > ? AND t.seq < ? ORDER BY t.seq LIMIT ?`,
    args: [after, logSize, pageSize],
    read: every((row) => ({ seq: numberOf(row, 'seq'), line: transferOf(row) })),
  }
}

function transferOf(row: Row): HistoryTransfer {
  const kind = textOf(row, 'kind') as HistoryTransfer['kind']
  const purpose = textOf(row, 'purpose') as HistoryTransfer['purpose']
  const actor = textOf(row, 'actor')
  const at = atOf(row)
  const fromAt = numberOrNull(row, 'agreedForAt')
  const estimateMs = (numberOrNull(row, 'estimateSeconds') ?? 0) * 1000
  return {
    line: 'transfer',
    id: textOf(row, 'id'),
    kind,
    purpose,
    fromAccount: textOf(row, 'fromAccount'),
    toAccount: textOf(row, 'toAccount'),
    seconds: numberOf(row, 'seconds'),
    at,
    bookedOn: dayOf(at),
    // What is promised is for the agreed day.
    workedOn: textOrNull(row, 'workedOn') ?? dayOf(kind === 'hold' ? (fromAt ?? at) : at),
    ref: textOrNull(row, 'ref'),
    exchange: textOrNull(row, 'exchange'),
    charter: numberOf(row, 'charter'),
    app: actor.startsWith('app:') ? actor.slice('app:'.length) : null,
    receivers: Math.max(1, numberOf(row, 'receivers')),
    times: fromAt === null ? null : { fromAt, untilAt: fromAt + estimateMs },
  }
}

/** An imported line happened on the source's own day, not when it was brought in. */
function atOf(row: Row): number {
  const workedOn = textOrNull(row, 'workedOn')
  const isImported = row.purpose === 'import' && row.kind === 'post' && workedOn !== null
  return isImported ? Date.parse(`${workedOn}T00:00:00Z`) : numberOf(row, 'at')
}
