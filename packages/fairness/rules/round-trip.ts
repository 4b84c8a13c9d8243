import type { MoveFacts } from '../facts.ts'
import { rule } from '../rule.ts'

/** Help there and back within a day is no wrong, and the auditors see it. */
export const roundTrip = rule<MoveFacts>({
  name: 'round-trip',
  since: '2026-11-24',
  restsOn: 'product.md, fairness rules; charter roundTrip',
  verdict: 'note',
  tells: 'auditors',
  concerns: ({ purpose, habits }) => purpose === 'help' && habits != null,
  holds: ({ habits }) => (habits?.otherWaySeconds ?? 0) === 0,
  says: ({ charter }) => `The same two helped each other within ${charter.roundTrip.hours} h.`,
  shows: ({ habits, seconds, charter }) => ({
    seconds,
    otherWaySeconds: habits?.otherWaySeconds ?? 0,
    hours: charter.roundTrip.hours,
  }),
})
