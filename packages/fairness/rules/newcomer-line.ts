import { type MoveFacts, standingAfterSeconds } from '../facts.ts'
import { rule } from '../rule.ts'
import { hoursOf } from '../words.ts'

/** Who is new here can receive before giving, up to a smaller line. */
export const newcomerLine = rule<MoveFacts>({
  name: 'newcomer-line',
  since: '2026-11-22',
  restsOn: 'product.md, fairness rules; charter newcomer.floorSeconds',
  verdict: 'refuse',
  fault: 'newcomer_line_reached',
  tells: 'from',
  concerns: ({ promised, from }) => !promised && from.newcomerFloorSeconds !== null,
  holds: (facts) => standingAfterSeconds(facts) >= (facts.from.newcomerFloorSeconds ?? 0),
  says: ({ from }) =>
    `You are new here and can ask for ${hoursOf(roomSeconds(from))} now. It grows once you have helped.`,
  shows: ({ from, seconds }) => ({ availableSeconds: roomSeconds(from), seconds }),
})

function roomSeconds(from: MoveFacts['from']): number {
  return Math.max(0, from.balanceSeconds - from.heldOutSeconds - (from.newcomerFloorSeconds ?? 0))
}
