import type { ExchangeAct } from '@commonhour/contract'
import type { ExchangeFacts, MemberActor } from '../facts.ts'
import { refusalOfOffice } from '../members/office.ts'
import { proposerOf, sideOf } from './sides.ts'

/**
 * What this member may do next with this exchange: a client never has to guess. Who is not active
 * starts nothing new, and still ends what they are in; where others stand is not looked at.
 */
export function mayOf(exchange: ExchangeFacts, actor: MemberActor): ExchangeAct[] {
  const side = sideOf(exchange, actor.member)
  const isActive = actor.state === 'active'
  if (side === null) {
    return exchange.state === 'confirmed' && refusalOfOffice(actor) === null ? ['reversal'] : []
  }
  switch (exchange.state) {
    case 'proposed':
      if (proposerOf(exchange) === actor.member) return ['cancellation']
      return isActive ? ['acceptance', 'declination'] : ['declination']
    case 'agreed':
      return ['completion', 'cancellation']
    case 'done':
      return side === 'receiver' ? ['confirmation'] : ['cancellation']
    default:
      return []
  }
}
