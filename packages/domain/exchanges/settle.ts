import { type Fault, fault } from '@commonhour/contract'
import { type MoveFacts, officeRules, refusalOf } from '@commonhour/fairness'
import type { AccountFacts, ExchangeTransfer } from '../facts.ts'
import { officeOf, refusalOfOffice } from '../members/office.ts'
import type { Decision, TransferWrite } from '../writes.ts'
import { mirrorOf } from './claim.ts'
import { expectAccount, expectCharter } from './counted.ts'
import { refusalOfRemembered } from './dispute.ts'
import { dispenserOf } from './facts.ts'
import { lineRules, talkOf } from './lines.ts'
import { settledGiftOf } from './settledGift.ts'
import type { SettleFacts } from './settleFacts.ts'
import { movedOf, openHoldsOf, partiesOf, sideOf, tell } from './sides.ts'
import { waysOf } from './ways.ts'

/**
 * A coordinator who takes no part says how long the help took. What was set aside settles up to
 * that and the rest returns; hours beyond are posted, judged by the line; what was booked otherwise
 * is taken back and booked anew. All of it is one group.
 */
export function decideSettlement(facts: SettleFacts): Decision | Fault {
  const { actor, charter, exchange, settlement } = facts
  const refusal = refusalOfSettlement(facts) ?? refusalOfShares(facts)
  if (refusal !== null) return refusal
  const plans = facts.receivers.map((receiver) => planOf(facts, receiver))
  const posts = plans.flatMap(({ post }) => (post === null ? [] : [post]))
  for (const post of posts) {
    const beyond = refusalOf(lineRules, post)
    if (beyond !== null) return { ...beyond, ways: waysOf(post) }
  }
  // From here the settlement must succeed.
  const moves = plans.flatMap(({ transfers }) => transfers)
  const { anew, back } = settledGiftOf(facts, moves)
  const transfers = [...back, ...moves, ...anew]
  return {
    expect: [
      ...officeOf(actor),
      { word: 'exchange', id: exchange.id, version: exchange.steps.length - 1 },
      expectCharter(charter),
      ...(posts.length > 0 ? facts.receivers.map(expectAccount) : []),
      ...(anew.length > 0 ? [expectAccount(facts.giver)] : []),
    ],
    write: [
      ...withIds(transfers, facts.freshIds),
      {
        into: 'exchangeStep',
        exchange: exchange.id,
        step: exchange.steps.length,
        state: 'settled',
        seconds: settlement.shares.reduce((sum, { seconds }) => sum + seconds, 0),
        reason: settlement.reason,
      },
      ...tell('exchange.settled', exchange, partiesOf(exchange)),
      ...posts.flatMap(talkOf),
    ],
  }
}

/** Why this member may not settle this; null when they may. */
export function refusalOfSettlement({
  actor,
  exchange,
}: Pick<SettleFacts, 'actor' | 'exchange'>): Fault | null {
  const notInOffice = refusalOfOffice(actor)
  // Whether there is such an exchange is for its people and coordinators to know.
  const mayKnow = sideOf(exchange, actor.member) !== null || actor.offices.includes('coordinator')
  if (notInOffice !== null) return mayKnow ? notInOffice : fault('not_found')
  const parties = partiesOf(exchange)
  const refusal = refusalOf(officeRules, { speaksFor: actor.speaksFor, parties })
  if (refusal !== null) return refusal
  return exchange.state === 'disputed' ? null : fault('exchange_is_not_disputed')
}

/** Every receiver is named once, with whole steps, and the whole is not too long. */
function refusalOfShares({ charter, exchange, settlement }: SettleFacts): Fault | null {
  const named = settlement.shares.map(({ receiver }) => receiver).toSorted()
  const wanted = exchange.receivers.map(({ member }) => member).toSorted()
  if (named.join() !== wanted.join()) return fault('settlement_misses_a_receiver')
  const total = settlement.shares.reduce((sum, { seconds }) => sum + seconds, 0)
  const each = settlement.shares.map(({ seconds }) => refusalOfRemembered(seconds, charter))
  return each.find((refusal) => refusal !== null) ?? refusalOfRemembered(total, charter)
}

interface Plan {
  readonly transfers: readonly TransferWrite[]
  /** What a line judges: the hours beyond what was set aside. */
  readonly post: MoveFacts | null
}

/** What becomes of one receiver's hours. */
function planOf(facts: SettleFacts, receiver: AccountFacts): Plan {
  const { charter, exchange, settlement } = facts
  const seconds = settlement.shares.find((one) => one.receiver === receiver.member)?.seconds ?? 0
  const isOwn = ({ fromAccount }: ExchangeTransfer) => fromAccount === receiver.account
  const hold = openHoldsOf(exchange).find(isOwn)
  const moved = movedOf(exchange).filter(isOwn)
  // What was booked so already stays; all else is taken back whole, and booked anew.
  const stays = moved.length > 0 && secondsOf(moved) === seconds
  const back = stays ? [] : moved.map((one) => mirrorOf(one, '', settlement.reason, exchange.id))
  const settledSeconds = stays ? 0 : Math.min(seconds, hold?.seconds ?? 0)
  const beyondSeconds = stays ? 0 : seconds - settledSeconds
  const shared = sharedOf(facts, receiver)
  const ended = hold === undefined ? [] : [{ ...shared, ...endOf(hold, settledSeconds) }]
  if (beyondSeconds === 0) return { transfers: [...back, ...ended], post: null }
  const post = { kind: 'post', seconds: beyondSeconds, charter: charter.version } as const
  // Where the receiver stands once what was booked is back and what was set aside has settled.
  const from = {
    ...receiver,
    balanceSeconds: receiver.balanceSeconds + secondsOf(back) - settledSeconds,
    heldOutSeconds: receiver.heldOutSeconds - (hold?.seconds ?? 0),
  }
  return {
    transfers: [...back, ...ended, { ...shared, ...post }],
    post: moveBeyond(facts, from, beyondSeconds),
  }
}

function secondsOf(moves: readonly { readonly seconds: number }[]): number {
  return moves.reduce((sum, { seconds }) => sum + seconds, 0)
}

function sharedOf({ exchange, giver }: SettleFacts, receiver: AccountFacts) {
  return {
    into: 'transfer',
    id: '',
    purpose: 'help',
    fromAccount: receiver.account,
    toAccount: giver.account,
    exchange: exchange.id,
    workedOn: exchange.steps.findLast(({ state }) => state === 'done')?.workedOn ?? null,
  } as const
}

/** What was set aside settles as far as it is needed, and else returns. */
function endOf({ charter, id, seconds }: ExchangeTransfer, settledSeconds: number) {
  return settledSeconds > 0
    ? ({ kind: 'settle', seconds: settledSeconds, charter, ref: id } as const)
    : ({ kind: 'release', seconds, charter, ref: id } as const)
}

function moveBeyond({ charter, giver }: SettleFacts, from: AccountFacts, seconds: number) {
  return {
    ...({ purpose: 'help', app: null, promised: false } as const),
    ...{ seconds, helpSeconds: seconds, from, to: giver, charter: charter.body },
  }
}

/** Ids for transfers, in their order; several are one group, but for a gift of these hours. */
function withIds(
  transfers: readonly TransferWrite[],
  freshIds: readonly string[],
): TransferWrite[] {
  const freshId = dispenserOf(freshIds)
  const groupId = transfers.length > 1 ? freshId() : null
  return transfers.map((transfer) => ({ groupId, ...transfer, id: freshId() }))
}
