import type { MotionKind, MotionState } from '@commonhour/contract'
import { charterBodyOf } from '@commonhour/contract'
import type {
  AmendmentFacts,
  MotionBody,
  MotionFacts,
  StewardFacts,
  SubjectFacts,
} from '@commonhour/domain'
import type { Row } from '@libsql/client/web'
import { accountOfMemberQuery } from './accounts.ts'
import type { Query } from './books.ts'
import { charterQuery } from './charters.ts'
import { exchangeQuery } from './exchanges.ts'
import { grantQueries } from './grants.ts'
import { linkedTo, ownCauseOf } from './ownCause.ts'
import type { Page } from './page.ts'
import { every, first, jsonOf, numberOf, numberOrNull, textOf } from './rows.ts'

/** One step of a motion; `by` is null for time. */
export interface MotionStepLine {
  readonly act: 'seconded' | 'objected' | 'withdrawn' | 'carried' | 'lapsed'
  readonly by: string | null
  readonly at: number
  readonly reason: string | null
}
/** A motion with its steps, oldest first, what it would read, and the names of who is in it. */
export interface MotionLine extends MotionFacts {
  readonly seq: number
  readonly steps: readonly MotionStepLine[]
  readonly names: Readonly<Record<string, string>>
  readonly amendment: AmendmentFacts | null
  /** The charter that an amendment was written over. */
  readonly base: AmendmentFacts | null
}

const motionSql = `SELECT m.seq, m.at, m.id, m.kind, m.ref, m.body, m.announcedUntil, s.state, s.step,
    substr(m.actor, 8) AS "by",
    substr(m.actor, 8) IN (SELECT member FROM steward_in_office) AS isByASteward,
    (SELECT json_group_array(json_object('act', act, 'at', at, 'reason', reason,
      'by', iif(actor GLOB 'member:*', substr(actor, 8), NULL)))
      FROM (SELECT * FROM motion_step WHERE motion = m.id ORDER BY step)) AS steps,
    (SELECT json_group_object(id, name) FROM member WHERE id IN (SELECT m.ref
      UNION SELECT m.body ->> '$.applicant'
      UNION SELECT substr(m.actor, 8)
      UNION SELECT substr(actor, 8) FROM motion_step WHERE motion = m.id)) AS names,
    (SELECT json_group_array(member) FROM (SELECT giver AS member FROM exchange WHERE id = m.ref
      UNION SELECT member FROM exchange_receiver WHERE exchange = m.ref)) AS parties,
    a.base, a.effectiveFrom, a.body AS amended, c.body AS before, c.effectiveFrom AS baseFrom
  FROM motion m JOIN motion_state s ON s.motion = m.id
  LEFT JOIN charter_amendment a ON a.motion = m.id LEFT JOIN charter c ON c.version = a.base`

/** One motion by its id. */
export function motionQuery(id: string): Query<MotionLine | null> {
  return { sql: `${motionSql} WHERE m.id = ?`, args: [id], read: first(motionOf) }
}

/** Motions before a place in the log, newest first; of one kind, about one member, or open ones. */
export function motionsQuery(it: {
  readonly before: number
  readonly limit: number
  readonly kind?: MotionKind | undefined
  readonly ref?: string | undefined
  readonly open?: boolean | undefined
}): Query<MotionLine[]> {
  return {
    sql: `${motionSql} WHERE m.seq < ?1 AND (?2 IS NULL OR m.kind = ?2) AND (?3 IS NULL OR m.ref = ?3)
      AND (?4 = 0 OR s.state IN ('waiting', 'announced', 'objected'))
      ORDER BY m.seq DESC LIMIT ?5`,
    args: [it.before, it.kind ?? null, it.ref ?? null, it.open === true ? 1 : 0, it.limit],
    read: every(motionOf),
  }
}

/** What the carrying of a motion looks at, all of one moment: gathered whatever its kind. */
export function motionFactsQueries({ id, ref }: Pick<MotionFacts, 'id' | 'ref'>, now: number) {
  return {
    motion: motionQuery(id),
    charter: charterQuery(now),
    subject: subjectQuery(ref),
    account: accountOfMemberQuery(ref, now),
    ...grantQueries(ref, now),
    exchange: exchangeQuery(ref),
  }
}

/** The open motion of one kind about one thing, if any: a second one is refused while it waits. */
export function openMotionQuery(about: {
  readonly kind: MotionKind
  readonly ref: string
  readonly office?: string
}): Query<string | null> {
  return {
    sql: 'SELECT id FROM open_motion WHERE kind = ?1 AND ref = ?2 AND office IS ?3 ORDER BY lapsesAt DESC',
    args: [about.kind, about.ref, about.office ?? null],
    read: first((row) => textOf(row, 'id')),
  }
}

/**
 * What time decides now, oldest first: announced long enough, undecided for too long, or proposed
 * by someone who is no steward any more.
 */
export function dueMotionsQuery(now: number, page: Page): Query<MotionLine[]> {
  return {
    sql: `${motionSql} JOIN open_motion o ON o.id = m.id
      WHERE (s.state = 'announced' AND m.announcedUntil <= ?1) OR o.lapsesAt <= ?1
        OR substr(m.actor, 8) NOT IN (SELECT member FROM steward_in_office)
      ORDER BY m.seq LIMIT ?2 OFFSET ?3`,
    args: [now, page.limit, page.skip],
    read: every(motionOf),
  }
}

/** Everyone in office, with those in whose cause they decide nothing. */
export function stewardsQuery(): Query<StewardFacts[]> {
  return {
    sql: `SELECT m.id, m.state, ${ownCauseOf(linkedTo('m.id'))} AS speaksFor
      FROM member m WHERE m.id IN (SELECT member FROM office) ORDER BY m.number`,
    args: [],
    read: every((row) => ({
      member: textOf(row, 'id'),
      state: textOf(row, 'state') as StewardFacts['state'],
      speaksFor: jsonOf<string[]>(row, 'speaksFor'),
    })),
  }
}

/** A member as an act of office sees them; null where nobody has this id. */
export function subjectQuery(id: string): Query<SubjectFacts | null> {
  return {
    sql: `SELECT id, kind, state, version,
        (SELECT json_group_array(office) FROM office WHERE member = m.id) AS offices,
        (SELECT count(*) FROM stewardship WHERE member = m.id) AS officesVersion
      FROM member m WHERE id = ?`,
    args: [id],
    read: first((row) => ({
      id: textOf(row, 'id'),
      kind: textOf(row, 'kind') as SubjectFacts['kind'],
      state: textOf(row, 'state') as SubjectFacts['state'],
      version: numberOf(row, 'version'),
      offices: jsonOf<SubjectFacts['offices']>(row, 'offices'),
      officesVersion: numberOf(row, 'officesVersion'),
    })),
  }
}

function motionOf(row: Row): MotionLine {
  const base = numberOrNull(row, 'base')
  const charterOf = (body: string, from: string) =>
    base === null
      ? null
      : {
          base,
          effectiveFrom: numberOf(row, from),
          body: charterBodyOf(textOf(row, body)),
        }
  return {
    seq: numberOf(row, 'seq'),
    id: textOf(row, 'id'),
    kind: textOf(row, 'kind') as MotionKind,
    ref: textOf(row, 'ref'),
    body: jsonOf<MotionBody>(row, 'body'),
    by: textOf(row, 'by'),
    isByASteward: numberOf(row, 'isByASteward') === 1,
    at: numberOf(row, 'at'),
    announcedUntil: numberOrNull(row, 'announcedUntil'),
    state: textOf(row, 'state') as MotionState,
    version: numberOf(row, 'step'),
    steps: jsonOf<MotionStepLine[]>(row, 'steps'),
    parties: jsonOf<string[]>(row, 'parties'),
    names: jsonOf<Record<string, string>>(row, 'names'),
    amendment: charterOf('amended', 'effectiveFrom'),
    base: charterOf('before', 'baseFrom'),
  }
}
