import { type DelegationScope, type Office, type OnBehalf, reaches } from '@commonhour/contract'
import type { AppActor, Expectation, MemberActor } from '@commonhour/domain'
import type { Row } from '@libsql/client/web'
import type { Query } from './books.ts'
import { ownCauseOf } from './ownCause.ts'
import { first, jsonOf, numberOf, textOf, textOrNull } from './rows.ts'

/** Whose token it is, and the member they ask to act for, if any. */
export interface Acting {
  readonly id: string
  readonly onBehalfOf?: string | null
  /** What doing it for another needs; nothing unless given. */
  readonly need?: OnBehalf | undefined
  /** Whether a coordinator who spoke to the member may do it in their name. */
  readonly bySpeaking?: boolean | undefined
  /** The moment it is asked: a delegation that has ended lets nobody act. */
  readonly at?: number | undefined
}

/** Whom a person (?1) acts as of their own: their active membership, else their first. */
const ownMember = `SELECT m.id FROM member_person p JOIN member m ON m.id = p.member WHERE p.person = ?1
  ORDER BY m.kind <> 'person', m.state <> 'active', m.number LIMIT 1`

const speaksForSql = ownCauseOf('SELECT member FROM member_person WHERE person = ?1')

/** How many steps made causes theirs: one more meanwhile, and what was judged is judged again. */
const causesSql = '(SELECT count(*) FROM cause_step WHERE person = ?1)'

/** Who asks, and for whom; null for a stranger, and for whoever may not act for that member. */
export function memberActorQuery(acting: Acting): Query<MemberActor | null> {
  const { id, onBehalfOf = null } = acting
  return onBehalfOf === null ? ownActorQuery(id) : actorForQuery({ ...acting, onBehalfOf })
}

function ownActorQuery(person: string): Query<MemberActor | null> {
  return {
    sql: `SELECT m.id, m.id AS "by", 'own' AS scope, m.state, m.version, a.id AS account,
        (SELECT json_group_array(office) FROM office WHERE member = m.id) AS offices,
        (SELECT count(*) FROM stewardship WHERE member = m.id) AS officesVersion,
        (SELECT count(*) FROM member_person WHERE person = ?1) AS persons,
        (SELECT count(*) FROM link l JOIN link_step s ON s.link = l.id
          WHERE l.member = m.id OR l.linked = m.id) AS links,
        ${causesSql} AS causes,
        ${speaksForSql} AS speaksFor
      FROM member m LEFT JOIN account a ON a.member = m.id WHERE m.id = (${ownMember})`,
    args: [person],
    read: first((row) => actorOf(row, inOffice(row, person))),
  }
}

/**
 * Someone acting for another member (?2): as one who is linked to it too (while they are a member
 * at work, or resting, themselves), as the delegate of one
 * of their memberships (the widest counts), or as a coordinator who spoke to them.
 */
function actorForQuery(it: Acting & { onBehalfOf: string }): Query<MemberActor | null> {
  return {
    sql: `WITH own (id) AS (${ownMember}),
      way (rank, "by", scope) AS (
        SELECT 0, iif(m.kind = 'person', m.id, own.id), 'own'
          FROM member_person l JOIN member m ON m.id = l.member JOIN own WHERE l.person = ?1 AND m.id = ?2
            AND (m.kind = 'person' OR m.id = own.id
              OR (SELECT state FROM member WHERE id = own.id) IN ('active', 'paused'))
        UNION ALL SELECT CASE d.scope WHEN 'act' THEN 1 WHEN 'prepare' THEN 2 ELSE 3 END, d.delegate, d.scope
          FROM member_person l JOIN delegation_state d ON d.delegate = l.member AND d.member = ?2
          WHERE l.person = ?1 AND d.state = 'accepted' AND d.until > ?3
            AND (SELECT state FROM member WHERE id = d.delegate) = 'active'
        UNION ALL SELECT 4, own.id, 'spoken' FROM own JOIN office o ON o.member = own.id
          WHERE ?4 AND o.office = 'coordinator'
            AND (SELECT state FROM member WHERE id = own.id) = 'active')
      SELECT m.id, w."by", w.scope, m.state, m.version, a.id AS account, '[]' AS offices,
        0 AS officesVersion, ${speaksForSql} AS speaksFor, ${causesSql} AS causes,
        (SELECT version FROM member WHERE id = w."by") AS byVersion,
        (SELECT count(*) FROM stewardship WHERE member = w."by") AS byOffices,
        (SELECT count(*) FROM member_person WHERE person = ?1) AS persons,
        (SELECT count(*) FROM link l JOIN link_step s ON s.link = l.id WHERE l.member = ?2) AS links,
        (SELECT count(*) FROM delegation_step s JOIN delegation d ON d.id = s.delegation
          WHERE d.member = ?2 AND d.delegate = w."by") AS steps
      FROM member m JOIN way w LEFT JOIN account a ON a.member = m.id
      WHERE m.id = ?2 ORDER BY w.rank LIMIT 1`,
    args: [it.id, it.onBehalfOf, it.at ?? 0, it.bySpeaking === true ? 1 : 0],
    read: first((row) => {
      const actor = actorOf(row, guardsOf(row, it.id))
      if (actor.scope === 'spoken') return actor
      return reaches(actor.scope, it.need ?? 'see') ? actor : null
    }),
  }
}

/**
 * Who decides in office decides nothing in their own cause: whom they share an account or a home
 * with by then, and who lets them act, must be who it was when it was judged.
 */
function inOffice(row: Row, person: string): Expectation[] {
  if (jsonOf<Office[]>(row, 'offices').length === 0) return []
  return [
    { word: 'person', id: person, version: numberOf(row, 'persons') },
    { word: 'link', id: textOf(row, 'id'), version: numberOf(row, 'links') },
    { word: 'cause', id: person, version: numberOf(row, 'causes') },
  ]
}

/** What must still stand when it is written: the delegation, the link, or the office. */
function guardsOf(row: Row, person: string): Expectation[] {
  const by = textOf(row, 'by')
  const stands = { word: 'member', id: by, version: numberOf(row, 'byVersion') } as const
  switch (textOf(row, 'scope')) {
    case 'own':
      return [
        { word: 'person', id: person, version: numberOf(row, 'persons') },
        { word: 'link', id: textOf(row, 'id'), version: numberOf(row, 'links') },
        stands,
      ]
    case 'spoken':
      return [
        stands,
        { word: 'office', id: by, version: numberOf(row, 'byOffices') },
        { word: 'cause', id: person, version: numberOf(row, 'causes') },
      ]
    default: {
      const id = `${textOf(row, 'id')} ${by}`
      return [stands, { word: 'delegation', id, version: numberOf(row, 'steps') }]
    }
  }
}

function actorOf(row: Row, guards: readonly Expectation[]): MemberActor {
  return {
    kind: 'member',
    member: textOf(row, 'id'),
    by: textOf(row, 'by'),
    scope: textOf(row, 'scope') as 'own' | DelegationScope | 'spoken',
    state: textOf(row, 'state') as MemberActor['state'],
    version: numberOf(row, 'version'),
    offices: jsonOf<Office[]>(row, 'offices'),
    officesVersion: numberOf(row, 'officesVersion'),
    account: textOrNull(row, 'account'),
    speaksFor: jsonOf<string[]>(row, 'speaksFor'),
    guards,
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
