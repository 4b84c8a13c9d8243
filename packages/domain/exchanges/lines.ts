import { type Fault, fault, type Verdict } from '@commonhour/contract'
import {
  type Hearer,
  heardBy,
  judge,
  type MoveFacts,
  moveRules,
  refusalOf,
} from '@commonhour/fairness'
import {
  type AccountFacts,
  type Actor,
  type ExchangeFacts,
  type MemberActor,
  principalOf,
} from '../facts.ts'
import type { Write } from '../writes.ts'
import { sideOf } from './sides.ts'
import { waysOf } from './ways.ts'

/**
 * The rules' refusal as it may be told to the one who asks: what concerns a standing or habits is
 * told in full only to whom it concerns; anyone else hears that it cannot be agreed yet
 * (product.md).
 */
export function refusalFor(actor: Actor, move: MoveFacts, rules = moveRules): Fault | null {
  const refusal = refusalOf(rules, move)
  if (refusal === null) return null
  const heard = asHeardBy(refusal, hearersOf(actor, move))
  return isAboutLine(heard.rule) ? { ...heard, ways: waysOf(move) } : heard
}

/** Which sides of a movement someone is. */
export function hearersOf(actor: Actor, { from, to }: Pick<MoveFacts, 'from' | 'to'>): Hearer[] {
  const is = (side: Pick<AccountFacts, 'member'>) =>
    side.member !== null && principalOf(actor) === `member:${side.member}`
  return [is(from) ? 'from' : 'other', is(to) ? 'to' : 'other']
}

/** A refusal as anyone but the two may hear it: nothing of a standing. */
export function withoutStanding(refusal: Fault): Fault {
  return asHeardBy(refusal, ['other'])
}

function asHeardBy(refusal: Fault, hearers: readonly Hearer[]): Fault {
  const verdicts = heardBy(refusal.verdicts ?? [], hearers)
  const isHeard = verdicts.some(({ rule }) => rule === refusal.rule)
  return isHeard ? { ...refusal, verdicts } : fault('help_cannot_be_agreed_yet')
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
 * What rules said of an exchange, as a reader may hear it: its people of their own standing alone,
 * stewards who take no part by their office.
 */
export function verdictsHeard(exchange: ExchangeFacts, actor: MemberActor): Verdict[] {
  const { member } = actor
  const isGiver = exchange.giver === member
  const inOffice = sideOf(exchange, member) === null && actor.state === 'active'
  const offices = inOffice ? actor.offices : []
  return exchange.verdicts.flatMap(({ facts, receiver, rule, says, verdict }) => {
    const sides: Hearer[] = [receiver === member ? 'from' : 'other', isGiver ? 'to' : 'other']
    return heardBy([{ rule, verdict, says, facts }], [...sides, ...offices])
  })
}

/** What rules say of a step they allow, kept for whom it concerns and for the auditors. */
export function verdictsOf(
  { exchange, step }: { readonly exchange: string; readonly step: number },
  ...moves: readonly MoveFacts[]
): Write[] {
  const said = moves.flatMap((move) =>
    judge(moveRules, move).map(({ facts, rule, says, verdict }) => ({
      into: 'exchangeVerdict' as const,
      ...{ exchange, step, rule, says, verdict, facts },
      receiver: move.from.member ?? '',
    })),
  )
  const allowed = said.filter(({ verdict }) => verdict === 'caution' || verdict === 'note')
  const byRule = new Map(allowed.map((one) => [`${one.rule} ${one.receiver}`, one]))
  return [...byRule.values()] as Write[]
}
