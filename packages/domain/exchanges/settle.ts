import { type Fault, fault, type Settlement } from '@commonhour/contract'
import { type MoveFacts, officeRules, refusalOf } from '@commonhour/fairness'
import type { AccountFacts, CharterFacts, ExchangeFacts, MemberActor } from '../facts.ts'
import { officeOf, refusalOfOffice } from '../members/office.ts'
import type { Decision, TransferWrite } from '../writes.ts'
import { mirrorOf } from './claim.ts'
import { expectAccount, expectCharter } from './counted.ts'
import { refusalOfRemembered } from './dispute.ts'
import { dispenserOf } from './facts.ts'
import { lineRules, talkOf } from './lines.ts'
import { movedOf, openHoldsOf, partiesOf, sideOf, tell } from './sides.ts'
import { waysOf } from './ways.ts'

export interface SettleFacts {
  readonly exchange: ExchangeFacts
  readonly actor: MemberActor
  readonly giver: AccountFacts
  /** The account of each receiver. */
  readonly receivers: readonly AccountFacts[]
  readonly charter: CharterFacts
  readonly settlement: Settlement
  readonly freshIds: readonly string[]
}

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
  const transfers = plans.flatMap(({ transfers }) => transfers)
  return {
    expect: [
      ...officeOf(actor),
      { word: 'exchange', id: exchange.id, version: exchange.steps.length - 1 },
      expectCharter(charter),
      ...(posts.length > 0 ? facts.receivers.map(expectAccount) : []),
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

/** What becomes of one receiver's hours: their transfers, and the post that a line judges. */
function planOf(
  { charter, exchange, giver, settlement }: SettleFacts,
  receiver: AccountFacts,
): { transfers: TransferWrite[]; post: MoveFacts | null } {
  const seconds = settlement.shares.find((one) => one.receiver === receiver.member)?.seconds ?? 0
  const hold = openHoldsOf(exchange).find(({ fromAccount }) => fromAccount === receiver.account)
  const moved = movedOf(exchange).filter(({ fromAccount }) => fromAccount === receiver.account)
  const movedSeconds = moved.reduce((sum, one) => sum + one.seconds, 0)
  const stays = movedSeconds === seconds && movedSeconds > 0
  const back = stays ? [] : moved.map((one) => mirrorOf(one, '', settlement.reason, exchange.id))
  const settledSeconds = stays ? 0 : Math.min(seconds, hold?.seconds ?? 0)
  const beyondSeconds = stays ? 0 : seconds - settledSeconds
  const shared = {
    into: 'transfer',
    id: '',
    purpose: 'help',
    fromAccount: receiver.account,
    toAccount: giver.account,
    exchange: exchange.id,
    workedOn: exchange.steps.findLast(({ state }) => state === 'done')?.workedOn ?? null,
  } as const
  const resolved: TransferWrite[] =
    hold === undefined
      ? []
      : settledSeconds > 0
        ? [
            {
              ...shared,
              kind: 'settle',
              seconds: settledSeconds,
              charter: hold.charter,
              ref: hold.id,
            },
          ]
        : [
            {
              ...shared,
              kind: 'release',
              seconds: hold.seconds,
              charter: hold.charter,
              ref: hold.id,
            },
          ]
  if (beyondSeconds === 0) return { transfers: [...back, ...resolved], post: null }
  const booked = {
    ...shared,
    kind: 'post',
    seconds: beyondSeconds,
    charter: charter.version,
  } as const
  const returnedSeconds = back.reduce((sum, one) => sum + one.seconds, 0)
  // Where the receiver stands once what was booked is back and what was set aside has settled.
  const from = {
    ...receiver,
    balanceSeconds: receiver.balanceSeconds + returnedSeconds - settledSeconds,
    heldOutSeconds: receiver.heldOutSeconds - (hold?.seconds ?? 0),
  }
  return {
    transfers: [...back, ...resolved, booked],
    post: {
      purpose: 'help',
      seconds: beyondSeconds,
      helpSeconds: beyondSeconds,
      from,
      to: giver,
      charter: charter.body,
      app: null,
      promised: false,
    },
  }
}

/** Ids for transfers, in their order; several of them are one group. */
function withIds(
  transfers: readonly TransferWrite[],
  freshIds: readonly string[],
): TransferWrite[] {
  const freshId = dispenserOf(freshIds)
  const groupId = transfers.length > 1 ? freshId() : null
  return transfers.map((transfer) => ({ ...transfer, id: freshId(), groupId }))
}
