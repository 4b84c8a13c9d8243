import type { MoveFacts } from '../facts.ts'
import { rule } from '../rule.ts'
import { hoursOf } from '../words.ts'

/** One hour of anyone's help is one hour: no rates, no multipliers. */
export const equalHours = rule<MoveFacts>({
  name: 'equal-hours',
  since: '2026-11-22',
  restsOn: 'product.md, fairness rules; time banking’s first principle (Cahn, 2000)',
  verdict: 'refuse',
  fault: 'hours_are_not_equal',
  tells: 'both',
  concerns: ({ purpose }) => purpose === 'help',
  holds: ({ seconds, helpSeconds }) => seconds === helpSeconds,
  says: ({ helpSeconds }) => `${hoursOf(helpSeconds)} of help is ${hoursOf(helpSeconds)}.`,
  shows: ({ seconds, helpSeconds }) => ({ seconds, helpSeconds }),
})
