import {
  type Check,
  type CheckKind,
  type Concern,
  type ConcernKind,
  type ConcernOutcome,
  momentOf,
} from '@commonhour/contract'
import { type ConcernFacts, type MemberActor, refusalOfOffice } from '@commonhour/domain'
import type { Row } from '@libsql/client/web'
import type { Query } from './books.ts'
import { every, first, jsonOf, numberOf, textOf, textOrNull } from './rows.ts'

/** With whom a member wants no contact. */
export function blocksQuery(member: string): Query<{ member: string; name: string }[]> {
  return {
    sql: `SELECT m.id, m.name FROM member_block b JOIN member m ON m.id = b.blocked
      WHERE b.member = ? ORDER BY m.name COLLATE NOCASE, m.id`,
    args: [member],
    read: every((row) => ({ member: textOf(row, 'id'), name: textOf(row, 'name') })),
  }
}

const concernSql = `SELECT c.*, m.name AS memberName, a.name AS aboutName,
    coalesce((SELECT text FROM memo WHERE ref = c.id AND part = 'memo'), '') AS text,
    (SELECT outcome FROM concern_resolution WHERE concern = c.id) AS outcome,
    (SELECT json_group_array(party) FROM (
      SELECT c.aboutMember AS party WHERE c.aboutMember IS NOT NULL
      UNION SELECT giver FROM exchange WHERE id = c.aboutExchange
      UNION SELECT member FROM exchange_receiver WHERE exchange = c.aboutExchange)
      WHERE party <> c.member) AS parties
  FROM concern c JOIN member m ON m.id = c.member LEFT JOIN member a ON a.id = c.aboutMember`

/** One concern, with its words while they are kept. */
export function concernQuery(id: string): Query<ConcernFacts | null> {
  return { sql: `${concernSql} WHERE c.id = ?`, args: [id], read: first(concernOf) }
}

/** Concerns below a number, newest first: those a member raised, or everyone's for `null`. */
export function concernsQuery(
  member: string | null,
  before: number,
  limit: number,
): Query<ConcernFacts[]> {
  return {
    sql: `${concernSql} WHERE c.number < ?1 AND (?2 IS NULL OR c.member = ?2)
      ORDER BY c.number DESC LIMIT ?3`,
    args: [before, member, limit],
    read: every(concernOf),
  }
}

/** A concern as one who may read it does. */
export function wireConcern(concern: ConcernFacts, reader: MemberActor): Concern {
  const { aboutExchange, aboutMember, aboutName, at, id, kind, outcome, text } = concern
  const isForeign = ![concern.member, ...concern.parties].some((one) =>
    reader.speaksFor.includes(one),
  )
  const mayResolve = outcome === null && isForeign && refusalOfOffice(reader) === null
  return {
    ...{ id, kind, text, outcome },
    by: { member: concern.member, name: concern.memberName },
    about:
      aboutMember !== null
        ? { member: aboutMember, name: aboutName ?? '' }
        : aboutExchange === null
          ? null
          : { exchange: aboutExchange },
    at: momentOf(at),
    state: outcome === null ? 'open' : 'resolved',
    may: mayResolve ? ['resolution'] : [],
  }
}

/** Which checks of a member were seen, newest first. */
export function checksQuery(member: string, today: string): Query<Check[]> {
  return {
    sql: `SELECT c.kind, c.untilOn, c.at, m.id AS "by", m.name FROM member_check c
      JOIN member m ON m.id = substr(c.actor, 8) WHERE c.member = ? ORDER BY c.seq DESC LIMIT 100`,
    args: [member],
    read: every((row) => ({
      kind: textOf(row, 'kind') as CheckKind,
      untilOn: textOf(row, 'untilOn'),
      isCurrent: textOf(row, 'untilOn') >= today,
      by: { member: textOf(row, 'by'), name: textOf(row, 'name') },
      at: momentOf(numberOf(row, 'at')),
    })),
  }
}

function concernOf(row: Row): ConcernFacts {
  return {
    id: textOf(row, 'id'),
    number: numberOf(row, 'number'),
    member: textOf(row, 'member'),
    memberName: textOf(row, 'memberName'),
    aboutMember: textOrNull(row, 'aboutMember'),
    aboutName: textOrNull(row, 'aboutName'),
    aboutExchange: textOrNull(row, 'aboutExchange'),
    parties: jsonOf<string[]>(row, 'parties'),
    kind: textOf(row, 'kind') as ConcernKind,
    text: textOf(row, 'text'),
    at: numberOf(row, 'at'),
    outcome: textOrNull(row, 'outcome') as ConcernOutcome | null,
  }
}
