import {
  type ApplicationAnswerReason,
  type ApplicationReason,
  type ApplicationState,
  momentOf,
  type PoolApplication,
  type PoolLine,
} from '@commonhour/contract'
import type { Row } from '@libsql/client/web'
import type { Query } from './books.ts'
import { every, first, numberOf, textOf, textOrNull } from './rows.ts'

/** The first moment of the year, UTC. */
const yearBegan = (now: number) => Date.UTC(new Date(now).getUTCFullYear(), 0)

/** An application, with the number lists are paged by. */
export interface ApplicationLine extends PoolApplication {
  readonly seq: number
}

const applicationSql = `
  SELECT p.*, m.name, a.act, a.reason AS answerReason, a.at AS answeredAt,
    (SELECT text FROM memo WHERE ref = p.id AND part = 'memo') AS text,
    (SELECT id FROM transfer WHERE groupId = p.id AND purpose = 'grant' AND kind = 'post') AS transfer
  FROM pool_application p JOIN member m ON m.id = p.member
  LEFT JOIN pool_answer a ON a.application = p.id AND a.seq < ?1`

/** One application, as the books stood when the log had this size. */
export function applicationQuery(
  id: string,
  asOfSeq = Number.MAX_SAFE_INTEGER,
): Query<ApplicationLine | null> {
  return {
    sql: `${applicationSql} WHERE p.id = ?2`,
    args: [asOfSeq, id],
    read: first(applicationOf),
  }
}

/**
 * An application as it was answered when the log had this size, and the motion that asks a second
 * steward about it where it waits.
 */
export function decidedQuery(
  id: string,
  asOfSeq: number,
): Query<{ application: ApplicationLine; motion: string | null } | null> {
  return {
    sql: `SELECT told.*, iif(told.act IS NULL, (SELECT id FROM motion WHERE kind = 'grant'
        AND ref = ?2 AND seq < ?1 ORDER BY seq DESC LIMIT 1), NULL) AS motion
      FROM (${applicationSql} WHERE p.id = ?2) told`,
    args: [asOfSeq, id],
    read: first((row) => ({ application: applicationOf(row), motion: textOrNull(row, 'motion') })),
  }
}

/** Applications to a pool, newest first; one member's, or everyone's. */
export function applicationsQuery(it: {
  pool: string
  member: string | null
  before: number
  limit: number
}): Query<ApplicationLine[]> {
  return {
    sql: `${applicationSql} WHERE p.pool = ?2 AND (?3 = '' OR p.member = ?3) AND p.seq < ?4
      ORDER BY p.seq DESC LIMIT ?5`,
    args: [Number.MAX_SAFE_INTEGER, it.pool, it.member ?? '', it.before, it.limit],
    read: every(applicationOf),
  }
}

/** What went into a pool and out of it as grants since the year began, less what was undone. */
export function poolYearQuery(
  pool: string,
  now: number,
): Query<{ givenThisYearSeconds: number; grantedThisYearSeconds: number }> {
  return {
    sql: `SELECT
        coalesce(sum(iif(t.purpose <> 'grant', e.deltaSeconds, 0)), 0) AS given,
        coalesce(-sum(iif(t.purpose = 'grant', e.deltaSeconds, 0)), 0) AS granted
      FROM entry e JOIN transfer t ON t.seq = e.seq WHERE e.account = ? AND e.at >= ?`,
    args: [pool, yearBegan(now)],
    read: ([row]) => ({
      givenThisYearSeconds: row === undefined ? 0 : numberOf(row, 'given'),
      grantedThisYearSeconds: row === undefined ? 0 : numberOf(row, 'granted'),
    }),
  }
}

/**
 * Lines of a pool, newest first, below a version. Who gave or was granted is told only to them, and
 * to stewards.
 */
export function poolLinesQuery(it: {
  pool: string
  reader: string
  seesAll: boolean
  before: number
  limit: number
}): Query<PoolLine[]> {
  return {
    sql: `SELECT e.version, e.at, e.deltaSeconds, e.balanceSeconds, t.purpose,
        iif(?2 OR m.id = ?3, m.id, NULL) AS member, m.name
      FROM entry e JOIN transfer t ON t.seq = e.seq
      JOIN account o ON o.id = iif(t.fromAccount = e.account, t.toAccount, t.fromAccount)
      LEFT JOIN member m ON m.id = o.member
      WHERE e.account = ?1 AND e.version < ?4 ORDER BY e.version DESC LIMIT ?5`,
    args: [it.pool, it.seesAll ? 1 : 0, it.reader, it.before, it.limit],
    read: every(poolLineOf),
  }
}

function poolLineOf(row: Row): PoolLine {
  const member = textOrNull(row, 'member')
  return {
    version: numberOf(row, 'version'),
    at: momentOf(numberOf(row, 'at')),
    deltaSeconds: numberOf(row, 'deltaSeconds'),
    balanceSeconds: numberOf(row, 'balanceSeconds'),
    purpose: textOf(row, 'purpose'),
    with: member === null ? null : { member, name: textOf(row, 'name') },
  }
}

function applicationOf(row: Row): ApplicationLine {
  const act = textOrNull(row, 'act') as Exclude<ApplicationState, 'waiting'> | null
  return {
    seq: numberOf(row, 'seq'),
    id: textOf(row, 'id'),
    pool: textOf(row, 'pool'),
    member: textOf(row, 'member'),
    name: textOf(row, 'name'),
    seconds: numberOf(row, 'seconds'),
    reason: textOf(row, 'reason') as ApplicationReason,
    text: textOrNull(row, 'text') ?? '',
    state: act ?? 'waiting',
    at: momentOf(numberOf(row, 'at')),
    transfer: act === 'granted' ? textOrNull(row, 'transfer') : null,
    answer:
      act === null
        ? null
        : {
            reason: textOf(row, 'answerReason') as ApplicationAnswerReason,
            at: momentOf(numberOf(row, 'answeredAt')),
          },
  }
}
