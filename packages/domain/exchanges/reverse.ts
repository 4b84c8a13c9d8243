import { type Fault, fault } from '@commonhour/contract'
import { officeRules, refusalOf } from '@commonhour/fairness'
import type { CharterFacts, ExchangeFacts, MemberActor } from '../facts.ts'
import { officeOf, refusalOfOffice } from '../members/office.ts'
import type { Decision } from '../writes.ts'
import { dayMs, takenBackOf } from './claim.ts'
import { expectCharter } from './counted.ts'
import { movedOf, othersOf, partiesOf, sideOf, tell } from './sides.ts'

export interface ReverseFacts {
  readonly exchange: ExchangeFacts
  readonly actor: MemberActor
  readonly charter: CharterFacts
  readonly reason: string
  readonly now: number
  readonly freshIds: readonly string[]
  /** Whether a second steward agreed, or nobody objected in time to what was announced. */
  readonly seconded?: boolean
}

/**
 * A coordinator who takes no part undoes moved hours: each moved transfer is mirrored once. What
 * was booked long ago is for two stewards.
 */
export function decideReversal(facts: ReverseFacts): Decision | Fault {
  const { actor } = facts
  const refusal = refusalOfReversal(facts)
  if (refusal !== null) return refusal
  // From here the reversal must succeed.
  const done = reversalOf({ ...facts, by: actor.member })
  return { ...done, expect: [...officeOf(actor), ...done.expect] }
}

/** What undoing does, whoever decided it; `by` knows of it already. */
export function reversalOf({
  by,
  charter,
  exchange,
  freshIds,
  reason,
}: Pick<ReverseFacts, 'charter' | 'exchange' | 'freshIds' | 'reason'> & { by: string }): Decision {
  return {
    expect: [
      { word: 'exchange', id: exchange.id, version: exchange.steps.length - 1 },
      expectCharter(charter),
    ],
    write: [
      ...takenBackOf(exchange, reason, freshIds),
      {
        into: 'exchangeStep',
        exchange: exchange.id,
        step: exchange.steps.length,
        state: 'reversed',
        reason,
      },
      ...tell('exchange.reversed', exchange, othersOf(exchange, by)),
    ],
  }
}

/** Only hours that moved, and came back in no other way, can be undone. */
export function refusalOfBooked(exchange: ExchangeFacts): Fault | null {
  const isOver = exchange.state === 'confirmed' || exchange.state === 'settled'
  return isOver && movedOf(exchange).length > 0 ? null : fault('exchange_is_not_confirmed')
}

/** Why this member may not reverse this now; null when they may. */
export function refusalOfReversal(facts: Omit<ReverseFacts, 'freshIds' | 'reason'>): Fault | null {
  const { actor, charter, exchange, now, seconded = false } = facts
  const notInOffice = refusalOfOffice(actor)
  // Whether there is such an exchange is for its people and coordinators to know.
  const mayKnow = sideOf(exchange, actor.member) !== null || actor.offices.includes('coordinator')
  if (notInOffice !== null) return mayKnow ? notInOffice : fault('not_found')
  const office = { speaksFor: actor.speaksFor, parties: partiesOf(exchange) }
  const inOwnCause = refusalOf(officeRules, office)
  if (inOwnCause !== null) return inOwnCause
  const notBooked = refusalOfBooked(exchange)
  if (notBooked !== null) return notBooked
  const ended = exchange.steps.at(-1)?.at ?? now
  const deed = {
    act: 'reversal',
    seconds: 0,
    days: Math.floor((now - ended) / dayMs),
    seconded,
    charter: charter.body,
  } as const
  return refusalOf(officeRules, { ...office, deed })
}
