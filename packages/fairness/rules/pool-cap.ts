import type { MoveFacts } from '../facts.ts'
import { rule } from '../rule.ts'
import { hoursOf } from '../words.ts'

/** What pools grant one member in a while has a cap, so that there is something for all. */
export const poolCap = rule<MoveFacts>({
  name: 'pool-cap',
  since: '2026-11-24',
  restsOn: 'product.md, fairness rules; charter pool.capSeconds',
  verdict: 'refuse',
  fault: 'pool_cap_is_reached',
  tells: 'to',
  concerns: ({ pool }) => pool != null,
  holds: (facts) => grantedSeconds(facts) <= facts.charter.pool.capSeconds,
  says: ({ charter: { pool } }) =>
    `The pool gives one member ${hoursOf(pool.capSeconds)} in ${pool.windowDays} days.`,
  shows: (facts) => ({
    grantedSeconds: grantedSeconds(facts),
    capSeconds: facts.charter.pool.capSeconds,
    windowDays: facts.charter.pool.windowDays,
  }),
})

function grantedSeconds({ pool, seconds }: MoveFacts): number {
  return (pool?.grantedSeconds ?? 0) + seconds
}
