import { type Fault, fault } from '@commonhour/contract'
import { judge, type MoveFacts, moveRules, refusalOf } from '@commonhour/fairness'
import type { AccountFacts, Actor, ExchangeFacts } from '../facts.ts'
import { memberOfStep, principalOf } from '../facts.ts'
import type { Write } from '../writes.ts'

/** Which side of an exchange a member is on; null for a stranger. */
export function sideOf(exchange: ExchangeFacts, member: string): 'giver' | 'receiver' | null {
  if (exchange.giver === member) return 'giver'
  return exchange.receivers.some((receiver) => receiver.member === member) ? 'receiver' : null
}

/** Everyone in it but one: whom to tell. */
export function othersOf(exchange: ExchangeFacts, member: string): string[] {
  return [exchange.giver, ...exchange.receivers.map((receiver) => receiver.member)].filter(
    (party) => party !== member,
  )
}

/** The side that made the newest proposal. */
export function proposerOf(exchange: ExchangeFacts): string | null {
  const proposal = exchange.steps.findLast(({ state }) => state === 'proposed')
  return proposal === undefined ? null : memberOfStep(proposal)
}

/** Holds that neither settled nor returned. */
export function openHoldsOf(exchange: ExchangeFacts) {
  const resolved = new Set(
    exchange.transfers
      .filter(({ kind }) => kind === 'settle' || kind === 'release')
      .map(({ ref }) => ref),
  )
  return exchange.transfers.filter(({ kind, id }) => kind === 'hold' && !resolved.has(id))
}

/** What each open hold becomes when the hours go back to the receiver. */
export function releasesOf(exchange: ExchangeFacts, freshIds: readonly string[]) {
  return openHoldsOf(exchange).map((hold, index) => ({
    into: 'transfer' as const,
    id: freshIds[index] ?? '',
    kind: 'release' as const,
    purpose: 'help' as const,
    fromAccount: hold.fromAccount,
    toAccount: hold.toAccount,
    seconds: hold.seconds,
    charter: hold.charter,
    ref: hold.id,
    exchange: exchange.id,
  }))
}

/**
 * The rules' refusal as it may be told to the one who asks: what concerns the receiver's standing
 * is told in full only to the receiver; anyone else hears that it cannot be agreed yet
 * (product.md).
 */
export function refusalFor(actor: Actor, move: MoveFacts, rules = moveRules): Fault | null {
  const refusal = refusalOf(rules, move)
  if (refusal === null) return null
  const concerned = move.from.member !== null && principalOf(actor) === `member:${move.from.member}`
  if (!concerned) return withoutStanding(refusal)
  return isAboutLine(refusal.rule) ? { ...refusal, ways: waysOf(move) } : refusal
}

/** A refusal as anyone but the receiver may hear it: nothing of the receiver's line. */
export function withoutStanding(refusal: Fault): Fault {
  if (isAboutLine(refusal.rule)) return fault('help_cannot_be_agreed_yet')
  const verdicts = refusal.verdicts?.filter(({ rule }) => !isAboutLine(rule)) ?? []
  return { ...refusal, verdicts }
}

/**
 * The books' refusal as it may be told to the one who asks: that an account holds all it may is
 * for its holder to know; anyone else hears that it cannot be agreed yet.
 */
export function hearsOf(
  actor: Actor,
  rising: Pick<AccountFacts, 'member'> | null,
): (refused: Fault) => Fault {
  const holder = rising?.member ?? null
  const isHolder = holder !== null && principalOf(actor) === `member:${holder}`
  return (refused) =>
    refused.fault === 'ceiling_is_reached' && !isHolder
      ? fault('help_cannot_be_agreed_yet')
      : refused
}

const namesOfLines = new Set(['newcomer-line', 'credit-floor-hard', 'credit-floor-soft'])
/** Whether a rule looks at where someone stands. */
export function isAboutLine(rule: string | undefined): boolean {
  return rule !== undefined && namesOfLines.has(rule)
}

/** The rules that look at where the receiver would stand, and the others. */
export const lineRules = moveRules.filter(({ name }) => isAboutLine(name))
export const otherRules = moveRules.filter(({ name }) => !isAboutLine(name))

/** The card for coordinators: help stands as done that a line will not let be booked (law 6). */
export function lineCardOf(exchange: string): Write {
  return { into: 'outbox', kind: 'line.reached', ref: exchange, member: null }
}

/** The notice that a friendly talk is due, where hours take someone across the soft line. */
export function talkOf(move: MoveFacts): Write[] {
  const isDue = judge(moveRules, move).some(({ rule }) => rule === 'credit-floor-soft')
  return isDue
    ? [{ into: 'outbox', kind: 'talk.due', ref: move.from.member ?? '', member: null }]
    : []
}

/**
 * The ways that are open now instead: a friend's gift always, less help when there is room for a
 * step.
 */
function waysOf({ from, charter }: MoveFacts): string[] {
  const floorSeconds = Math.max(from.floorSeconds, from.newcomerFloorSeconds ?? from.floorSeconds)
  const roomSeconds = from.balanceSeconds - from.heldOutSeconds - floorSeconds
  return roomSeconds >= charter.quantumSeconds ? ['smallerEstimate', 'gift'] : ['gift']
}
