import {
  type Audience,
  defaultChoices,
  type JoinAnswer,
  type Member,
  type MemberState,
  type Office,
} from '@commonhour/contract'
import type { Row } from '@libsql/client/web'
import type { Query } from './books.ts'
import { every, first, jsonOf, numberOf, textOf, textOrNull } from './rows.ts'

/** A member with what is told only to some: the reader decides who sees `contact`. */
export interface MemberLine extends Omit<Member, 'answers' | 'contact'> {
  readonly contact: NonNullable<Member['contact']>
  /** What they said when they asked to join, beside the questions of that day. */
  readonly answers: readonly JoinAnswer[]
  /** Who sees what of theirs, as they chose. */
  readonly shows: { readonly phone: Audience; readonly email: Audience; readonly about: Audience }
  readonly version: number
}

/** What was asked is the charter's of the day: it may ask something else since. */
const memberSql = `SELECT m.*, a.id AS account,
    (SELECT json_group_array(office) FROM office WHERE member = m.id) AS offices,
    (SELECT json_group_object(choice, value) FROM member_choice WHERE member = m.id
      AND choice IN ('phoneTo', 'emailTo', 'aboutTo')) AS shows,
    (SELECT text FROM memo WHERE ref = m.id AND part = 'answers') AS said,
    (SELECT c.body -> '$.joinQuestions' FROM memo a JOIN member_step s ON s.member = a.ref AND s.step = 0
      JOIN charter c ON c.effectiveFrom <= s.at
      WHERE a.ref = m.id AND a.part = 'answers' ORDER BY c.version DESC LIMIT 1) AS asked
  FROM member m LEFT JOIN account a ON a.member = m.id`

export function memberQuery(id: string): Query<MemberLine | null> {
  return { sql: `${memberSql} WHERE m.id = ?`, args: [id], read: first(memberOf) }
}

/** The members that a person signs in as here, the one they act as first. */
export function membersOfPersonQuery(person: string): Query<MemberLine[]> {
  return {
    sql: `${memberSql} JOIN member_person p ON p.member = m.id WHERE p.person = ?
      ORDER BY m.kind <> 'person', m.state <> 'active', m.number`,
    args: [person],
    read: every(memberOf),
  }
}

/** Whether somebody signs in as a member: paper members have nobody. */
export function signsInQuery(member: string): Query<boolean> {
  return {
    sql: 'SELECT 1 FROM member_person WHERE member = ? LIMIT 1',
    args: [member],
    read: (rows) => rows.length > 0,
  }
}

/** Whether a member wants no contact with another. */
export function isBlockedQuery(one: string, other: string): Query<boolean> {
  return {
    sql: 'SELECT 1 FROM member_block WHERE member = ?2 AND blocked = ?1',
    args: [one, other],
    read: (rows) => rows.length > 0,
  }
}

/** Members in one state by number, after a number; `q` looks into names. */
export function membersQuery(it: {
  state: MemberState
  q: string
  /** Only who agreed to stand in the printed list. */
  printed?: boolean
  after: number
  limit: number
}): Query<MemberLine[]> {
  return {
    sql: `${memberSql} WHERE m.state = ?1 AND m.number > ?2
        AND (?3 = '' OR instr(lower(m.name), lower(?3)) > 0)
        AND (?5 = 0 OR EXISTS (SELECT 1 FROM member_choice
          WHERE member = m.id AND choice = 'printed' AND value = 'yes'))
      ORDER BY m.number LIMIT ?4`,
    args: [it.state, it.after, it.q, it.limit, it.printed ? 1 : 0],
    read: every(memberOf),
  }
}

/**
 * Whether two members ever agreed on help: mostly only then contact details are shown. Help that
 * one of them recorded alone is no agreement: else a word of one would show the other's telephone.
 */
export function haveAgreedQuery(one: string, other: string): Query<boolean> {
  return {
    sql: `SELECT 1 FROM exchange e JOIN exchange_receiver r ON r.exchange = e.id
      WHERE ((e.giver = ?1 AND r.member = ?2) OR (e.giver = ?2 AND r.member = ?1))
        AND EXISTS (SELECT 1 FROM exchange_step WHERE exchange = e.id AND state IN ('agreed', 'confirmed'))
        AND NOT EXISTS (SELECT 1 FROM member_block WHERE member = ?2 AND blocked = ?1)
        AND 1 < (SELECT count(DISTINCT actor) FROM exchange_step WHERE exchange = e.id
          AND state <> 'reversed')
      LIMIT 1`,
    args: [one, other],
    read: (rows) => rows.length > 0,
  }
}

/** Of so many exchanges the people are remembered: the last six are among them, mostly. */
const mostLookedBack = 100

/** The people a member exchanged with lately, newest first. */
export function companionsQuery(member: string): Query<{ member: string; name: string }[]> {
  return {
    sql: `WITH mine AS MATERIALIZED (SELECT e.id, e.giver, e.number FROM exchange_party p
        JOIN exchange e ON e.id = p.exchange
        WHERE p.member = ?1 ORDER BY p.number DESC LIMIT ${mostLookedBack})
      SELECT m.id, m.name FROM (
        SELECT r.member AS other, mine.number AS met FROM mine
          JOIN exchange_receiver r ON r.exchange = mine.id WHERE mine.giver = ?1
        UNION ALL SELECT giver, number FROM mine WHERE giver <> ?1
      ) JOIN member m ON m.id = other WHERE m.state = 'active'
        AND NOT EXISTS (SELECT 1 FROM member_block WHERE member = ?1 AND blocked = m.id)
      GROUP BY m.id ORDER BY max(met) DESC LIMIT 6`,
    args: [member],
    read: every((row) => ({ member: textOf(row, 'id'), name: textOf(row, 'name') })),
  }
}

function memberOf(row: Row): MemberLine {
  const phone = textOrNull(row, 'phone')
  const email = textOrNull(row, 'email')
  return {
    id: textOf(row, 'id'),
    number: numberOf(row, 'number'),
    kind: textOf(row, 'kind') as Member['kind'],
    name: textOf(row, 'name'),
    state: textOf(row, 'state') as MemberState,
    account: textOrNull(row, 'account'),
    area: textOrNull(row, 'area'),
    languages: jsonOf(row, 'languages'),
    about: textOf(row, 'about'),
    contact: { ...(phone !== null && { phone }), ...(email !== null && { email }) },
    answers: answersOf(row),
    shows: showsOf(row),
    joinedOn: textOrNull(row, 'joinedOn'),
    offices: jsonOf<Office[]>(row, 'offices'),
    version: numberOf(row, 'version'),
  }
}

function showsOf(row: Row): MemberLine['shows'] {
  const { aboutTo, emailTo, phoneTo } = {
    ...defaultChoices,
    ...jsonOf<Record<string, Audience>>(row, 'shows'),
  }
  return { phone: phoneTo, email: emailTo, about: aboutTo }
}

function answersOf(row: Row): JoinAnswer[] {
  const said = JSON.parse(textOrNull(row, 'said') ?? '[]') as string[]
  const asked = JSON.parse(textOrNull(row, 'asked') ?? '[]') as string[]
  const answers = said.map((answer, at) => ({ question: asked[at] ?? null, answer }))
  return answers.filter(({ answer }) => answer !== '')
}
