import {
  type ApplicationAnswerReason,
  type ApplicationReason,
  type ApplicationState,
  momentOf,
  type PoolApplication,
  type PoolLine,
} from '@commonhour/contract'
import type { ApplicantFacts, GrantMotionFacts, WayFacts } from '@commonhour/domain'
import type { Row } from '@libsql/client/web'
import { type AccountLine, accountWhereQuery, factsOfAccount } from './accounts.ts'
import type { Query } from './books.ts'
import { every, first, numberOf, textOf, textOrNull } from './rows.ts'

/** The first moment of the year, UTC. */
const yearBegan = (now: number) => Date.UTC(new Date(now).getUTCFullYear(), 0)

/** What the pools granted a member within the charter's days, and what guards it. */
export function applicantQuery(member: string, now: number): Query<ApplicantFacts> {
  return applicantOf('?1', member, now)
}

/** The same of the member who made an application. */
export function applicantOfQuery(application: string, now: number): Query<ApplicantFacts> {
  return applicantOf('(SELECT member FROM pool_application WHERE id = ?1)', application, now)
}

function applicantOf(member: string, id: string, now: number): Query<ApplicantFacts> {
  return {
    sql: `SELECT
        (SELECT coalesce(sum(t.seconds), 0) FROM pool_application p
          JOIN transfer t ON t.groupId = p.id AND t.purpose = 'grant' AND t.kind = 'post'
          WHERE p.member = ${member} AND t.at > ?2 - 86400000 * coalesce((
              SELECT body ->> '$.pool.windowDays' FROM charter
              WHERE effectiveFrom <= ?2 ORDER BY version DESC LIMIT 1), 90)
            AND NOT EXISTS (SELECT 1 FROM transfer WHERE ref = t.id AND kind = 'reverse'))
          AS grantedSeconds,
        (SELECT count(*) FROM pool_application WHERE member = ${member})
          + (SELECT count(*) FROM pool_answer a JOIN pool_application p ON p.id = a.application
            WHERE p.member = ${member}) AS version,
        (SELECT id FROM waiting_application WHERE member = ${member}) AS waiting`,
    args: [id, now],
    read: ([row]) => ({
      grantedSeconds: row === undefined ? 0 : numberOf(row, 'grantedSeconds'),
      version: row === undefined ? 0 : numberOf(row, 'version'),
      waiting: row === undefined ? null : textOrNull(row, 'waiting'),
    }),
  }
}

/** Everything that a grant is judged by, of the application of this id; nulls where there is none. */
export function grantQueries(application: string, now: number) {
  const of = (column: 'pool' | 'member') => `(SELECT ${column} FROM pool_application WHERE id = ?2)`
  return {
    application: applicationQuery(application),
    applicant: applicantOfQuery(application, now),
    pool: accountWhereQuery(`a.id = ${of('pool')}`, application, now),
    applicantAccount: accountWhereQuery(`a.member = ${of('member')}`, application, now),
  }
}

/** Whom a member at the line could turn to now. */
export function wayFactsQuery(member: string, now: number): Query<WayFacts> {
  const charter = `(SELECT body FROM charter WHERE effectiveFrom <= ?2 ORDER BY version DESC LIMIT 1)`
  const { sql, read } = applicantQuery(member, now)
  return {
    sql: `SELECT a.*, ${charter} ->> '$.pool.capSeconds' AS capSeconds,
        ${charter} ->> '$.quantumSeconds' AS quantumSeconds,
        (SELECT coalesce(max(inSeconds - outSeconds - heldOutSeconds), 0) FROM account
          WHERE kind = 'pool' AND status = 'open') AS inPoolSeconds,
        EXISTS (SELECT 1 FROM account o JOIN member m ON m.id = o.member
          WHERE m.state = 'active' AND m.id <> ?1 AND o.status = 'open'
            AND o.inSeconds - o.outSeconds - o.heldOutSeconds > 0) AS hasFriends
      FROM (${sql}) a`,
    args: [member, now],
    read: (rows) => {
      const [row] = rows
      const { grantedSeconds, waiting } = read(rows)
      const numbers = (column: string) => (row === undefined ? 0 : numberOf(row, column))
      const roomSeconds = numbers('capSeconds') - grantedSeconds
      return {
        poolSeconds: Math.max(0, Math.min(roomSeconds, numbers('inPoolSeconds'))),
        hasApplied: waiting !== null,
        hasFriends: numbers('hasFriends') === 1,
        quantumSeconds: numbers('quantumSeconds'),
      }
    },
  }
}

/** The pool that the giver of an exchange passes their hours on to; null where they chose none. */
export function giversPoolQuery(exchange: string, now: number): Query<AccountLine | null> {
  const chose = `EXISTS (SELECT 1 FROM member_choice WHERE choice = 'hoursToPool' AND value = 'yes'
    AND member = (SELECT giver FROM exchange WHERE id = ?2))`
  const first = `(SELECT min(seq) FROM account WHERE kind = 'pool' AND status = 'open')`
  return accountWhereQuery(`a.seq = ${first} AND ${chose}`, exchange, now)
}

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

/** The answers of `grantQueries` as a motion about a grant sees them; null where one is missing. */
export function grantFactsOf(it: {
  readonly application: ApplicationLine | null
  readonly applicant: ApplicantFacts
  readonly pool: AccountLine | null
  readonly applicantAccount: AccountLine | null
}): GrantMotionFacts | null {
  const { applicant, applicantAccount, application, pool } = it
  if (application === null || pool === null || applicantAccount === null) return null
  const to = factsOfAccount(applicantAccount)
  return { application, applicant, pool: factsOfAccount(pool), to }
}
