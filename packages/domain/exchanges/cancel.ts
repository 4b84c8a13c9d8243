import { type Fault, fault } from '@commonhour/contract'
import type { ExchangeFacts, MemberActor } from '../facts.ts'
import type { Decision } from '../writes.ts'
import { othersOf, proposerOf, releasesOf, sideOf } from './sides.ts'

export interface CancelFacts {
  readonly exchange: ExchangeFacts
  readonly actor: MemberActor
  readonly reason: string
  readonly freshIds: readonly string[]
}

/**
 * An exchange is called off: a proposal by who made it, an agreement by either side, and what is
 * said to be done only by the giver, who said so. The hours set aside return.
 */
export function decideCancellation(facts: CancelFacts): Decision | Fault {
  const { actor, exchange, freshIds, reason } = facts
  const side = sideOf(exchange, actor.member)
  if (side === null) return fault('not_found')
  if (!['proposed', 'agreed', 'done'].includes(exchange.state)) {
    return fault('exchange_is_not_agreed')
  }
  if (exchange.state === 'proposed' && proposerOf(exchange) !== actor.member) {
    return fault('exchange_is_not_agreed')
  }
  if (exchange.state === 'done' && side !== 'giver') return fault('actor_is_not_the_giver')
  // From here the cancellation must succeed.
  return {
    expect: [{ word: 'exchange', id: exchange.id, version: exchange.steps.length - 1 }],
    write: [
      ...releasesOf(exchange, freshIds),
      {
        into: 'exchangeStep',
        exchange: exchange.id,
        step: exchange.steps.length,
        state: 'cancelled',
        reason,
      },
      ...othersOf(exchange, actor.member).map(
        (member) =>
          ({ into: 'outbox', kind: 'exchange.cancelled', ref: exchange.id, member }) as const,
      ),
    ],
  }
}
