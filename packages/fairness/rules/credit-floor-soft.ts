import { type MoveFacts, standingAfterSeconds } from '../facts.ts'
import { rule } from '../rule.ts'

/**
 * Far below zero, a friendly talk is due: allowed, and told to the member and coordinators only.
 */
export const creditFloorSoft = rule<MoveFacts>({
  name: 'credit-floor-soft',
  since: '2026-11-22',
  restsOn: 'product.md, fairness rules; charter softFloorSeconds',
  verdict: 'caution',
  tells: 'from',
  concerns: ({ purpose, promised, from }) =>
    purpose === 'help' && !promised && from.kind !== 'pool',
  holds: (facts) => standingAfterSeconds(facts) >= softFloorSeconds(facts),
  says: () => 'You have received a good deal. A coordinator will have a friendly word about hours.',
  shows: (facts) => ({
    standingAfterSeconds: standingAfterSeconds(facts),
    softFloorSeconds: softFloorSeconds(facts),
  }),
})

function softFloorSeconds({ from, charter }: MoveFacts): number {
  return from.kind === 'organisation'
    ? charter.organisation.softFloorSeconds
    : charter.member.softFloorSeconds
}
