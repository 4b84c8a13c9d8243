import { type Fault, fault, isFault, type ProposedTerms } from '@commonhour/contract'
import type { Decision } from '../writes.ts'
import { refusalOfTime } from './bounds.ts'
import { expectCharter, expectMembers } from './counted.ts'
import type { ActFacts } from './facts.ts'
import { refusalOfHours } from './hours.ts'
import { othersOf, releasesOf, sideOf, stepNow, tell } from './sides.ts'
import { partsOf } from './split.ts'

export type CounterProposeFacts = ActFacts & {
  readonly terms: ProposedTerms
  /** Milliseconds since the epoch of `terms.agreedFor.at`, if any. */
  readonly agreedForAt: number | null
}

/**
 * Another day, place or estimate, while the proposal waits, by either side: the other side then
 * answers these terms, and what was set aside for the older ones returns.
 */
export function decideCounterProposal(facts: CounterProposeFacts): Decision | Fault {
  const { actor, agreedForAt, charter, exchange, freshIds, giver, now, terms } = facts
  if (sideOf(exchange, actor.member) === null) return fault('not_found')
  if (exchange.state !== 'proposed') return fault('exchange_is_not_proposed')
  if (terms.step !== undefined && terms.step !== stepNow(exchange)) {
    return fault('proposal_has_changed')
  }
  if (actor.state !== 'active') return fault('actor_is_not_active')
  const place = terms.agreedFor?.place ?? ''
  const { estimateSeconds } = terms
  const isSame =
    estimateSeconds === exchange.estimateSeconds &&
    agreedForAt === exchange.agreedForAt &&
    place === exchange.place
  if (isSame) return fault('terms_are_the_same')
  const refusal = refusalOfTime(agreedForAt, charter, now) ?? refusalOfHours(facts, estimateSeconds)
  if (refusal !== null) return refusal
  const parts = partsOf(exchange, estimateSeconds, charter)
  if (isFault(parts)) return parts
  // From here the counter-proposal must succeed.
  const step = exchange.steps.length
  return {
    expect: [
      { word: 'exchange', id: exchange.id, version: stepNow(exchange) },
      expectCharter(charter),
      ...expectMembers(actor, giver, ...facts.receivers),
    ],
    write: [
      ...releasesOf(exchange, freshIds),
      { into: 'exchangeTerms', exchange: exchange.id, step, estimateSeconds, agreedForAt, place },
      { into: 'exchangeStep', exchange: exchange.id, step, state: 'proposed' },
      ...tell('exchange.terms', exchange, othersOf(exchange, actor.member)),
    ],
  }
}
