import type { InStatement } from '@libsql/client/web'
import type { Applied } from './migrate.ts'

/** The first migration after which a log can say that it was migrated. */
const first = '20261127-9'

/**
 * The leaf `schema.migrated` of a community's log, written in the batch of the migration itself.
 * Books that are not founded yet have no log, so they get none.
 */
export function schemaLeaf({ name, sha256 }: Applied, now: number): InStatement | null {
  if (name < first) return null
  return {
    sql: `INSERT INTO schema_step (seq, at, name, digest)
      SELECT seq, max(at, ?), ?, ? FROM next_leaf WHERE EXISTS (SELECT 1 FROM community)`,
    args: [BigInt(now), name, sha256],
  }
}
