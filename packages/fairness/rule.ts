import type { FaultCode, Verdict } from '@commonhour/contract'

/**
 * A rule of fairness: named, dated, resting on something, read as one expression.
 * The file's name is the rule's name on the wire.
 */
export interface Rule<F> {
  readonly name: string
  /** The day it came into force, `YYYY-MM-DD`. */
  readonly since: string
  /** What it rests on: the part of the design or of the field it comes from. */
  readonly restsOn: string
  /** What it says when it does not hold. */
  readonly verdict: 'refuse' | 'caution' | 'note'
  /** The fault of a refusal; a caution has none. */
  readonly fault?: FaultCode
  /** Whom it speaks of, and so who may hear it (heardBy). */
  readonly tells: Tells
  /** Whether the rule speaks about these facts at all. */
  readonly concerns?: (facts: F) => boolean
  readonly holds: (facts: F) => boolean
  /** To the one it concerns, in plain words. */
  readonly says: (facts: F) => string
  /** The numbers it looked at. */
  readonly shows: (facts: F) => Verdict['facts']
}

/**
 * Whose standing or habits a rule looks at: `from`’s, `to`’s; `both`: nobody’s, it speaks of the
 * act itself to whoever asks; `auditors`: said to none of them.
 */
export type Tells = 'both' | 'from' | 'to' | 'auditors'

/** Keeps the types of one rule. */
export function rule<F>(it: Rule<F>): Rule<F> {
  return it
}
