import type { Verdict } from '@commonhour/contract'
import { everyRule } from './judge.ts'

/** Who listens: a side of the movement or their delegate, someone in office, or anyone else. */
export type Hearer = 'from' | 'to' | 'coordinator' | 'auditor' | 'other'

/**
 * The verdicts that someone may hear (product.md): what looks at a standing or at habits is told to
 * that member, their delegates and coordinators only; a note to nobody but the auditors; what looks
 * at nobody, to whoever asks. Someone who is several at once hears what each of them may.
 */
export function heardBy(verdicts: readonly Verdict[], hearers: readonly Hearer[]): Verdict[] {
  return verdicts.filter(({ rule }) => {
    const tells = tellsOf.get(rule) ?? 'auditors'
    if (tells === 'both') return true
    if (tells === 'auditors') return hearers.includes('auditor')
    return hearers.includes(tells) || hearers.includes('coordinator')
  })
}

const tellsOf = new Map(everyRule.map(({ name, tells }) => [name, tells]))
