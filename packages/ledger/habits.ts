import type { Habits } from '@commonhour/fairness'
import type { Bindable, Query } from './books.ts'
import { numberOf, numberOrNull, textOf } from './rows.ts'

/** What cautions and notes count, by the receiver's member id (fairness, `Habits`). */
export type HabitsByReceiver = Readonly<Record<string, Habits>>

/** Help that is proposed, promised or booked, and not an exchange yet. */
export interface AskedHelp {
  /** Member ids. */
  readonly giver: string
  readonly receivers: readonly string[]
  readonly estimateSeconds: number
  /** Milliseconds since the epoch of the agreed time; null where none is named. */
  readonly agreedForAt: number | null
  /** The day it was given, for help already done; else the agreed time's or today. */
  readonly workedOn: string | null
}

/** Habits before a movement that would be written now, by an exchange that does not stand yet. */
export function habitsQuery(it: AskedHelp, now: number): Query<HabitsByReceiver> {
  const { agreedForAt, estimateSeconds, giver, receivers, workedOn } = it
  return queryOf(askedSql, [
    now,
    JSON.stringify(receivers),
    giver,
    agreedForAt,
    estimateSeconds,
    workedOn,
  ])
}

/** Habits before a movement of an exchange that would be written now, by its newest terms. */
export function habitsOfExchangeQuery(exchange: string, now: number): Query<HabitsByReceiver> {
  return queryOf(standingSql, [now, exchange])
}

function queryOf(asked: string, args: readonly Bindable[]): Query<HabitsByReceiver> {
  return {
    sql: `WITH asked AS MATERIALIZED (${asked}),
      bounds AS MATERIALIZED (${boundsSql}),
      help AS MATERIALIZED (${helpSql})
      ${countsSql}`,
    args,
    read: (rows) =>
      Object.fromEntries(
        rows.map((row) => [
          textOf(row, 'receiver'),
          {
            givenSeconds: numberOf(row, 'givenSeconds'),
            givenOnDaySeconds: numberOf(row, 'givenOnDaySeconds'),
            overlappingTimes: numberOf(row, 'overlappingTimes'),
            receivers: numberOf(row, 'receivers'),
            daysSinceNeed: numberOrNull(row, 'daysSinceNeed'),
            pairSeconds: numberOf(row, 'pairSeconds'),
            otherWaySeconds: numberOf(row, 'otherWaySeconds'),
          },
        ]),
      ),
  }
}

/** One row a receiver: who helps whom, when, and on which day. ?1 is the moment. */
const askedSql = `
  SELECT g.id AS giverAccount, ?3 AS giver, r.id AS receiverAccount, r.member AS receiver,
    NULL AS exchange, json_array_length(?2) AS receivers, ?4 AS fromAt, ?4 + ?5 * 1000 AS untilAt,
    coalesce(?6, date(coalesce(?4, ?1) / 1000, 'unixepoch')) AS day
  FROM account g JOIN account r ON r.member IN (SELECT value FROM json_each(?2))
  WHERE g.member = ?3`
const standingSql = `
  SELECT giverAccount, giver, receiverAccount, receiver, exchange, receivers,
    agreedForAt AS fromAt, agreedForAt + seconds * 1000 AS untilAt,
    date(coalesce(agreedForAt, ?1) / 1000, 'unixepoch') AS day
  FROM (SELECT x.giverAccount, x.giver, r.account AS receiverAccount, r.member AS receiver,
      x.id AS exchange,
      (SELECT count(*) FROM exchange_receiver WHERE exchange = x.id) AS receivers,
      iif(n.step IS NULL, x.agreedForAt, n.agreedForAt) AS agreedForAt,
      coalesce(n.estimateSeconds, x.estimateSeconds) AS seconds
    FROM exchange x JOIN exchange_receiver r ON r.exchange = x.id
    LEFT JOIN exchange_terms n ON n.exchange = x.id
      AND n.step = (SELECT max(step) FROM exchange_terms WHERE exchange = x.id)
    WHERE x.id = ?2)`

/** From which moment on each window counts, by the charter in force. */
const boundsSql = `
  SELECT ?1 - 86400000 * coalesce(body ->> '$.carerLoad.days', 7) AS carer,
    ?1 - 86400000 * coalesce(body ->> '$.samePair.days', 30) AS pair,
    ?1 - 3600000 * coalesce(body ->> '$.roundTrip.hours', 24) AS trip
  FROM charter WHERE version = (SELECT max(version) FROM charter WHERE effectiveFrom <= ?1)`

/**
 * Help on the giver's statement that still stands, as far back as a window or the day reaches. No
 * help is booked more than a day before its own day begins, wherever on earth that is.
 */
const helpSql = `
  SELECT e.at, e.deltaSeconds AS seconds,
    iif(e.deltaSeconds > 0, t.fromAccount, t.toAccount) AS other,
    coalesce(t.workedOn, date(t.at / 1000, 'unixepoch')) AS day
  FROM entry e CROSS JOIN transfer t ON t.seq = e.seq
  WHERE e.account = (SELECT giverAccount FROM asked)
    AND e.at >= min((SELECT min(carer, pair, trip) FROM bounds),
      (SELECT (unixepoch(day) - 86400) * 1000 FROM asked))
    AND t.purpose = 'help' AND t.kind IN ('post', 'settle')
    AND NOT EXISTS (SELECT 1 FROM transfer WHERE ref = t.id AND kind = 'reverse')`

const countsSql = `
  SELECT a.receiver, a.receivers,
    (SELECT coalesce(sum(seconds), 0) FROM help WHERE at > b.carer AND seconds > 0) AS givenSeconds,
    (SELECT coalesce(sum(seconds), 0) FROM help WHERE help.day = a.day AND seconds > 0)
      AS givenOnDaySeconds,
    (SELECT coalesce(sum(abs(seconds)), 0) FROM help WHERE at > b.pair AND other = a.receiverAccount)
      AS pairSeconds,
    (SELECT coalesce(-sum(seconds), 0) FROM help
      WHERE at > b.trip AND other = a.receiverAccount AND seconds < 0) AS otherWaySeconds,
    (SELECT max(0, (?1 - max(min(coalesce(c.at, 9000000000000000), (unixepoch(n.expiresOn) + 86400) * 1000)))
        / 86400000)
      FROM need n LEFT JOIN need_closing c ON c.need = n.id
      WHERE n.member = a.giver AND n.publishedAt <= ?1) AS daysSinceNeed,
    (SELECT count(*) FROM exchange x LEFT JOIN exchange_terms n ON n.exchange = x.id
        AND n.step = (SELECT max(step) FROM exchange_terms WHERE exchange = x.id)
      WHERE x.giver = a.giver AND x.id IS NOT a.exchange
        AND iif(n.step IS NULL, x.agreedForAt, n.agreedForAt) < a.untilAt
        AND iif(n.step IS NULL, x.agreedForAt, n.agreedForAt)
          + coalesce(n.estimateSeconds, x.estimateSeconds) * 1000 > a.fromAt
        AND EXISTS (SELECT 1 FROM transfer o WHERE o.exchange = x.id AND o.kind = 'hold'
          AND NOT EXISTS (SELECT 1 FROM transfer
            WHERE ref = o.id AND kind IN ('settle', 'release') AND kind = 'release')))
      AS overlappingTimes
  FROM asked a CROSS JOIN bounds b`
