import { type Fault, fault } from '@commonhour/contract'
import { refusalOf } from '@commonhour/fairness'
import type { AccountFacts, CharterFacts, ExchangeFacts, MemberActor } from '../facts.ts'
import type { Decision, TransferWrite, Write } from '../writes.ts'
import { dayMs, isAlreadyDone, takenBackOf } from './claim.ts'
import { expectAccount, expectCharter } from './counted.ts'
import { disputedOf } from './dispute.ts'
import { lineRules } from './lines.ts'
import { movedOf, othersOf, sideOf, tell } from './sides.ts'

/** How long who recorded it may take it back, in ms (product.md, Already done; ledger.md). */
export const undoMs = 600_000

export interface UndoFacts {
  readonly exchange: ExchangeFacts
  readonly actor: MemberActor
  readonly giver: AccountFacts
  /** The account of each receiver. */
  readonly receivers: readonly AccountFacts[]
  readonly charter: CharterFacts
  readonly now: number
  readonly freshIds: readonly string[]
}

/**
 * Who recorded a confirmation takes it back: what answered another's claim waits again, with its
 * hours set aside anew; what they recorded all by themselves is undone for good. Where the hours
 * cannot be set aside as they were, or several receivers have agreed, it becomes a dispute.
 */
export function decideUndo(facts: UndoFacts): Decision | Fault {
  const { actor, charter, exchange, receivers } = facts
  const refusal = refusalOfUndo(facts)
  if (refusal !== null) return refusal
  // From here the undoing must succeed.
  const expect = [
    { word: 'exchange', id: exchange.id, version: exchange.steps.length - 1 } as const,
    expectCharter(charter),
    ...receivers.map(expectAccount),
  ]
  if (isOwnRecord(exchange)) return { expect, write: undoneOf(facts, 'reversed') }
  const [receiver] = receivers
  const canHold = receivers.length === 1 && receiver !== undefined && fits(facts, receiver)
  if (canHold) return { expect, write: undoneOf(facts, 'done') }
  const said = { reason: 'undo_was_refused', seconds: null }
  return { expect, write: disputedOf(exchange, actor.member, said) }
}

/** Why someone may not take this back now; null when they may. */
export function refusalOfUndo({
  actor,
  exchange,
  now,
}: Pick<UndoFacts, 'actor' | 'exchange' | 'now'>): Fault | null {
  const confirmed = exchange.steps.findLast(({ state }) => state === 'confirmed')
  const isRecorder = confirmed?.actor === `member:${actor.by}`
  if (sideOf(exchange, actor.member) === null && !isRecorder) return fault('not_found')
  if (confirmed === undefined || exchange.state !== 'confirmed') {
    return fault('exchange_is_not_confirmed')
  }
  if (!isRecorder) return fault('actor_did_not_record_this')
  return now > confirmed.at + undoMs ? fault('undo_time_is_over') : null
}

/** Help already given, which one alone recorded and booked. */
function isOwnRecord({ steps }: ExchangeFacts): boolean {
  const [done, confirmed] = steps
  return isAlreadyDone({ steps }) && steps.length === 2 && done?.actor === confirmed?.actor
}

/** Whether accounts and line let the hours be set aside again once they are back. */
function fits({ charter, exchange, giver }: UndoFacts, receiver: AccountFacts): boolean {
  if (receiver.status !== 'open' || giver.status !== 'open') return false
  const movedSeconds = movedOf(exchange).reduce((sum, { seconds }) => sum + seconds, 0)
  const seconds = heldBefore(exchange).seconds
  const move = {
    purpose: 'help',
    seconds,
    helpSeconds: seconds,
    from: { ...receiver, balanceSeconds: receiver.balanceSeconds + movedSeconds },
    to: giver,
    charter: charter.body,
    app: null,
    promised: false,
  } as const
  return refusalOf(lineRules, move) === null
}

/** What was set aside before it was confirmed; where nothing was, all that moved. */
function heldBefore(exchange: ExchangeFacts): { seconds: number; expiresAt: number | null } {
  const hold = exchange.transfers.findLast(({ kind }) => kind === 'hold')
  const moved = movedOf(exchange).reduce((sum, { seconds }) => sum + seconds, 0)
  return { seconds: hold?.seconds ?? moved, expiresAt: hold?.expiresAt ?? null }
}

function undoneOf(facts: UndoFacts, state: 'done' | 'reversed'): Write[] {
  const { actor, exchange, freshIds } = facts
  const [holdId = '', ...ids] = freshIds
  return [
    ...takenBackOf(exchange, 'undone', ids),
    ...(state === 'done' ? [freshHold(facts, holdId)] : []),
    {
      into: 'exchangeStep',
      exchange: exchange.id,
      step: exchange.steps.length,
      state,
      // It says no hours of its own: what was said before stands again.
      reason: 'undone',
    },
    ...tell('exchange.undone', exchange, othersOf(exchange, actor.member)),
  ]
}

/** The hours set aside as they were; said to be done, they lapse no more (ledger.md law 6). */
function freshHold(facts: UndoFacts, id: string): TransferWrite {
  const { charter, exchange, giver, now, receivers } = facts
  const { expiresAt, seconds } = heldBefore(exchange)
  const later = now + charter.body.hold.days * dayMs
  return {
    into: 'transfer',
    id,
    kind: 'hold',
    purpose: 'help',
    fromAccount: receivers[0]?.account ?? '',
    toAccount: giver.account,
    seconds,
    charter: charter.version,
    exchange: exchange.id,
    expiresAt: expiresAt !== null && expiresAt > now ? expiresAt : later,
  }
}
