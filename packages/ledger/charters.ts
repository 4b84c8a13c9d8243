import {
  type Charter,
  type CharterVersion,
  charterBodyOf,
  differencesOf,
  momentOf,
} from '@commonhour/contract'
import type { AmendmentFacts, CharterFacts } from '@commonhour/domain'
import type { Query } from './books.ts'
import { every, first, jsonOf, numberOf, textOf, textOrNull } from './rows.ts'

/** The charter in force at a moment. */
export function charterQuery(now: number): Query<(CharterFacts & { wire: Charter }) | null> {
  return {
    sql: `SELECT version, effectiveFrom, body, (SELECT max(version) FROM charter) AS newestVersion
      FROM charter WHERE effectiveFrom <= ? ORDER BY version DESC LIMIT 1`,
    args: [now],
    read: first((row) => {
      const body = charterBodyOf(textOf(row, 'body'))
      const version = numberOf(row, 'version')
      const effectiveFrom = momentOf(numberOf(row, 'effectiveFrom'))
      const newestVersion = numberOf(row, 'newestVersion')
      return { version, newestVersion, body, wire: { version, effectiveFrom, ...body } }
    }),
  }
}

/** The newest version, in force or agreed for a later day: what amendments are written over. */
export function newestCharterQuery(): Query<AmendmentFacts | null> {
  return {
    sql: 'SELECT version, effectiveFrom, body FROM charter ORDER BY version DESC LIMIT 1',
    args: [],
    read: first((row) => ({
      base: numberOf(row, 'version'),
      effectiveFrom: numberOf(row, 'effectiveFrom'),
      body: charterBodyOf(textOf(row, 'body')),
    })),
  }
}

/** Every version, newest first: what changed, and the motion that carried it (the next leaf). */
export function charterVersionsQuery(version?: number): Query<CharterVersion[]> {
  return {
    sql: `SELECT c.version, c.effectiveFrom, c.at, c.body, before.body AS before, m.id AS motion,
        substr(m.actor, 8) AS proposedBy,
        (SELECT substr(actor, 8) FROM motion_step WHERE motion = m.id AND act = 'seconded') AS secondedBy,
        (SELECT json_group_object(id, name) FROM member WHERE id IN (SELECT substr(m.actor, 8)
          UNION SELECT substr(actor, 8) FROM motion_step WHERE motion = m.id)) AS names
      FROM charter c LEFT JOIN charter before ON before.version = c.version - 1
      LEFT JOIN motion_step s ON s.seq = c.seq + 1 AND s.act = 'carried'
      LEFT JOIN motion m ON m.id = s.motion
      WHERE ?1 IS NULL OR c.version = ?1 ORDER BY c.version DESC`,
    args: [version ?? null],
    read: every((row) => {
      const body = charterBodyOf(textOf(row, 'body'))
      const before = textOrNull(row, 'before')
      const version = numberOf(row, 'version')
      const effectiveFrom = momentOf(numberOf(row, 'effectiveFrom'))
      return {
        version,
        effectiveFrom,
        adoptedAt: momentOf(numberOf(row, 'at')),
        motion: textOrNull(row, 'motion'),
        proposedBy: textOrNull(row, 'proposedBy'),
        secondedBy: textOrNull(row, 'secondedBy'),
        names: jsonOf<Record<string, string>>(row, 'names'),
        differences: before === null ? [] : differencesOf(charterBodyOf(before), body),
        charter: { version, effectiveFrom, ...body },
      }
    }),
  }
}

/** Every charter's text with the digest its line names, the first first. */
export const charterTextsQuery: Query<{ version: number; body: string; digest: string }[]> = {
  sql: 'SELECT version, body, digest FROM charter ORDER BY version',
  args: [],
  read: every((row) => ({
    version: numberOf(row, 'version'),
    body: textOf(row, 'body'),
    digest: textOf(row, 'digest'),
  })),
}
