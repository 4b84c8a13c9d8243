import type { MoveFacts } from '../facts.ts'
import { rule } from '../rule.ts'
import { hoursOf } from '../words.ts'

/** Small grants need nobody; beyond them two stewards agree. Several small ones count together. */
export const poolAutomatic = rule<MoveFacts>({
  name: 'pool-automatic',
  since: '2026-11-24',
  restsOn: 'product.md, pool-cap, second half; charter pool.automaticSeconds',
  verdict: 'refuse',
  fault: 'second_steward_is_needed',
  tells: 'to',
  concerns: ({ pool }) => pool != null && !pool.seconded,
  holds: (facts) => grantedSeconds(facts) <= facts.charter.pool.automaticSeconds,
  says: ({ charter: { pool } }) =>
    `Above ${hoursOf(pool.automaticSeconds)} in ${pool.windowDays} days two stewards decide together.`,
  shows: (facts) => ({
    grantedSeconds: grantedSeconds(facts),
    automaticSeconds: facts.charter.pool.automaticSeconds,
  }),
})

function grantedSeconds({ pool, seconds }: MoveFacts): number {
  return (pool?.grantedSeconds ?? 0) + seconds
}
