import {
  type ActedFor,
  type Delegation,
  type DelegationScope,
  type MemberState,
  momentOf,
} from '@commonhour/contract'
import {
  type DelegationFacts,
  type MemberActor,
  mayWithdraw,
  type PersonFacts,
} from '@commonhour/domain'
import type { InStatement, Row } from '@libsql/client/web'
import { bound, type Query } from './books.ts'
import type { Page } from './page.ts'
import { every, first, numberOf, numberOrNull, textOf } from './rows.ts'

const delegationSql = `SELECT d.*, m.name AS memberName, g.name AS delegateName, s.state, d.number,
    (SELECT count(*) FROM delegation_step WHERE delegation = d.id) AS steps,
    (SELECT count(*) FROM delegation o JOIN delegation_step t ON t.delegation = o.id
      WHERE o.member = d.member AND o.delegate = d.delegate) AS version
  FROM delegation d JOIN delegation_state s ON s.delegation = d.id
  JOIN member m ON m.id = d.member JOIN member g ON g.id = d.delegate`

/** One delegation. */
export function delegationQuery(id: string): Query<DelegationFacts | null> {
  return { sql: `${delegationSql} WHERE d.id = ?`, args: [id], read: first(delegationOf) }
}

/** Who may act for a member, and for whom they were asked to act, newest first. */
export function delegationsQuery(member: string): Query<DelegationFacts[]> {
  return {
    sql: `${delegationSql} WHERE d.member = ?1 OR d.delegate = ?1 ORDER BY d.number DESC LIMIT 100`,
    args: [member],
    read: every(delegationOf),
  }
}

/** The delegation in force between the two of another one, if any. */
export function delegationInForceQuery(id: string, now: number): Query<DelegationFacts | null> {
  return {
    sql: `${delegationSql} JOIN delegation it ON it.member = d.member AND it.delegate = d.delegate
      WHERE it.id = ?1 AND d.id <> ?1 AND s.state = 'accepted' AND d.until > ?2`,
    args: [id, now],
    read: first(delegationOf),
  }
}

/** Delegations that ran out within a week and of which nobody was told yet. */
export function dueDelegationsQuery(now: number, page: Page): Query<DelegationFacts[]> {
  return {
    sql: `${delegationSql} WHERE s.state = 'accepted' AND d.until <= ?1 AND d.until > ?1 - 604800000
        AND NOT EXISTS (SELECT 1 FROM outbox WHERE kind = 'delegation.ended' AND ref = d.id)
      ORDER BY d.until, d.number LIMIT ?2 OFFSET ?3`,
    args: [now, page.limit, page.skip],
    read: every(delegationOf),
  }
}

/** Whom a person may act for now beside themself. */
export function actedForQuery(person: string, now: number): Query<ActedFor[]> {
  return {
    sql: `WITH linked (member) AS (SELECT member FROM member_person WHERE person = ?1)
      SELECT m.id, m.name, 'own' AS scope, NULL AS until, 0 AS rank
        FROM linked l JOIN member m ON m.id = l.member WHERE m.state <> 'applied'
      UNION ALL SELECT m.id, m.name, d.scope, d.until, 1
        FROM linked l JOIN delegation_state d ON d.delegate = l.member
        JOIN member m ON m.id = d.member JOIN member g ON g.id = d.delegate
        WHERE d.state = 'accepted' AND d.until > ?2 AND g.state = 'active'
      ORDER BY rank, name, id`,
    args: [person, now],
    read: every((row) => {
      const until = numberOrNull(row, 'until')
      return {
        member: textOf(row, 'id'),
        name: textOf(row, 'name'),
        scope: textOf(row, 'scope') as ActedFor['scope'],
        until: until === null ? null : momentOf(until),
      }
    }),
  }
}

/** A member as far as letting someone act for them looks at it. */
export function personFactsQuery(member: string): Query<PersonFacts | null> {
  return {
    sql: `SELECT id, state, version,
        EXISTS (SELECT 1 FROM member_person WHERE member = m.id) AS hasPerson
      FROM member m WHERE id = ?`,
    args: [member],
    read: first((row) => ({
      id: textOf(row, 'id'),
      state: textOf(row, 'state') as MemberState,
      version: numberOf(row, 'version'),
      hasPerson: numberOf(row, 'hasPerson') === 1,
    })),
  }
}

/** Whom a steward said that they live with. */
export function householdQuery(member: string): Query<{ member: string; name: string }[]> {
  return {
    sql: `SELECT m.id, m.name FROM household h JOIN member m ON m.id = h.other
      WHERE h.member = ? ORDER BY m.number`,
    args: [member],
    read: every((row) => ({ member: textOf(row, 'id'), name: textOf(row, 'name') })),
  }
}

/** Which stewards said that they live with a member. */
export function householdSaidByQuery(member: string): Query<{ member: string; name: string }[]> {
  return {
    sql: `SELECT m.id, m.name FROM household h JOIN member m ON m.id = h.member
      WHERE h.other = ? ORDER BY m.number`,
    args: [member],
    read: every((row) => ({ member: textOf(row, 'id'), name: textOf(row, 'name') })),
  }
}

/**
 * What tells a member that someone acted for them: once a day for each who does, and nobody whom
 * no mail reaches, since a coordinator acts for them after speaking to them. Who acted knows.
 */
export function actedNotice(member: string, by: string, now: number): InStatement {
  return {
    sql: `INSERT INTO outbox (kind, ref, member, at)
      SELECT 'delegation.acted', ?1, ?2, max(?3, (SELECT at FROM next_leaf))
      WHERE EXISTS (SELECT 1 FROM member_person WHERE member = ?2 AND person NOT IN (
          SELECT person FROM member_person WHERE member = ?1))
        AND NOT EXISTS (SELECT 1 FROM outbox WHERE kind = 'delegation.acted' AND ref = ?1
          AND member = ?2 AND at > ?3 - 86400000)`,
    args: [by, member, bound(now)],
  }
}

/** A delegation as one of its two, or a coordinator, reads it. */
export function wireDelegation(
  delegation: DelegationFacts,
  reader: MemberActor,
  now: number,
): Delegation {
  const { offeredAt, state, steps: _s, until, version: _v, ...named } = delegation
  const isMember = reader.member === delegation.member
  const isDelegate = reader.member === delegation.delegate
  const isAsked = isDelegate && state === 'offered' && until > now
  const ends = (isMember || isDelegate) && mayWithdraw(delegation, isMember, now)
  const isOver = until <= now && (state === 'offered' || state === 'accepted')
  return {
    ...named,
    state: isOver ? 'ended' : state,
    offeredAt: momentOf(offeredAt),
    until: momentOf(until),
    may: [
      ...(isAsked ? (['acceptance', 'refusal'] as const) : []),
      ...(ends ? (['withdrawal'] as const) : []),
    ],
  }
}

function delegationOf(row: Row): DelegationFacts {
  return {
    id: textOf(row, 'id'),
    member: textOf(row, 'member'),
    memberName: textOf(row, 'memberName'),
    delegate: textOf(row, 'delegate'),
    delegateName: textOf(row, 'delegateName'),
    scope: textOf(row, 'scope') as DelegationScope,
    state: textOf(row, 'state') as DelegationFacts['state'],
    until: numberOf(row, 'until'),
    offeredAt: numberOf(row, 'at'),
    steps: numberOf(row, 'steps'),
    version: numberOf(row, 'version'),
  }
}
