import type { Decision, Expectation } from '@commonhour/domain'
import type { InStatement } from '@libsql/client/web'
import { rowsOf } from './writers/index.ts'
import type { Stamp } from './writers/stamp.ts'

export type { Stamp } from './writers/stamp.ts'

/** The statements of a decision: what it counted on first, then its rows in their order. */
export async function statementsOf(decision: Decision, stamp: Stamp): Promise<InStatement[]> {
  return (await placedStatementsOf(decision, stamp)).statements
}

/** The same, and for each statement which of the decision's writes it is of; -1 for none. */
export async function placedStatementsOf(
  { expect, write }: Decision,
  stamp: Stamp,
): Promise<{ statements: InStatement[]; writes: number[] }> {
  const rows = await Promise.all(write.map((one) => rowsOf(one, stamp)))
  const expected = expect.length === 0 ? [] : [expectationsOf(expect)]
  return {
    statements: [...expected, ...rows.flat()],
    writes: [...expected.map(() => -1), ...rows.flatMap((some, at) => some.map(() => at))],
  }
}

/** One statement for all of them: each more costs as much as the question that it asks. */
function expectationsOf(expect: readonly Expectation[]): InStatement {
  return {
    sql: `INSERT INTO expectation (word, id, version)
      SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?)`,
    args: [JSON.stringify(expect.map(({ id, version, word }) => [word, id, version]))],
  }
}
