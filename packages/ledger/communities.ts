import type { Community } from '@commonhour/contract'
import type { Query } from './books.ts'
import { first, jsonOf, numberOf, textOf, textOrNull } from './rows.ts'

/** What anyone may know of this community; null before its founding. */
export function communityQuery(now: number): Query<Community | null> {
  return {
    sql: `SELECT slug, name, about, languages, timeZone, joining, mark, accent,
        coalesce(helpLine, 'null') AS helpLine,
        (SELECT max(version) FROM charter WHERE effectiveFrom <= ?1) AS charter,
        (SELECT count(*) FROM member WHERE state = 'active') AS members,
        (SELECT count(*) FROM need WHERE state = 'open'
          AND expiresOn >= date(?1 / 1000, 'unixepoch')) AS openNeeds
      FROM community`,
    args: [now],
    read: first((row) => ({
      slug: textOf(row, 'slug'),
      name: textOf(row, 'name'),
      about: textOf(row, 'about'),
      languages: jsonOf(row, 'languages'),
      timeZone: textOf(row, 'timeZone'),
      charter: { version: numberOf(row, 'charter') },
      members: numberOf(row, 'members'),
      openNeeds: numberOf(row, 'openNeeds'),
      helpLine: jsonOf(row, 'helpLine'),
      joining: textOf(row, 'joining') as Community['joining'],
      mark: textOrNull(row, 'mark'),
      accent: textOrNull(row, 'accent'),
    })),
  }
}
