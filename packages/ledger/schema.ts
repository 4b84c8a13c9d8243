/**
 * The schema of a community as released: SHA-256 (hex) of the JSON array of `[type, name, table, sql]`
 * of every row of `sqlite_schema`, ordered by type and name, without rows named `sqlite_*` (ANALYZE
 * adds one) and without the migration runner's own book. What stands in a database must be one of
 * these: a dropped trigger or a changed CHECK changes the hash. The newest stands last.
 */
export const releasedSchemaHashes: readonly string[] = ['']

/** Reads the rows that `schemaHash` takes, in their order. */
export const schemaRows = `SELECT type, name, tbl_name, sql FROM sqlite_schema
WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name <> 'schema_migration' ORDER BY type, name`

/** @param rows what `schemaRows` answers: type, name, table and SQL of each, in that order */
export async function schemaHash(rows: readonly (readonly (string | null)[])[]): Promise<string> {
  const text = new TextEncoder().encode(JSON.stringify(rows))
  const digest = await crypto.subtle.digest('SHA-256', text)
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
