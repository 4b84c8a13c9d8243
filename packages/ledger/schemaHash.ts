import type { Query } from './books.ts'
import { sha256 } from './random.ts'
import { every, textOf } from './rows.ts'

/** Every table, index, trigger and view as the database holds it, without SQLite's own. */
export const schemaQuery: Query<string[]> = {
  sql: `SELECT type || ' ' || name || ' ' || coalesce(sql, '') AS line FROM sqlite_schema
    WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type, name`,
  args: [],
  read: every((row) => textOf(row, 'line')),
}

/** SHA-256 of the schema's lines, hex: a dropped trigger shows. */
export function schemaHash(lines: readonly string[]): Promise<string> {
  return sha256(lines.join('\n'))
}
