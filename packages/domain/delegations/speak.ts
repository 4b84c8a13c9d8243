import type { Fault } from '@commonhour/contract'
import { officeRules, refusalOf } from '@commonhour/fairness'
import type { ExchangeFacts, MemberActor } from '../facts.ts'

/**
 * A coordinator who spoke to a member decides in their name, as far as an exchange goes, unless
 * they take part in it themselves (product.md, already done). Null for everyone else.
 */
export function refusalOfSpeaking(actor: MemberActor, exchange: ExchangeFacts): Fault | null {
  if (actor.scope !== 'spoken') return null
  const parties = [exchange.giver, ...exchange.receivers.map(({ member }) => member)]
  return refusalOf(officeRules, { speaksFor: actor.speaksFor, parties })
}
