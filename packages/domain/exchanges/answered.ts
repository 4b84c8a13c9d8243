import type { ExchangeFacts } from '../facts.ts'
import type { Expectation, Write } from '../writes.ts'
import type { NeedFacts } from './facts.ts'
import { openHoldsOf, othersOf, releasesOf, tell } from './sides.ts'

/** The need is answered: it closes, and every other answer that waits is declined with thanks. */
export function answersNeed(
  need: NeedFacts | null,
  others: readonly ExchangeFacts[],
  giver: string,
  freshId: () => string,
): Write[] {
  if (!need?.isOpen) return []
  const rivals = others.filter((other) => other.giver !== giver)
  const own = others.filter((other) => other.giver === giver)
  return [
    { into: 'closing', word: 'need', id: need.id, state: 'answered' },
    ...declineAll(rivals, 'another_was_chosen', need.member, freshId),
    // Who helped without having been chosen is not told that another was.
    ...own.flatMap((other) => declined(other, 'recorded_as_done', freshId)),
  ]
}

/** The guard of who answered: an answer of the same moment shall not wait on a closed need. */
export function expectNeed(need: NeedFacts | null): Expectation[] {
  return need?.isOpen ? [{ word: 'need', id: need.id, version: need.exchanges }] : []
}

/**
 * Proposals that fall away because the need was answered or what they are about was taken back by
 * its owner: declined, with thanks to the others.
 */
export function declineAll(
  proposals: readonly ExchangeFacts[],
  reason: 'another_was_chosen' | 'withdrawn',
  owner: string,
  freshId: () => string,
): Write[] {
  return proposals.flatMap((exchange) => [
    ...declined(exchange, reason, freshId),
    ...tell(`exchange.${reason}`, exchange, othersOf(exchange, owner)),
  ])
}

function declined(exchange: ExchangeFacts, reason: string, freshId: () => string): Write[] {
  return [
    ...releasesOf(exchange, openHoldsOf(exchange).map(freshId)),
    {
      into: 'exchangeStep',
      exchange: exchange.id,
      step: exchange.steps.length,
      state: 'declined',
      reason,
    } as const,
  ]
}
