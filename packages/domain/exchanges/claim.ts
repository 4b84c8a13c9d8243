import type { ExchangeFacts, ExchangeTransfer, Step } from '../facts.ts'
import { memberOfStep } from '../facts.ts'
import type { TransferWrite } from '../writes.ts'
import { movedOf } from './sides.ts'

export const dayMs = 86_400_000

/**
 * The step at which someone said for how long they helped or were helped, and which stands. Taking
 * back a confirmation says no hours of its own; who takes back what they said themselves leaves no
 * claim.
 * @returns null where nothing is said to be done, or nothing said stands
 */
export function claimOf({ steps }: Pick<ExchangeFacts, 'steps'>): Step | null {
  const claim = steps.findLast((step) => step.state === 'done' && !isUndoing(step))
  return claim === undefined || isTakenBack(claim, steps) ? null : claim
}

/** Whether who said this took it back later, by undoing what they had confirmed with it. */
export function isTakenBack(said: Step, steps: readonly Step[]): boolean {
  return steps.some(
    (step) => isUndoing(step) && step.step > said.step && memberOfStep(step) === memberOfStep(said),
  )
}

/** The step that reopened what was confirmed. */
function isUndoing({ reason, state }: Step): boolean {
  return state === 'done' && reason === 'undone'
}

/** Help that was recorded when it had been given, without an agreement beforehand. */
export function isAlreadyDone({ steps }: Pick<ExchangeFacts, 'steps'>): boolean {
  return steps[0]?.state === 'done'
}

/** Who has not yet answered what is said to be done: receivers whose hours wait, or the giver. */
export function awaitedOf(exchange: ExchangeFacts): string[] {
  const claim = claimOf(exchange)
  if (claim !== null && memberOfStep(claim) !== exchange.giver) return [exchange.giver]
  const moved = new Set(movedOf(exchange).map(({ fromAccount }) => fromAccount))
  return exchange.receivers.filter(({ account }) => !moved.has(account)).map(({ member }) => member)
}

/**
 * Every hour of an exchange that moved goes back, and what its giver had passed on to a pool comes
 * back to them before: nobody is left with a gift of hours they never had.
 */
export function takenBackOf(
  exchange: ExchangeFacts,
  reason: string,
  freshIds: readonly string[],
): TransferWrite[] {
  const { id, passedOn } = exchange
  const moved = movedOf(exchange).map((one) => (fresh: string) => mirrorOf(one, fresh, reason, id))
  const given = passedOn.map((one) => (fresh: string) => giftBackOf(one, fresh, reason))
  return [...given, ...moved].map((back, index) => back(freshIds[index] ?? ''))
}

/** A gift that followed the hours of an exchange, back from its pool. */
export function giftBackOf(gift: ExchangeTransfer, id: string, reason: string): TransferWrite {
  const { exchange: _, workedOn: __, ...back } = mirrorOf(gift, id, reason, '')
  return { ...back, purpose: 'gift' }
}

/** A moved transfer mirrored: the same hours the other way round, by the charter of their day. */
export function mirrorOf(transfer: ExchangeTransfer, id: string, reason: string, exchange: string) {
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
    exchange,
    reason,
  } as const
}
