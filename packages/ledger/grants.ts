import type { ApplicantFacts, GrantMotionFacts, WayFacts } from '@commonhour/domain'
import { type AccountLine, accountWhereQuery, factsOfAccount } from './accounts.ts'
import type { Query } from './books.ts'
import { type ApplicationLine, applicationQuery } from './pools.ts'
import { numberOf, textOrNull } from './rows.ts'

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

/** Everything that a grant of the application of this id is judged by. */
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
  const charter =
    '(SELECT body FROM charter WHERE effectiveFrom <= ?2 ORDER BY version DESC LIMIT 1)'
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
