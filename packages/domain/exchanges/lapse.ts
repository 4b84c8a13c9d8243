import type { ExchangeFacts, PublicationFacts } from '../facts.ts'
import type { Decision } from '../writes.ts'
import { dayMs } from './claim.ts'
import { openHoldsOf, partiesOf, releasesOf, tell } from './sides.ts'

/** How many days a proposal waits for an answer, and how many after the day it names. */
export const proposalDays = { unanswered: 30, afterItsDay: 7 } as const

export interface LapseFacts {
  readonly exchange: ExchangeFacts
  /** Where the need or offer it answers stands; null where it answers none. */
  readonly about: PublicationFacts['state'] | null
  readonly now: number
  readonly freshIds: readonly string[]
}

/**
 * What ran out by itself, decided by the clock: a proposal nobody answered in time, or an agreement
 * whose hours were set aside until now. The hours return. Help said to be done never runs out.
 * @returns null where nothing has run out
 */
export function decideLapse(facts: LapseFacts): Decision | null {
  const { exchange, freshIds } = facts
  const reason = reasonOf(facts)
  if (reason === null) return null
  // From here the lapse must succeed.
  return {
    expect: [{ word: 'exchange', id: exchange.id, version: exchange.steps.length - 1 }],
    write: [
      ...releasesOf(exchange, freshIds),
      {
        into: 'exchangeStep',
        exchange: exchange.id,
        step: exchange.steps.length,
        state: 'lapsed',
        reason,
      },
      ...tell('exchange.lapsed', exchange, partiesOf(exchange)),
    ],
  }
}

/** Why it has run out: a code for the books. */
function reasonOf({ about, exchange, now }: LapseFacts): string | null {
  if (exchange.state === 'agreed') {
    const ends = openHoldsOf(exchange).map(({ expiresAt }) => expiresAt ?? now + 1)
    return Math.min(...ends) <= now ? 'hold_ran_out' : null
  }
  if (exchange.state !== 'proposed') return null
  const proposedAt = exchange.steps.at(-1)?.at ?? exchange.at
  const { agreedForAt } = exchange
  if (agreedForAt !== null && agreedForAt + proposalDays.afterItsDay * dayMs <= now) {
    return 'day_has_passed'
  }
  if (proposedAt + proposalDays.unanswered * dayMs <= now) return 'unanswered'
  return about !== null && about !== 'open' ? 'no_longer_open' : null
}
