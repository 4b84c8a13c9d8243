import type { MoveFacts } from '../facts.ts'
import { rule } from '../rule.ts'
import { hoursOf } from '../words.ts'

/** One exchange holds at most what the charter says (24 h): more is several days' help. */
export const withinOneDay = rule<MoveFacts>({
  name: 'within-one-day',
  since: '2026-11-22',
  restsOn: 'product.md, whole-quantum, second half; charter maxExchangeSeconds',
  verdict: 'refuse',
  fault: 'seconds_are_too_many',
  tells: 'both',
  concerns: ({ purpose }) => purpose === 'help',
  holds: ({ seconds, charter }) => seconds <= charter.maxExchangeSeconds,
  says: ({ charter }) => `One exchange holds at most ${hoursOf(charter.maxExchangeSeconds)}.`,
  shows: ({ seconds, charter }) => ({ seconds, maxExchangeSeconds: charter.maxExchangeSeconds }),
})
