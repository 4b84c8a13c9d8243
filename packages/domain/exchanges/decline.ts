import { type Fault, fault } from '@commonhour/contract'
import type { Decision } from '../writes.ts'
import type { ActFacts } from './facts.ts'
import { othersOf, proposerOf, releasesOf, sideOf, stepNow, tell } from './sides.ts'

export type DeclineFacts = Pick<ActFacts, 'exchange' | 'actor' | 'freshIds'>

/**
 * The side that did not make the last proposal says no, thank you. Of several receivers one no is
 * everyone's: what the others set aside returns.
 */
export function decideDeclination({ actor, exchange, freshIds }: DeclineFacts): Decision | Fault {
  if (sideOf(exchange, actor.member) === null) return fault('not_found')
  if (exchange.state !== 'proposed') return fault('exchange_is_not_proposed')
  if (proposerOf(exchange) === actor.member) return fault('actor_made_the_proposal')
  // From here the declination must succeed.
  return {
    expect: [{ word: 'exchange', id: exchange.id, version: stepNow(exchange) }],
    write: [
      ...releasesOf(exchange, freshIds),
      {
        into: 'exchangeStep',
        exchange: exchange.id,
        step: exchange.steps.length,
        state: 'declined',
      },
      ...tell('exchange.declined', exchange, othersOf(exchange, actor.member)),
    ],
  }
}
