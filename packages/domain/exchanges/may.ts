import type { ExchangeAct } from '@commonhour/contract'
import { recorderOf } from './cancel.ts'
import { lastSaidOf } from './hours.ts'
import { mayAfter } from './mayAfter.ts'
import type { May, MayFacts, Mays } from './mays.ts'
import { hasAssented, isOfSeveral, movedOf, proposerOf, sideOf } from './sides.ts'

/**
 * What this member may do next with this exchange: a client never has to guess. Who is not active
 * starts nothing new, and still ends what they are in.
 */
export function mayOf(facts: MayFacts): ExchangeAct[] {
  const acts = Object.entries({ ...mayBefore, ...mayAfter }) as [ExchangeAct, May][]
  return acts.filter(([, may]) => may(facts)).map(([act]) => act)
}

/** From the first proposal to the hours moved. */
const mayBefore: Mays = {
  acceptance: (facts) =>
    isAsked(facts) &&
    facts.actor.state === 'active' &&
    !hasAssented(facts.exchange, facts.actor.member),
  declination: isAsked,
  proposal: ({ actor, exchange }) =>
    exchange.state === 'proposed' &&
    sideOf(exchange, actor.member) !== null &&
    actor.state === 'active',
  completion: ({ actor, exchange }) =>
    exchange.state === 'agreed' && sideOf(exchange, actor.member) !== null,
  confirmation: mayConfirm,
  cancellation: mayCancel,
}

/** The other side made the newest proposal, and it waits. */
function isAsked({ actor, exchange }: MayFacts): boolean {
  const isParty = sideOf(exchange, actor.member) !== null
  return isParty && exchange.state === 'proposed' && proposerOf(exchange) !== actor.member
}

/** A receiver, but for one whose part is confirmed; the giver, once a receiver said other hours. */
function mayConfirm({ actor, exchange }: MayFacts): boolean {
  if (exchange.state !== 'done') return false
  switch (sideOf(exchange, actor.member)) {
    case 'receiver':
      return !hasAssented(exchange, actor.member)
    case 'giver':
      return lastSaidOf(exchange)?.side === 'receiver' && !isOfSeveral(exchange)
    default:
      return false
  }
}

/** A proposal by who made it, an agreement by either, what is said to be done by the giver. */
function mayCancel({ actor, exchange }: MayFacts): boolean {
  if (movedOf(exchange).length > 0) return false
  switch (exchange.state) {
    case 'proposed':
      return proposerOf(exchange) === actor.member
    case 'agreed':
      return sideOf(exchange, actor.member) !== null
    case 'done':
      return exchange.giver === actor.member || recorderOf(exchange) === actor.member
    default:
      return false
  }
}
