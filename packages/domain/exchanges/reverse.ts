import { type Fault, fault } from '@commonhour/contract'
import { officeRules, refusalOf } from '@commonhour/fairness'
import type { ExchangeFacts, MemberActor } from '../facts.ts'
import { officeOf, refusalOfOffice } from '../members/office.ts'
import type { Decision, TransferWrite } from '../writes.ts'
import { othersOf, sideOf } from './sides.ts'

export interface ReverseFacts {
  readonly exchange: ExchangeFacts
  readonly actor: MemberActor
  readonly reason: string
  readonly freshIds: readonly string[]
}

/** A coordinator who takes no part undoes confirmed hours: each moved transfer is mirrored once. */
export function decideReversal({
  actor,
  exchange,
  freshIds,
  reason,
}: ReverseFacts): Decision | Fault {
  const notInOffice = refusalOfOffice(actor)
  // Whether there is such an exchange is for its two people and coordinators to know.
  const mayKnow = sideOf(exchange, actor.member) !== null || actor.offices.includes('coordinator')
  if (notInOffice !== null) return mayKnow ? notInOffice : fault('not_found')
  const parties = [exchange.giver, ...exchange.receivers.map(({ member }) => member)]
  const refusal = refusalOf(officeRules, { speaksFor: actor.speaksFor, parties })
  if (refusal !== null) return refusal
  if (exchange.state !== 'confirmed') return fault('exchange_is_not_confirmed')
  // From here the reversal must succeed.
  const moved = exchange.transfers.filter(({ kind }) => kind === 'post' || kind === 'settle')
  return {
    expect: [
      ...officeOf(actor),
      { word: 'exchange', id: exchange.id, version: exchange.steps.length - 1 },
    ],
    write: [
      ...moved.map((transfer, index) => ({
        ...mirrorOf(transfer, freshIds[index] ?? ''),
        exchange: exchange.id,
        reason,
      })),
      {
        into: 'exchangeStep',
        exchange: exchange.id,
        step: exchange.steps.length,
        state: 'reversed',
        reason,
      },
      ...othersOf(exchange, actor.member).map(
        (member) =>
          ({ into: 'outbox', kind: 'exchange.reversed', ref: exchange.id, member }) as const,
      ),
    ],
  }
}

/** The same hours the other way round, judged by the charter of their day. */
function mirrorOf(transfer: ExchangeFacts['transfers'][number], id: string): TransferWrite {
  return {
    into: 'transfer',
    id,
    kind: 'reverse',
    purpose: 'help',
    fromAccount: transfer.toAccount,
    toAccount: transfer.fromAccount,
    seconds: transfer.seconds,
    charter: transfer.charter,
    ref: transfer.id,
    workedOn: transfer.workedOn,
  }
}
