import { type Fault, fault } from '@commonhour/contract'
import type { CharterFacts, ExchangeFacts, MemberActor } from '../facts.ts'
import { memberOfStep } from '../facts.ts'
import type { Decision } from '../writes.ts'
import { dayMs, isAlreadyDone, takenBackOf } from './claim.ts'
import { othersOf, sideOf, tell } from './sides.ts'

export interface GiveBackFacts {
  readonly exchange: ExchangeFacts
  readonly actor: MemberActor
  readonly charter: CharterFacts
  readonly now: number
  readonly freshIds: readonly string[]
}

/**
 * The giver gives back hours that someone else recorded as help already given: they did not agree
 * to them beforehand, and need not keep them (product.md, Already done).
 */
export function decideGivingBack(facts: GiveBackFacts): Decision | Fault {
  const { actor, exchange, freshIds } = facts
  const refusal = refusalOfReturn(facts)
  if (refusal !== null) return refusal
  // From here the return must succeed.
  return {
    expect: [{ word: 'exchange', id: exchange.id, version: exchange.steps.length - 1 }],
    write: [
      ...takenBackOf(exchange, 'returned', freshIds),
      {
        into: 'exchangeStep',
        exchange: exchange.id,
        step: exchange.steps.length,
        state: 'reversed',
        reason: 'returned',
      },
      ...tell('exchange.returned', exchange, othersOf(exchange, actor.member)),
    ],
  }
}

/** Why someone may not give these hours back now; null when they may. */
export function refusalOfReturn({
  actor,
  charter,
  exchange,
  now,
}: Omit<GiveBackFacts, 'freshIds'>): Fault | null {
  const side = sideOf(exchange, actor.member)
  if (side === null) return fault('not_found')
  if (side !== 'giver') return fault('actor_is_not_the_giver')
  const confirmed = exchange.steps.findLast(({ state }) => state === 'confirmed')
  if (confirmed === undefined || exchange.state !== 'confirmed') {
    return fault('exchange_is_not_confirmed')
  }
  const [first] = exchange.steps
  const isOwn = first !== undefined && memberOfStep(first) === actor.member
  if (!isAlreadyDone(exchange) || isOwn) return fault('hours_were_agreed')
  const until = confirmed.at + charter.body.alreadyDone.returnDays * dayMs
  return now > until ? fault('return_time_is_over') : null
}
