import { type Account, dayOf, type MemberState } from '@commonhour/contract'
import type { AccountFacts } from '@commonhour/domain'
import type { Row } from '@libsql/client/web'
import type { Acting } from './actors.ts'
import type { Query } from './books.ts'
import { every, first, numberOf, numberOrNull, textOf, textOrNull } from './rows.ts'

/**
 * An account with its line at a moment. `newcomerFloorSeconds` is null once it no longer applies.
 */
export interface AccountLine extends Account {
  readonly newcomerFloorSeconds: number | null
  readonly memberState: MemberState | null
  readonly memberVersion: number | null
  readonly name: string | null
}

/**
 * The line at a moment as the database enforces it (view line_in_force); a test holds the two
 * together. ?1 is the moment.
 */
export const accountSql = `
  SELECT a.*, m.state AS memberState, m.version AS memberVersion, m.name,
    CASE WHEN l.until IS NULL OR l.until > ?1 THEN l.floorSeconds END AS ownFloorSeconds,
    CASE WHEN l.until > ?1 THEN l.until END AS ownUntil,
    CASE a.kind WHEN 'pool' THEN 0 WHEN 'organisation' THEN c.organisationFloorSeconds
      ELSE c.memberFloorSeconds END AS kindFloorSeconds,
    CASE WHEN a.kind = 'member' AND a.givenSeconds <= 0 AND a.importedInSeconds = 0
      THEN max(c.newcomerFloorSeconds, c.memberFloorSeconds) END AS newcomerFloorSeconds,
    coalesce(CASE WHEN l.until IS NULL OR l.until > ?1 THEN l.ceilingSeconds END,
      CASE WHEN a.kind IN ('member', 'household') THEN c.memberCeilingSeconds END) AS ceilingSeconds
  FROM account a
  LEFT JOIN member m ON m.id = a.member
  LEFT JOIN limit_change l ON l.seq = (SELECT max(seq) FROM limit_change WHERE account = a.id)
  LEFT JOIN charter c ON c.version = (SELECT max(version) FROM charter WHERE effectiveFrom <= ?1)`

/** One account by its id. */
export function accountQuery(id: string, now: number): Query<AccountLine | null> {
  return { sql: `${accountSql} WHERE a.id = ?2`, args: [now, id], read: first(lineOf) }
}

/** Several accounts by their ids; those there are. */
export function accountsQuery(ids: readonly string[], now: number): Query<AccountLine[]> {
  return {
    sql: `${accountSql} WHERE a.id IN (SELECT value FROM json_each(?2))`,
    args: [now, JSON.stringify(ids)],
    read: every(lineOf),
  }
}

/** The account that a member holds. */
export function accountOfMemberQuery(member: string, now: number): Query<AccountLine | null> {
  return { sql: `${accountSql} WHERE a.member = ?2`, args: [now, member], read: first(lineOf) }
}

/** The account of the member a person acts as. */
export function accountOfPersonQuery({ id }: Acting, now: number): Query<AccountLine | null> {
  const mine = `(SELECT m.id FROM member_person p JOIN member m ON m.id = p.member
    WHERE p.person = ?2 ORDER BY m.kind <> 'person', m.state <> 'active', m.number LIMIT 1)`
  return { sql: `${accountSql} WHERE a.member = ${mine}`, args: [now, id], read: first(lineOf) }
}

/** The accounts of several members, in the order of the members' ids. */
export function accountsOfMembersQuery(
  members: readonly string[],
  now: number,
): Query<AccountLine[]> {
  return {
    sql: `${accountSql} WHERE a.member IN (SELECT value FROM json_each(?2)) ORDER BY a.member`,
    args: [now, JSON.stringify(members)],
    read: every(lineOf),
  }
}

/** The accounts of those who receive the help of an exchange, in its order. */
export function accountsOfReceiversQuery(exchange: string, now: number): Query<AccountLine[]> {
  return {
    sql: `${accountSql} JOIN exchange_receiver r ON r.account = a.id
      WHERE r.exchange = ?2 ORDER BY r.member`,
    args: [now, exchange],
    read: every(lineOf),
  }
}

/** The account of one side of an exchange. */
export function accountOfSideQuery(
  side: 'giver' | 'receiver',
  exchange: string,
  now: number,
): Query<AccountLine | null> {
  const account =
    side === 'giver'
      ? '(SELECT giverAccount FROM exchange WHERE id = ?2)'
      : '(SELECT account FROM exchange_receiver WHERE exchange = ?2 LIMIT 1)'
  return {
    sql: `${accountSql} WHERE a.id = ${account}`,
    args: [now, exchange],
    read: first(lineOf),
  }
}

/** The account that a condition of this package finds; ?2 is its argument. */
export function accountWhereQuery(
  condition: string,
  id: string,
  now: number,
): Query<AccountLine | null> {
  return { sql: `${accountSql} WHERE ${condition}`, args: [now, id], read: first(lineOf) }
}

/** The open pools. */
export function poolsQuery(now: number): Query<AccountLine[]> {
  return {
    sql: `${accountSql} WHERE a.kind = 'pool' AND a.status = 'open' ORDER BY a.seq`,
    args: [now],
    read: every(lineOf),
  }
}

/** An account as a decision sees it. */
export function factsOfAccount(line: AccountLine): AccountFacts {
  const own = line.newcomerFloorSeconds === null
  return {
    account: line.id,
    kind: line.kind,
    member: line.member,
    state: line.memberState,
    balanceSeconds: line.balanceSeconds,
    heldOutSeconds: line.heldOutSeconds,
    floorSeconds: line.floorSeconds,
    newcomerFloorSeconds: own ? null : line.newcomerFloorSeconds,
    version: line.version,
    memberVersion: line.memberVersion,
    status: line.status,
  }
}

/** An account of a row of `accountSql`. */
export function lineOf(row: Row): AccountLine {
  const inSeconds = numberOf(row, 'inSeconds')
  const outSeconds = numberOf(row, 'outSeconds')
  const heldOutSeconds = numberOf(row, 'heldOutSeconds')
  const balanceSeconds = inSeconds - outSeconds
  const ownFloorSeconds = numberOrNull(row, 'ownFloorSeconds')
  const newcomerFloorSeconds =
    ownFloorSeconds === null ? numberOrNull(row, 'newcomerFloorSeconds') : null
  const floorSeconds =
    ownFloorSeconds ?? newcomerFloorSeconds ?? numberOrNull(row, 'kindFloorSeconds') ?? 0
  const until = numberOrNull(row, 'ownUntil')
  return {
    id: textOf(row, 'id'),
    kind: textOf(row, 'kind') as Account['kind'],
    member: textOrNull(row, 'member'),
    givenSeconds: numberOf(row, 'givenSeconds'),
    receivedSeconds: numberOf(row, 'receivedSeconds'),
    giftSeconds: numberOf(row, 'giftSeconds'),
    importedSeconds: numberOf(row, 'importedSeconds'),
    inSeconds,
    outSeconds,
    balanceSeconds,
    heldOutSeconds,
    heldInSeconds: numberOf(row, 'heldInSeconds'),
    availableSeconds: balanceSeconds - heldOutSeconds - floorSeconds,
    floorSeconds,
    floorUntil: until === null ? null : dayOf(until),
    ceilingSeconds: numberOrNull(row, 'ceilingSeconds'),
    status: textOf(row, 'status') as Account['status'],
    version: numberOf(row, 'version'),
    newcomerFloorSeconds,
    memberState: textOrNull(row, 'memberState') as MemberState | null,
    memberVersion: numberOrNull(row, 'memberVersion'),
    name: textOrNull(row, 'name'),
  }
}

/** An account as it is told on the wire: what only decisions need is left out. */
export function wireAccount(line: AccountLine): Account {
  const {
    memberState: _s,
    memberVersion: _v,
    name: _n,
    newcomerFloorSeconds: _f,
    ...account
  } = line
  return account
}
