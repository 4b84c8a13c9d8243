import type { Deed, OfficeFacts } from '../facts.ts'
import { rule } from '../rule.ts'

/** What weighs much, two stewards decide; or it is announced to all for a while. */
export const fourEyes = rule<OfficeFacts>({
  name: 'four-eyes',
  since: '2026-11-24',
  restsOn: 'product.md, fairness rules; charter fourEyes',
  verdict: 'refuse',
  fault: 'second_steward_is_needed',
  tells: 'both',
  concerns: ({ deed }) => deed !== undefined && !deed.seconded,
  holds: ({ deed }) => deed === undefined || !isForTwo(deed),
  says: ({ deed }) =>
    `This is for two stewards. Until another agrees it waits; where none is free, it is announced to all for ${deed?.charter.fourEyes.announceDays ?? 0} days.`,
  shows: ({ deed }) => ({
    act: deed?.act ?? null,
    seconds: deed?.seconds ?? 0,
    days: deed?.days ?? null,
  }),
})

/** Grants are absent here: how far one may go alone is the second half of pool-cap. */
function isForTwo({ act, charter, days, seconds }: Deed): boolean {
  switch (act) {
    case 'lift':
      return seconds > charter.fourEyes.liftSeconds
    case 'reversal':
      return (days ?? 0) > charter.fourEyes.reversalDays
    case 'grant':
      return false
    default:
      return true
  }
}
