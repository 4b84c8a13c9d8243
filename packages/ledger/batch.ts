import type { Decision, Expectation } from '@commonhour/domain'
import type { InStatement } from '@libsql/client/web'
import { bound } from './books.ts'
import { rowsOf } from './writers/index.ts'
import type { Stamp } from './writers/stamp.ts'

export type { Stamp } from './writers/stamp.ts'

/** The statements of a decision: what it counted on first, then its rows in their order. */
export async function statementsOf(decision: Decision, stamp: Stamp): Promise<InStatement[]> {
  const rows = await Promise.all(decision.write.map((write) => rowsOf(write, stamp)))
  return [...decision.expect.map(expectationOf), ...rows.flat()]
}

function expectationOf({ word, id, version }: Expectation): InStatement {
  return {
    sql: 'INSERT INTO expectation (word, id, version) VALUES (?, ?, ?)',
    args: [word, id, bound(version)],
  }
}
