import type { OfficeFacts } from '../facts.ts'
import { rule } from '../rule.ts'

/** A steward does not decide where they, their household or their organisation take part. */
export const ownCause = rule<OfficeFacts>({
  name: 'own-cause',
  since: '2026-11-22',
  restsOn: 'product.md, fairness rules; nemo iudex in causa sua',
  verdict: 'refuse',
  fault: 'decision_is_in_own_cause',
  tells: 'both',
  holds: ({ household, parties, speaksFor }) =>
    !parties.some((party) => speaksFor.includes(party) || household?.includes(party)),
  says: () => 'You take part in this yourself. Another coordinator decides.',
  shows: ({ parties }) => ({ parties: parties.length }),
})
