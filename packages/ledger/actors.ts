import type { Office } from '@commonhour/contract'
import type { AppActor, MemberActor } from '@commonhour/domain'
import type { Query } from './books.ts'
import { first, jsonOf, numberOf, textOf, textOrNull } from './rows.ts'

/** Whose token it is, and the member they ask to act for, if any. */
export interface Acting {
  readonly id: string
  readonly onBehalfOf?: string | null
}

/** Whom a person acts as here: their active membership, else their first; null for a stranger. */
export function memberActorQuery({ id }: Acting): Query<MemberActor | null> {
  return {
    sql: `SELECT m.id, m.state, m.version, a.id AS account,
        (SELECT json_group_array(office) FROM office WHERE member = m.id) AS offices,
        (SELECT count(*) FROM stewardship WHERE member = m.id) AS officesVersion,
        (SELECT json_group_array(member) FROM member_person WHERE person = p.person) AS speaksFor
      FROM member_person p JOIN member m ON m.id = p.member LEFT JOIN account a ON a.member = m.id
      WHERE p.person = ?
      ORDER BY m.kind <> 'person', m.state <> 'active', m.number LIMIT 1`,
    args: [id],
    read: first((row) => ({
      kind: 'member',
      member: textOf(row, 'id'),
      by: textOf(row, 'id'),
      scope: 'own',
      state: textOf(row, 'state') as MemberActor['state'],
      version: numberOf(row, 'version'),
      offices: jsonOf<Office[]>(row, 'offices'),
      officesVersion: numberOf(row, 'officesVersion'),
      account: textOrNull(row, 'account'),
      speaksFor: jsonOf<string[]>(row, 'speaksFor'),
    })),
  }
}

/** What this community's stewards say of an app. */
export function appActorQuery(app: string): Query<AppActor> {
  return {
    sql: `SELECT count(*) AS version,
        (SELECT act FROM app_step WHERE app = ?1 ORDER BY step DESC LIMIT 1) AS act
      FROM app_step WHERE app = ?1`,
    args: [app],
    read: (rows) => ({
      kind: 'app',
      app,
      admitted: rows[0]?.act === 'admitted',
      version: rows[0] === undefined ? 0 : numberOf(rows[0], 'version'),
    }),
  }
}

/** Whether a person may act for the holder of an account: they are that member, or speak for it. */
export function speaksForQuery(person: string, account: string): Query<boolean> {
  return {
    sql: `SELECT 1 FROM account a JOIN member_person p ON p.member = a.member
      WHERE a.id = ? AND p.person = ?`,
    args: [account, person],
    read: (rows) => rows.length > 0,
  }
}
