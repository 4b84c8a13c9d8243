import { type Fault, fault } from '@commonhour/contract'
import { type ExchangeFacts, memberOfStep } from '../facts.ts'
import type { Decision } from '../writes.ts'
import type { ActFacts } from './facts.ts'
import { movedOf, othersOf, proposerOf, releasesOf, sideOf, stepNow, tell } from './sides.ts'

export type CancelFacts = Pick<ActFacts, 'exchange' | 'actor' | 'freshIds' | 'now'> & {
  readonly reason: string
}

/**
 * An exchange is called off: a proposal by who made it, an agreement by either side, and what is
 * said to be done by the giver, or by the receiver who recorded it. The hours set aside return.
 */
export function decideCancellation(facts: CancelFacts): Decision | Fault {
  const { actor, exchange, freshIds, now, reason } = facts
  const side = sideOf(exchange, actor.member)
  if (side === null) return fault('not_found')
  if (!['proposed', 'agreed', 'done'].includes(exchange.state)) {
    return fault('exchange_is_not_agreed')
  }
  if (exchange.state === 'proposed' && proposerOf(exchange) !== actor.member) {
    return fault('exchange_is_not_agreed')
  }
  if (exchange.state === 'done' && side !== 'giver' && recorderOf(exchange) !== actor.member) {
    return fault('actor_is_not_the_giver')
  }
  if (movedOf(exchange).length > 0) return fault('hours_have_moved')
  // Nobody has missed a time that is still to come, or one that was never named.
  const hasCome = exchange.agreedForAt !== null && exchange.agreedForAt <= now
  if (reason === 'no_show' && (exchange.state !== 'agreed' || !hasCome)) {
    return fault('agreed_time_has_not_come')
  }
  // From here the cancellation must succeed.
  return {
    expect: [{ word: 'exchange', id: exchange.id, version: stepNow(exchange) }],
    write: [
      ...releasesOf(exchange, freshIds),
      {
        into: 'exchangeStep',
        exchange: exchange.id,
        step: exchange.steps.length,
        state: 'cancelled',
        reason,
      },
      ...tell('exchange.cancelled', exchange, othersOf(exchange, actor.member)),
    ],
  }
}

/** Who recorded help that nobody had agreed on beforehand; null where it was agreed. */
export function recorderOf({ steps: [first] }: ExchangeFacts): string | null {
  return first?.state === 'done' ? memberOfStep(first) : null
}
