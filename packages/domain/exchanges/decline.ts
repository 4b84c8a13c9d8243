import { type Fault, fault } from '@commonhour/contract'
import type { ExchangeFacts, MemberActor } from '../facts.ts'
import type { Decision, Write } from '../writes.ts'
import { othersOf, proposerOf, sideOf } from './sides.ts'

export interface DeclineFacts {
  readonly exchange: ExchangeFacts
  readonly actor: MemberActor
}

/** The side that did not make the last proposal says no, thank you. */
export function decideDeclination({ exchange, actor }: DeclineFacts): Decision | Fault {
  if (sideOf(exchange, actor.member) === null) return fault('not_found')
  if (exchange.state !== 'proposed') return fault('exchange_is_not_proposed')
  if (proposerOf(exchange) === actor.member) return fault('actor_made_the_proposal')
  // From here the declination must succeed.
  return {
    expect: [{ word: 'exchange', id: exchange.id, version: exchange.steps.length - 1 }],
    write: [
      {
        into: 'exchangeStep',
        exchange: exchange.id,
        step: exchange.steps.length,
        state: 'declined',
      },
      ...othersOf(exchange, actor.member).map(
        (member) =>
          ({ into: 'outbox', kind: 'exchange.declined', ref: exchange.id, member }) as const,
      ),
    ],
  }
}

/** Proposals that fall away because the need was answered or taken back: declined, with thanks. */
export function declineAll(
  proposals: readonly ExchangeFacts[],
  reason: 'another_was_chosen' | 'withdrawn',
): Write[] {
  return proposals.flatMap((exchange) => [
    {
      into: 'exchangeStep',
      exchange: exchange.id,
      step: exchange.steps.length,
      state: 'declined',
      reason,
    } as const,
    {
      into: 'outbox',
      kind: `exchange.${reason}`,
      ref: exchange.id,
      member: proposerOf(exchange),
    } as const,
  ])
}
