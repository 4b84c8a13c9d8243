import { type Acceptance, type Fault, fault, isFault } from '@commonhour/contract'
import type { MoveFacts } from '@commonhour/fairness'
import type { Decision, Expectation, TransferWrite, Write } from '../writes.ts'
import { answersNeed, expectNeed } from './answered.ts'
import { expectAccount, expectCharter, expectMembers } from './counted.ts'
import { type ActFacts, dispenserOf } from './facts.ts'
import { refusalFor, talkOf, verdictsOf } from './lines.ts'
import { moveOf } from './move.ts'
import {
  awaitedBy,
  hasAssented,
  isOfSeveral,
  openHoldsOf,
  othersOf,
  proposerOf,
  sideOf,
  stepNow,
  tell,
} from './sides.ts'
import { type Part, partsOf } from './split.ts'

export type AcceptFacts = ActFacts & { readonly acceptance: Acceptance }

const dayMs = 86_400_000

/**
 * The side that did not make the last proposal agrees: the hours are set aside. Of several
 * receivers each sets aside their own part; the last yes agrees for all.
 */
export function decideAcceptance(facts: AcceptFacts): Decision | Fault {
  const { acceptance, actor, charter, exchange, giver } = facts
  if (sideOf(exchange, actor.member) === null) return fault('not_found')
  if (exchange.state !== 'proposed') return fault('exchange_is_not_proposed')
  if (acceptance.step !== undefined && acceptance.step !== stepNow(exchange)) {
    return fault('proposal_has_changed')
  }
  if (proposerOf(exchange) === actor.member) return fault('actor_made_the_proposal')
  if (hasAssented(exchange, actor.member)) return fault('actor_has_agreed_already')
  if (actor.state !== 'active') return fault('actor_is_not_active')
  const parts = partsOf(exchange, exchange.estimateSeconds, charter)
  if (isFault(parts)) return parts
  const isLast = awaitedBy(exchange).every((party) => party === actor.member)
  const held = partsToHold(facts, parts, isLast)
  const moves = held.map((part) => moveOf(facts, part))
  for (const move of moves) {
    const refusal = refusalFor(actor, move)
    if (refusal !== null) return refusal
  }
  // From here the acceptance must succeed.
  const receivers = moves.map(({ from }) => from.account)
  const counted = facts.receivers.filter(({ account }) => receivers.includes(account))
  const guards = [
    { word: 'exchange', id: exchange.id, version: stepNow(exchange) } as const,
    ...expectAssents(facts),
    expectCharter(charter),
    ...expectMembers(actor, giver, ...counted),
    ...counted.map(expectAccount),
  ]
  const freshId = dispenserOf(facts.freshIds)
  const holds = held.map((part) => holdOf(facts, part, freshId()))
  const write = [...holds, ...assentOf(facts)]
  if (!isLast) {
    const step = { exchange: exchange.id, step: stepNow(exchange) }
    return { expect: guards, write: [...write, ...verdictsOf(step, ...moves)] }
  }
  return {
    expect: [...guards, ...expectNeed(facts.need)],
    write: [...write, ...agreedOf(facts, moves, freshId)],
  }
}

/** Whose hours are set aside now: one's own, and with the last yes everyone's that are not yet. */
function partsToHold({ actor, exchange }: AcceptFacts, parts: Part[], isLast: boolean): Part[] {
  const held = new Set(openHoldsOf(exchange).map(({ fromAccount }) => fromAccount))
  return parts
    .filter(({ account, member }) => !held.has(account) && (isLast || member === actor.member))
    .toSorted(
      (one, other) => Number(other.member === actor.member) - Number(one.member === actor.member),
    )
}

/** One of several says yes in a row of its own; of two, the step itself says it. */
function assentOf({ actor, exchange }: AcceptFacts): Write[] {
  if (!isOfSeveral(exchange)) return []
  const said = { exchange: exchange.id, member: actor.member, step: stepNow(exchange) }
  return [{ into: 'exchangeAssent', ...said, kind: 'acceptance' }]
}

/** The guard of who said yes so far: two who are last at the same moment must not both wait. */
export function expectAssents({ exchange }: Pick<ActFacts, 'exchange'>): Expectation[] {
  if (!isOfSeveral(exchange)) return []
  return [{ word: 'assent', id: exchange.id, version: exchange.assents.length }]
}

function agreedOf(
  { actor, exchange, need, others }: AcceptFacts,
  moves: readonly MoveFacts[],
  freshId: () => string,
): Write[] {
  const step = exchange.steps.length
  return [
    { into: 'exchangeStep', exchange: exchange.id, step, state: 'agreed' },
    ...verdictsOf({ exchange: exchange.id, step }, ...moves),
    ...answersNeed(need, others, exchange.giver, freshId),
    ...tell('exchange.agreed', exchange, othersOf(exchange, actor.member)),
    ...moves.flatMap(talkOf),
  ]
}

/** A receiver's hours, set aside until some days after the agreed help has ended. */
function holdOf(
  { charter, exchange, giver, now }: AcceptFacts,
  { account, seconds }: Part,
  id: string,
): TransferWrite {
  const agreedEnd = Math.max(now, exchange.agreedForAt ?? now) + exchange.estimateSeconds * 1000
  return {
    into: 'transfer',
    id,
    kind: 'hold',
    purpose: 'help',
    fromAccount: account,
    toAccount: giver.account,
    seconds,
    charter: charter.version,
    exchange: exchange.id,
    expiresAt: agreedEnd + charter.body.hold.days * dayMs,
  }
}
