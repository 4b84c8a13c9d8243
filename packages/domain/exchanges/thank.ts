import { type Fault, fault } from '@commonhour/contract'
import type { ExchangeFacts, MemberActor } from '../facts.ts'
import type { Decision } from '../writes.ts'
import { othersOf, sideOf, tell } from './sides.ts'

export interface ThankFacts {
  readonly exchange: ExchangeFacts
  readonly actor: MemberActor
  readonly text: string
  readonly freshId: string
}

/** Someone who took part thanks the others, once, with words or without. */
export function decideThanks(facts: ThankFacts): Decision | Fault {
  const { actor, exchange, freshId, text } = facts
  const refusal = refusalOfThanks(facts)
  if (refusal !== null) return refusal
  // From here the thanks must succeed.
  return {
    expect: [],
    write: [
      { into: 'exchangeThanks', exchange: exchange.id, member: actor.member, id: freshId, text },
      ...tell('exchange.thanked', exchange, othersOf(exchange, actor.member)),
    ],
  }
}

/** Why someone may not thank now; null when they may. */
export function refusalOfThanks({
  actor,
  exchange,
}: Pick<ThankFacts, 'actor' | 'exchange'>): Fault | null {
  if (sideOf(exchange, actor.member) === null) return fault('not_found')
  if (exchange.state !== 'confirmed' && exchange.state !== 'settled') {
    return fault('exchange_is_not_confirmed')
  }
  const hasThanked = exchange.thanks.some(({ member }) => member === actor.member)
  return hasThanked ? fault('thanks_were_said') : null
}
