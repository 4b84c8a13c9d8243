import type { MoveFacts } from '../facts.ts'
import { rule } from '../rule.ts'
import { hoursOf } from '../words.ts'

/** Silence, or one voice alone, agrees only to hours near what both agreed on beforehand. */
export const nearEstimate = rule<MoveFacts>({
  name: 'near-estimate',
  since: '2026-11-24',
  restsOn: 'product.md, fairness rules and Silence; charter nearEstimate',
  verdict: 'refuse',
  fault: 'both_must_say_the_hours',
  tells: 'both',
  concerns: ({ agreed }) => agreed != null && agreed.by !== 'both',
  holds: (facts) => awaySeconds(facts) <= nearSeconds(facts),
  says: ({ agreed }) =>
    `You agreed on about ${hoursOf(agreed?.estimateSeconds ?? 0)}. When it differed, both say how long it was.`,
  shows: (facts) => ({
    seconds: facts.seconds,
    estimateSeconds: facts.agreed?.estimateSeconds ?? 0,
    nearSeconds: nearSeconds(facts),
  }),
})

function awaySeconds({ agreed, seconds }: MoveFacts): number {
  return Math.abs(seconds - (agreed?.estimateSeconds ?? seconds))
}

/** The larger of one quantum and the charter's share of the estimate. */
function nearSeconds({ agreed, charter }: MoveFacts): number {
  const shareSeconds = ((agreed?.estimateSeconds ?? 0) * charter.nearEstimate.percent) / 100
  return Math.max(charter.quantumSeconds, shareSeconds)
}
