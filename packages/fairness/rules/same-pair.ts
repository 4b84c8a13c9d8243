import type { MoveFacts } from '../facts.ts'
import { rule } from '../rule.ts'
import { hoursOf } from '../words.ts'

/** Much between the same two is no wrong, and the auditors see it. */
export const samePair = rule<MoveFacts>({
  name: 'same-pair',
  since: '2026-11-24',
  restsOn: 'product.md, fairness rules; charter samePair',
  verdict: 'note',
  tells: 'auditors',
  concerns: ({ purpose, habits }) => purpose === 'help' && habits != null,
  holds: ({ habits, seconds, charter }) =>
    (habits?.pairSeconds ?? 0) + seconds <= charter.samePair.seconds,
  says: ({ habits, seconds, charter }) =>
    `${hoursOf((habits?.pairSeconds ?? 0) + seconds)} between the same two in ${charter.samePair.days} days.`,
  shows: ({ habits, seconds, charter }) => ({
    pairSeconds: (habits?.pairSeconds ?? 0) + seconds,
    days: charter.samePair.days,
  }),
})
