import { type Charter, charterBodyOf, momentOf } from '@commonhour/contract'
import type { CharterFacts } from '@commonhour/domain'
import type { Query } from './books.ts'
import { first, numberOf, textOf } from './rows.ts'

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
