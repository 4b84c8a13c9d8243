import type { MoveFacts } from '../facts.ts'
import { rule } from '../rule.ts'

/** A person is in one place at a time, and a day has only so many hours of helping. */
export const onePlaceAtATime = rule<MoveFacts>({
  name: 'one-place-at-a-time',
  since: '2026-11-24',
  restsOn: 'product.md, fairness rules; charter onePlace',
  verdict: 'note',
  tells: 'auditors',
  concerns: ({ purpose, habits }) => purpose === 'help' && habits != null,
  holds: ({ habits, seconds, charter: { onePlace } }) =>
    habits == null ||
    (habits.overlappingTimes === 0 &&
      habits.givenOnDaySeconds + seconds <= onePlace.daySeconds &&
      habits.receivers <= onePlace.receivers),
  says: () => 'The same giver is in two places at once, or helps longer than a day allows.',
  shows: ({ habits, seconds }) => ({
    overlappingTimes: habits?.overlappingTimes ?? 0,
    onDaySeconds: (habits?.givenOnDaySeconds ?? 0) + seconds,
    receivers: habits?.receivers ?? 1,
  }),
})
