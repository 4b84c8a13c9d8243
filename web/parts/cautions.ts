import type { Exchange } from '@commonhour/contract'
import type { Visit } from '../plumbing/visit.ts'
import { isKey } from './refusals.tsx'

type Verdict = NonNullable<Exchange['verdicts']>[number]

/**
 * A caution in the reader's language, with the figures its rule looked at. A rule that has no words
 * here yet speaks for itself.
 */
export function cautionText({ say, words }: Visit, { facts, rule, says }: Verdict): string {
  const key = `caution.${rule}`
  if (!isKey(key)) return says
  const seconds = Number(facts.givenSeconds ?? facts.standingAfterSeconds ?? 0)
  return say(key, { hours: words.hours(seconds), days: Number(facts.days ?? 0) })
}
