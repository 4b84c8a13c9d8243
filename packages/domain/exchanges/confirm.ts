import { type Confirmation, type Fault, fault } from '@commonhour/contract'
import { type MoveFacts, moveRules, refusalOf } from '@commonhour/fairness'
import type { AccountFacts, CharterFacts, ExchangeFacts, MemberActor } from '../facts.ts'
import type { Decision, TransferWrite } from '../writes.ts'
import { expectAccount, expectCharter } from './counted.ts'
import { lineRules, openHoldsOf, refusalFor, sideOf, talkOf } from './sides.ts'

export interface ConfirmFacts {
  readonly exchange: ExchangeFacts
  readonly actor: MemberActor
  readonly giver: AccountFacts
  readonly receiver: AccountFacts
  readonly confirmation: Confirmation
  readonly charter: CharterFacts
  readonly freshIds: readonly string[]
}

/**
 * The receiver says how long the help took: what was set aside settles, up to that; hours beyond
 * the hold are a post in the same batch, judged by the line (ledger.md law 6).
 */
export function decideConfirmation(facts: ConfirmFacts): Decision | Fault {
  const { actor, charter, confirmation, exchange, receiver } = facts
  const side = sideOf(exchange, actor.member)
  if (side === null) return fault('not_found')
  if (exchange.state !== 'done') return fault('exchange_is_not_done')
  if (side !== 'receiver') return fault('actor_is_not_the_receiver')
  const wrongHours = refusalOfHours(facts, confirmation.seconds)
  if (wrongHours !== null) return wrongHours
  // The whole was judged above: what lies beyond the hold meets the lines only.
  const beyond = beyondOf(facts, confirmation.seconds)
  const beyondSeconds = beyond?.seconds ?? 0
  const refusal = beyond && refusalFor(actor, beyond, lineRules)
  if (refusal !== null) return refusal
  // From here the confirmation must succeed.
  return {
    expect: [
      { word: 'exchange', id: exchange.id, version: exchange.steps.length - 1 },
      expectCharter(charter),
      ...(beyond === null ? [] : [expectAccount(receiver)]),
    ],
    write: [
      ...transfersOf(facts, beyondSeconds),
      {
        into: 'exchangeStep',
        exchange: exchange.id,
        step: exchange.steps.length,
        state: 'confirmed',
        seconds: confirmation.seconds,
      },
      { into: 'outbox', kind: 'exchange.confirmed', ref: exchange.id, member: exchange.giver },
      ...(beyond === null ? [] : talkOf(beyond)),
    ],
  }
}

/** The hours that no hold sets aside, as the move that confirming them posts; null for none. */
export function beyondOf(
  facts: Pick<ConfirmFacts, 'charter' | 'exchange' | 'giver' | 'receiver'>,
  seconds: number,
): MoveFacts | null {
  const beyondSeconds = seconds - (openHoldsOf(facts.exchange)[0]?.seconds ?? 0)
  return beyondSeconds > 0 ? moveOf(facts, beyondSeconds) : null
}

/** Whole steps, not too many, and one hour for one hour; standings are not looked at here. */
export function refusalOfHours(
  facts: Pick<ConfirmFacts, 'charter' | 'giver' | 'receiver'>,
  seconds: number,
): Fault | null {
  return refusalOf(moveRules, { ...moveOf(facts, seconds), promised: true })
}

function transfersOf(facts: ConfirmFacts, beyondSeconds: number): TransferWrite[] {
  const { charter, confirmation, exchange, freshIds, giver, receiver } = facts
  const [hold] = openHoldsOf(exchange)
  const [settleId = '', postId = '', groupId = ''] = freshIds
  const shared = {
    into: 'transfer',
    purpose: 'help',
    fromAccount: receiver.account,
    toAccount: giver.account,
    exchange: exchange.id,
    workedOn: exchange.steps.findLast(({ state }) => state === 'done')?.workedOn ?? null,
    groupId: hold !== undefined && beyondSeconds > 0 ? groupId : null,
  } as const
  const settle = hold && {
    ...shared,
    id: settleId,
    kind: 'settle' as const,
    seconds: Math.min(confirmation.seconds, hold.seconds),
    charter: hold.charter,
    ref: hold.id,
  }
  const post = {
    ...shared,
    id: postId,
    kind: 'post' as const,
    seconds: beyondSeconds,
    charter: charter.version,
  }
  return [...(settle ? [settle] : []), ...(beyondSeconds > 0 ? [post] : [])]
}

function moveOf(
  { charter, giver, receiver }: Pick<ConfirmFacts, 'charter' | 'giver' | 'receiver'>,
  seconds: number,
): MoveFacts {
  return {
    purpose: 'help',
    seconds,
    helpSeconds: seconds,
    from: receiver,
    to: giver,
    charter: charter.body,
    app: null,
    promised: false,
  }
}
