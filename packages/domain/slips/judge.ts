import {
  type Fault,
  fault,
  faults,
  type JudgedSlip,
  type MemberRef,
  type Slip,
} from '@commonhour/contract'
import { type MoveFacts, officeRules, refusalOf } from '@commonhour/fairness'
import { lineRules, otherRules } from '../exchanges/lines.ts'
import type { AccountFacts, CharterFacts, MemberActor } from '../facts.ts'
import { standAfter } from '../transfers/standAfter.ts'

/** A member whom a slip may name, with their account as the books have it. */
export interface SlipMember {
  readonly member: string
  readonly number: number
  readonly name: string
  readonly account: AccountFacts
}
export interface JudgeSlipsFacts {
  readonly actor: MemberActor
  readonly lines: readonly Slip[]
  readonly members: readonly SlipMember[]
  readonly charter: CharterFacts
  /** The latest day it is anywhere: help is not recorded beyond it. */
  readonly today: string
  /** What stands already, as `seenKey` says it. */
  readonly seen: ReadonlySet<string>
}
/** One line with what it would do; `move` where it can be entered. */
export interface JudgedLine {
  readonly wire: JudgedSlip
  readonly refused: Fault | null
  readonly move: MoveFacts | null
}

/**
 * What each line would do, in their order: each is judged where the lines before it leave the two.
 * Nobody's line refuses help already done; such a line waits for a coordinator's way (law 6).
 */
export function judgeSlips(facts: JudgeSlipsFacts): JudgedLine[] {
  const accounts = new Map(facts.members.map(({ account }) => [account.account, account]))
  const seen = new Set(facts.seen)
  const ids = new Set<string>()
  return facts.lines.map((slip, index) => {
    const giver = memberOf(facts, slip.giver)
    const receiver = memberOf(facts, slip.receiver)
    const move = giver && receiver && moveOf(facts, slip, accounts, [giver, receiver])
    const refused = ids.has(slip.id) ? fault('id_is_taken') : refusalOfLine(facts, slip, move)
    const waits = refused === null && move !== null && refusalOf(lineRules, move) !== null
    const key = giver && receiver ? seenKey(giver.member, receiver.member, slip) : ''
    const wire: JudgedSlip = {
      ...{ line: index + 1, exchange: slip.id, giver: named(giver), receiver: named(receiver) },
      ...{ seconds: slip.seconds, workedOn: slip.workedOn, title: slip.title },
      outcome: refused !== null ? 'refused' : waits ? 'waits' : 'booked',
      code: refused?.fault ?? null,
      says: refused === null ? null : (refused.detail ?? faults[refused.fault].says),
      seenBefore: seen.has(key),
    }
    ids.add(slip.id)
    seen.add(key)
    if (wire.outcome === 'booked' && move !== null) standAfter(accounts, move, facts.charter)
    return { wire, refused, move: refused === null ? move : null }
  })
}

/** The same two, day and hours: what tells a slip that was typed twice. */
export function seenKey(
  giver: string,
  receiver: string,
  { seconds, workedOn }: { readonly seconds: number; readonly workedOn: string },
): string {
  return [giver, receiver, workedOn, seconds].join(' ')
}

function refusalOfLine(facts: JudgeSlipsFacts, slip: Slip, move: MoveFacts | null): Fault | null {
  if (move === null) return fault('not_found', { detail: 'Nobody here has this number.' })
  const parties = [move.from.member ?? '', move.to.member ?? '']
  const inOwnCause = refusalOf(officeRules, { speaksFor: facts.actor.speaksFor, parties })
  if (inOwnCause !== null) return inOwnCause
  if (slip.workedOn > facts.today) return fault('help_is_in_the_future')
  const closed = [move.from, move.to].find((side) => (side as AccountFacts).status !== 'open')
  if (closed !== undefined) {
    const isFrozen = (closed as AccountFacts).status === 'frozen'
    return fault(isFrozen ? 'account_is_frozen' : 'account_is_closed')
  }
  return refusalOf(otherRules, move)
}

function moveOf(
  { actor, charter }: JudgeSlipsFacts,
  { seconds }: Slip,
  accounts: ReadonlyMap<string, AccountFacts>,
  [giver, receiver]: readonly [SlipMember, SlipMember],
): MoveFacts {
  return {
    purpose: 'help',
    seconds,
    helpSeconds: seconds,
    from: accounts.get(receiver.account.account) ?? receiver.account,
    to: accounts.get(giver.account.account) ?? giver.account,
    charter: charter.body,
    app: null,
    promised: false,
    // One coordinator writes for both, as both told them (product.md, two-parties).
    acted: { fromSide: [actor.by], toSide: [actor.by], enteredBySteward: true },
  }
}

function memberOf({ members }: JudgeSlipsFacts, ref: MemberRef): SlipMember | null {
  return members.find(({ member, number }) => member === ref || number === ref) ?? null
}

function named(member: SlipMember | null): { member: string; name: string } | null {
  return member && { member: member.member, name: member.name }
}
