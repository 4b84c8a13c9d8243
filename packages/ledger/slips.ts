import { dayOf, type EnteredSlips, type MemberRef, momentOf, type Slip } from '@commonhour/contract'
import {
  type ExchangeFacts,
  mayReverseSlips,
  memberOfStep,
  type SlipBatchFacts,
  type SlipMember,
  type Step,
  seenKey,
} from '@commonhour/domain'
import type { Row } from '@libsql/client/web'
import { lineOf as accountOf, accountSql, factsOfAccount } from './accounts.ts'
import type { Query } from './books.ts'
import { exchangeOf, exchangeSql } from './exchangeRows.ts'
import { every, first, numberOf, numberOrNull, textOf } from './rows.ts'

/** One batch among others. */
export interface SlipBatchRow {
  readonly id: string
  readonly source: 'phone' | 'paper'
  readonly by: { readonly member: string; readonly name: string }
  readonly at: number
  readonly seq: number
  readonly lines: number
  readonly seconds: number
  readonly reversedAt: number | null
}

const batchSql = `SELECT b.*, substr(b.actor, 8) AS "by", m.name,
    (SELECT at FROM slip_reversal WHERE batch = b.id AND seq < ?1) AS reversedAt
  FROM slip_batch b JOIN member m ON m.id = substr(b.actor, 8)`

/** One batch, as the books stood when the log had this size. */
export function slipBatchQuery(
  id: string,
  asOfSeq = Number.MAX_SAFE_INTEGER,
): Query<SlipBatchRow | null> {
  return { sql: `${batchSql} WHERE b.id = ?2`, args: [asOfSeq, id], read: first(batchOf) }
}

/** Batches, newest first, below a place in the log. */
export function slipBatchesQuery(before: number, limit: number): Query<SlipBatchRow[]> {
  return {
    sql: `${batchSql} WHERE b.seq < ?2 ORDER BY b.seq DESC LIMIT ?3`,
    args: [Number.MAX_SAFE_INTEGER, before, limit],
    read: every(batchOf),
  }
}

/** The exchanges of a batch, in the order of its lines. */
export function exchangesOfSlipsQuery(batch: string): Query<ExchangeFacts[]> {
  return {
    sql: `${exchangeSql} JOIN slip s ON s.exchange = e.id WHERE s.batch = ? ORDER BY s.line`,
    args: [batch],
    read: every(exchangeOf),
  }
}

/**
 * The exchanges of a batch as its entry or its reversal left them, when the log had this size.
 * A step at just that size was in the same write where it moved hours, since these leave a line
 * of the log before it, where it began the exchange, or where the reversal called it off.
 */
export function slipsAsOf(
  exchanges: readonly ExchangeFacts[],
  { reversedAt }: SlipBatchRow,
  seq: number,
): ExchangeFacts[] {
  const called = reversedAt === null ? [] : ['cancelled']
  const own = ['confirmed', 'reversed', ...called]
  const isTold = ({ logSize, state, step }: Step) =>
    logSize < seq || (logSize === seq && (step === 0 || own.includes(state)))
  return exchanges.map((exchange) => {
    const steps = exchange.steps.filter(isTold)
    return { ...exchange, steps, state: steps.at(-1)?.state ?? exchange.state }
  })
}

/** Which of these slips stand in the books already: the same two, day and hours. */
export function seenSlipsQuery(lines: readonly Slip[]): Query<Set<string>> {
  const days = JSON.stringify([...new Set(lines.map(({ workedOn }) => workedOn))])
  return {
    sql: `SELECT e.giver, r.member, s.workedOn, s.seconds
      FROM exchange_step s JOIN exchange e ON e.id = s.exchange
      JOIN exchange_receiver r ON r.exchange = e.id
      WHERE s.state = 'done' AND s.workedOn IN (SELECT value FROM json_each(?1))
        AND (SELECT state FROM exchange_state WHERE exchange = e.id)
          IN ('done', 'confirmed', 'disputed', 'settled')`,
    args: [days],
    read: (rows) =>
      new Set(
        rows.map((row) =>
          seenKey(textOf(row, 'giver'), textOf(row, 'member'), {
            seconds: numberOf(row, 'seconds'),
            workedOn: textOf(row, 'workedOn'),
          }),
        ),
      ),
  }
}

/** Whom slips name: ids and numbers, each once. */
export function namedIn(lines: readonly Slip[]): MemberRef[] {
  return [...new Set(lines.flatMap(({ giver, receiver }) => [giver, receiver]))]
}

/** The accounts of members, named by id or number, as slips name them. */
export function accountsNamedQuery(
  members: readonly MemberRef[],
  now: number,
): Query<SlipMember[]> {
  return {
    sql: `${accountSql.replace('SELECT a.*', 'SELECT a.*, m.number')}
      WHERE m.id IN (SELECT value FROM json_each(?2)) OR m.number IN (SELECT value FROM json_each(?2))`,
    args: [now, JSON.stringify(members)],
    read: every((row) => ({
      member: textOf(row, 'member'),
      number: numberOf(row, 'number'),
      name: textOf(row, 'name'),
      account: factsOfAccount(accountOf(row)),
    })),
  }
}

/** A batch as a decision sees it. */
export function factsOfSlips(
  { at, id, reversedAt }: SlipBatchRow,
  exchanges: readonly ExchangeFacts[],
): SlipBatchFacts {
  return { id, at, reversedAt, exchanges }
}

/** A batch with where each of its exchanges stands. */
export function wireSlips(
  batch: SlipBatchRow,
  exchanges: readonly ExchangeFacts[],
  now: number,
): EnteredSlips {
  const { at, by, id, reversedAt, seconds, source } = batch
  const mayReverse = mayReverseSlips(factsOfSlips(batch, exchanges), now)
  return {
    ...{ id, source, by, seconds },
    at: momentOf(at),
    reversedAt: reversedAt === null ? null : momentOf(reversedAt),
    lines: exchanges.map(lineOf),
    may: mayReverse ? ['reversal'] : [],
  }
}

function lineOf(exchange: ExchangeFacts, index: number): EnteredSlips['lines'][number] {
  const { giver, id, names, receivers, state, steps, title } = exchange
  const [receiver = { member: giver }] = receivers
  const done = steps.find((step) => memberOfStep(step) === giver)
  return {
    line: index + 1,
    exchange: id,
    giver: { member: giver, name: names[giver] ?? '' },
    receiver: { member: receiver.member, name: names[receiver.member] ?? '' },
    seconds: done?.seconds ?? exchange.estimateSeconds,
    workedOn: done?.workedOn ?? dayOf(exchange.at),
    ...{ title, state },
  }
}

function batchOf(row: Row): SlipBatchRow {
  return {
    id: textOf(row, 'id'),
    source: textOf(row, 'source') as SlipBatchRow['source'],
    by: { member: textOf(row, 'by'), name: textOf(row, 'name') },
    at: numberOf(row, 'at'),
    seq: numberOf(row, 'seq'),
    lines: numberOf(row, 'lines'),
    seconds: numberOf(row, 'seconds'),
    reversedAt: numberOrNull(row, 'reversedAt'),
  }
}
