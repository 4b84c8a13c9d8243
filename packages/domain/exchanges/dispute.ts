import { type Dispute, type Fault, fault } from '@commonhour/contract'
import type { CharterFacts, ExchangeFacts, MemberActor } from '../facts.ts'
import { memberOfStep } from '../facts.ts'
import type { Decision, Write } from '../writes.ts'
import { claimOf, dayMs } from './claim.ts'
import { othersOf, sideOf, tell } from './sides.ts'

export interface DisputeFacts {
  readonly exchange: ExchangeFacts
  readonly actor: MemberActor
  readonly charter: CharterFacts
  readonly dispute: Dispute
  readonly now: number
  /** For the words said with it. */
  readonly freshId: string
}

/**
 * Someone who took part remembers it differently: what is set aside stays so, and a coordinator
 * who takes no part settles it.
 */
export function decideDispute(facts: DisputeFacts): Decision | Fault {
  const { actor, charter, dispute, exchange, freshId } = facts
  const refusal = refusalOfDispute(facts) ?? refusalOfRemembered(dispute.seconds, charter)
  if (refusal !== null) return refusal
  // From here the dispute must succeed.
  return {
    expect: [{ word: 'exchange', id: exchange.id, version: exchange.steps.length - 1 }],
    write: [
      ...disputedOf(exchange, actor.member, dispute),
      ...(dispute.words === ''
        ? []
        : [
            {
              into: 'exchangeMessage',
              exchange: exchange.id,
              member: actor.member,
              id: freshId,
              text: dispute.words,
            } as const,
          ]),
    ],
  }
}

/** Why someone may not say now that they remember it differently; null when they may. */
export function refusalOfDispute(
  facts: Pick<DisputeFacts, 'actor' | 'charter' | 'exchange' | 'now'>,
): Fault | null {
  const { actor, exchange, now } = facts
  if (sideOf(exchange, actor.member) === null) return fault('not_found')
  if (exchange.state === 'done') {
    const claim = claimOf(exchange)
    const isOwn = claim !== null && memberOfStep(claim) === actor.member
    return isOwn ? fault('actor_said_this') : null
  }
  if (exchange.state !== 'confirmed') return fault('exchange_is_not_done')
  return now > disputableUntil(facts) ? fault('dispute_time_is_over') : null
}

/**
 * Until when confirmed hours may still be disputed, in ms. Where silence agreed, the receiver has
 * longer, since they said nothing (product.md, Silence and Already done).
 */
function disputableUntil({
  actor,
  charter,
  exchange,
}: Pick<DisputeFacts, 'actor' | 'charter' | 'exchange'>): number {
  const confirmed = exchange.steps.findLast(({ state }) => state === 'confirmed')
  const wasSilent = confirmed?.actor === 'clock' && sideOf(exchange, actor.member) === 'receiver'
  const { alreadyDone, silence } = charter.body
  const days = wasSilent ? silence.reopenDays : alreadyDone.returnDays
  return (confirmed?.at ?? 0) + days * dayMs
}

/** Whole steps, and not too many: what someone remembers is judged as any hours are. */
export function refusalOfRemembered(seconds: number | null, { body }: CharterFacts): Fault | null {
  if (seconds === null) return null
  if (seconds % body.quantumSeconds !== 0) return fault('seconds_are_not_whole')
  return seconds > body.maxExchangeSeconds ? fault('seconds_are_too_many') : null
}

/** The step, and whom to tell: the others, and the coordinators. */
export function disputedOf(
  exchange: ExchangeFacts,
  member: string,
  { reason, seconds }: Pick<Dispute, 'seconds'> & { readonly reason: string },
): Write[] {
  const step = exchange.steps.length
  return [
    { into: 'exchangeStep', exchange: exchange.id, step, state: 'disputed', seconds, reason },
    ...tell('exchange.disputed', exchange, othersOf(exchange, member)),
    { into: 'outbox', kind: 'exchange.disputed', ref: exchange.id, member: null },
  ]
}
