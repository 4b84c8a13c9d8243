import type { Query } from './books.ts'
import { first, numberOf } from './rows.ts'

/** The moment at which a community's books stand. */
export interface Present {
  /** The newest thing written or told, ms. */
  readonly newestAt: number
  /** Whether it may lie ahead of every clock: in a sandbox or a test, never in a live community. */
  readonly mayRunAhead: boolean
}

/** Where the books stand in time; null before their founding. */
export const presentQuery: Query<Present | null> = {
  sql: `SELECT clockOffsetMs > 0 AS mayRunAhead, max((SELECT at FROM next_leaf),
      coalesce((SELECT at FROM outbox WHERE id = (SELECT max(id) FROM outbox)), 0)) AS newestAt
    FROM community`,
  args: [],
  read: first((row) => ({
    newestAt: numberOf(row, 'newestAt'),
    mayRunAhead: numberOf(row, 'mayRunAhead') === 1,
  })),
}

/**
 * The moment at which books are looked at: a sandbox into whose future someone has looked goes on
 * from there, so that nothing of it seems not to have happened yet. Elsewhere it is the clock's.
 */
export function presentOf(present: Present | null, now: number): number {
  return present?.mayRunAhead ? Math.max(now, present.newestAt) : now
}
