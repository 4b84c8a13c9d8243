import type { OfficeFacts } from '../facts.ts'
import { rule } from '../rule.ts'

/** A line is lifted for someone until a day, so that it is looked at again. */
export const supportedMember = rule<OfficeFacts>({
  name: 'supported-member',
  since: '2026-11-24',
  restsOn: 'product.md, fairness rules; charter supported',
  verdict: 'refuse',
  fault: 'line_needs_an_end',
  tells: 'both',
  concerns: ({ deed }) => deed?.act === 'lift' || deed?.act === 'support',
  holds: ({ deed }) =>
    deed !== undefined && deed.days !== null && deed.days <= deed.charter.supported.days,
  says: ({ deed }) =>
    `Say until when the line is lifted, at most ${deed?.charter.supported.days ?? 0} days from now.`,
  shows: ({ deed }) => ({
    days: deed?.days ?? null,
    mostDays: deed?.charter.supported.days ?? 0,
  }),
})
