import { type Link, type LinkState, type MemberState, momentOf } from '@commonhour/contract'
import {
  type LinkFacts,
  type LinkSideFacts,
  type MemberActor,
  mayEndLink,
} from '@commonhour/domain'
import type { Row } from '@libsql/client/web'
import type { Query } from './books.ts'
import { every, first, jsonOf, numberOf, textOf } from './rows.ts'

const linkSql = `SELECT l.*, m.name AS memberName, m.state AS memberState,
    m.version AS memberVersion, p.name AS linkedName, s.state,
    EXISTS (SELECT 1 FROM member_person WHERE member = l.member) AS hasPerson,
    (SELECT count(*) FROM link_step WHERE link = l.id) AS steps,
    (SELECT count(*) FROM link o JOIN link_step t ON t.link = o.id WHERE o.member = l.member)
      AS version
  FROM link l JOIN link_state s ON s.link = l.id
  JOIN member m ON m.id = l.member JOIN member p ON p.id = l.linked`

/** One link. */
export function linkQuery(id: string): Query<LinkFacts | null> {
  return { sql: `${linkSql} WHERE l.id = ?`, args: [id], read: first(linkOf) }
}

/** Who is linked to a member, and to what a member is linked, newest first. */
export function linksQuery(member: string): Query<LinkFacts[]> {
  return {
    sql: `${linkSql} WHERE l.member = ?1 OR l.linked = ?1 ORDER BY l.number DESC LIMIT 100`,
    args: [member],
    read: every(linkOf),
  }
}

/** A member as far as linking looks at them, whichever side they are. */
export function linkSideQuery(member: string): Query<LinkSideFacts | null> {
  return {
    sql: `SELECT id, kind, state, version,
        EXISTS (SELECT 1 FROM member_person WHERE member = m.id) AS hasPerson,
        (SELECT count(*) FROM link l JOIN link_step s ON s.link = l.id WHERE l.member = m.id) AS links,
        (SELECT json_group_array(linked) FROM link_state
          WHERE member = m.id AND state IN ('asked', 'accepted')) AS standing
      FROM member m WHERE id = ?`,
    args: [member],
    read: first((row) => ({
      id: textOf(row, 'id'),
      kind: textOf(row, 'kind') as LinkSideFacts['kind'],
      state: textOf(row, 'state') as MemberState,
      version: numberOf(row, 'version'),
      hasPerson: numberOf(row, 'hasPerson') === 1,
      links: numberOf(row, 'links'),
      standing: jsonOf<string[]>(row, 'standing'),
    })),
  }
}

/** The links that let a person act for households and organisations now. */
export function standingLinksQuery(linked: string): Query<LinkFacts[]> {
  return {
    sql: `${linkSql} WHERE l.linked = ? AND s.state = 'accepted' ORDER BY l.number`,
    args: [linked],
    read: every(linkOf),
  }
}

/** How many steps the links of a member have taken, whichever side of them it is. */
export function linkStepsQuery(member: string): Query<number> {
  return {
    sql: `SELECT count(*) AS steps FROM link l JOIN link_step s ON s.link = l.id
      WHERE l.member = ?1 OR l.linked = ?1`,
    args: [member],
    read: ([row]) => (row === undefined ? 0 : numberOf(row, 'steps')),
  }
}

/** A link as one of its two sides, or a coordinator, reads it. */
export function wireLink(link: LinkFacts, reader: MemberActor): Link {
  const { askedAt, hasPerson: _p, memberVersion: _v, steps: _s, version: _n, ...named } = link
  const isLinked = reader.member === link.linked
  const isAsked = isLinked && link.state === 'asked'
  return {
    ...named,
    askedAt: momentOf(askedAt),
    may: [
      ...(isAsked ? (['acceptance', 'refusal'] as const) : []),
      ...(mayEndLink(link, reader) ? (['ending'] as const) : []),
    ],
  }
}

function linkOf(row: Row): LinkFacts {
  return {
    id: textOf(row, 'id'),
    member: textOf(row, 'member'),
    memberName: textOf(row, 'memberName'),
    memberState: textOf(row, 'memberState') as MemberState,
    memberVersion: numberOf(row, 'memberVersion'),
    hasPerson: numberOf(row, 'hasPerson') === 1,
    linked: textOf(row, 'linked'),
    linkedName: textOf(row, 'linkedName'),
    state: textOf(row, 'state') as LinkState,
    askedAt: numberOf(row, 'at'),
    steps: numberOf(row, 'steps'),
    version: numberOf(row, 'version'),
  }
}
