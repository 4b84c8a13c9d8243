import { type MoveFacts, standingAfterSeconds } from '../facts.ts'
import { rule } from '../rule.ts'
import { hoursOf } from '../words.ts'

/** Nobody is promised hours beyond the line all agreed on, holds included. */
export const creditFloorHard = rule<MoveFacts>({
  name: 'credit-floor-hard',
  since: '2026-11-22',
  restsOn: 'product.md, fairness rules; charter floorSeconds; ledger.md law 5',
  verdict: 'refuse',
  fault: 'credit_floor_reached',
  tells: 'from',
  // One line holds at a time: while someone is new, theirs (ledger.md law 5).
  concerns: ({ promised, from }) => !promised && from.newcomerFloorSeconds === null,
  holds: (facts) => standingAfterSeconds(facts) >= facts.from.floorSeconds,
  says: ({ from }) =>
    `You can ask for ${hoursOf(Math.max(0, from.balanceSeconds - from.heldOutSeconds - from.floorSeconds))} now.`,
  shows: ({ from, seconds }) => ({
    availableSeconds: from.balanceSeconds - from.heldOutSeconds - from.floorSeconds,
    seconds,
  }),
})
