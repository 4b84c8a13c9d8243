import type { MoveFacts } from '../facts.ts'
import { rule } from '../rule.ts'
import { hoursOf } from '../words.ts'

/** New exchanges are counted in the charter's step, so that books stay readable. */
export const wholeQuantum = rule<MoveFacts>({
  name: 'whole-quantum',
  since: '2026-11-22',
  restsOn: 'product.md, fairness rules; charter quantumSeconds',
  verdict: 'refuse',
  fault: 'seconds_are_not_whole',
  tells: 'both',
  concerns: ({ purpose }) => purpose === 'help',
  holds: ({ seconds, charter }) => seconds % charter.quantumSeconds === 0,
  says: ({ charter }) => `Count in steps of ${hoursOf(charter.quantumSeconds)}.`,
  shows: ({ seconds, charter }) => ({ seconds, quantumSeconds: charter.quantumSeconds }),
})
