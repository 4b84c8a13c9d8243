import type { ExchangeAct } from '@commonhour/contract'
import type { ExchangeFacts, MemberActor } from '../facts.ts'
import { proposerOf, sideOf } from './sides.ts'

/** What this member may do next with this exchange: a client never has to guess. */
export function mayOf(exchange: ExchangeFacts, actor: MemberActor): ExchangeAct[] {
  const side = sideOf(exchange, actor.member)
  const isCoordinator = actor.offices.includes('coordinator')
  if (side === null) return exchange.state === 'confirmed' && isCoordinator ? ['reversal'] : []
  switch (exchange.state) {
    case 'proposed':
      return proposerOf(exchange) === actor.member
        ? ['cancellation']
        : ['acceptance', 'declination']
    case 'agreed':
      return ['completion', 'cancellation']
    case 'done':
      return side === 'receiver' ? ['confirmation'] : ['cancellation']
    default:
      return []
  }
}
