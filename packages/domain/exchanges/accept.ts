import { type Fault, fault } from '@commonhour/contract'
import type { AccountFacts, CharterFacts, ExchangeFacts, MemberActor } from '../facts.ts'
import type { Decision, TransferWrite } from '../writes.ts'
import { expectAccount, expectCharter, expectMembers } from './counted.ts'
import { declineAll } from './decline.ts'
import { othersOf, proposerOf, refusalFor, sideOf, talkOf } from './sides.ts'

export interface AcceptFacts {
  readonly exchange: ExchangeFacts
  readonly actor: MemberActor
  readonly giver: AccountFacts
  readonly receiver: AccountFacts
  readonly charter: CharterFacts
  /** Other answers to the same need that still stand. */
  readonly others: readonly ExchangeFacts[]
  readonly now: number
  readonly freshId: string
}

const dayMs = 86_400_000

/** The side that did not make the last proposal agrees: the hours are set aside. */
export function decideAcceptance(facts: AcceptFacts): Decision | Fault {
  const { actor, charter, exchange, giver, receiver } = facts
  if (sideOf(exchange, actor.member) === null) return fault('not_found')
  if (exchange.state !== 'proposed') return fault('exchange_is_not_proposed')
  if (proposerOf(exchange) === actor.member) return fault('actor_made_the_proposal')
  if (actor.state !== 'active') return fault('actor_is_not_active')
  const move = {
    purpose: 'help',
    seconds: exchange.estimateSeconds,
    helpSeconds: exchange.estimateSeconds,
    from: receiver,
    to: giver,
    charter: charter.body,
    app: null,
    promised: false,
  } as const
  const refusal = refusalFor(actor, move)
  if (refusal !== null) return refusal
  // From here the acceptance must succeed.
  return {
    expect: [
      { word: 'exchange', id: exchange.id, version: exchange.steps.length - 1 },
      expectCharter(charter),
      ...expectMembers(actor, giver, receiver),
      expectAccount(receiver),
    ],
    write: [
      holdOf(facts),
      {
        into: 'exchangeStep',
        exchange: exchange.id,
        step: exchange.steps.length,
        state: 'agreed',
      },
      ...(exchange.need === null
        ? []
        : [{ into: 'closing', word: 'need', id: exchange.need, state: 'answered' } as const]),
      ...declineAll(facts.others, 'another_was_chosen'),
      ...othersOf(exchange, actor.member).map(
        (member) =>
          ({ into: 'outbox', kind: 'exchange.agreed', ref: exchange.id, member }) as const,
      ),
      ...talkOf(move),
    ],
  }
}

/** The receiver's hours, set aside until some days after the agreed help has ended. */
function holdOf({ charter, exchange, freshId, giver, now, receiver }: AcceptFacts): TransferWrite {
  const agreedEnd = Math.max(now, exchange.agreedForAt ?? now) + exchange.estimateSeconds * 1000
  return {
    into: 'transfer',
    id: freshId,
    kind: 'hold',
    purpose: 'help',
    fromAccount: receiver.account,
    toAccount: giver.account,
    seconds: exchange.estimateSeconds,
    charter: charter.version,
    exchange: exchange.id,
    expiresAt: agreedEnd + charter.body.hold.days * dayMs,
  }
}
