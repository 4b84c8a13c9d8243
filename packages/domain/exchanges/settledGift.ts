import { giftToPoolOf } from '../pools/giftToPool.ts'
import type { TransferWrite } from '../writes.ts'
import { giftBackOf } from './claim.ts'
import type { SettleFacts } from './settleFacts.ts'
import { movedOf } from './sides.ts'

/** What becomes of the hours that a giver had passed on to a pool. */
export interface SettledGift {
  /** Gifts that come back before hours do, so that their giver never stands below for them. */
  readonly back: readonly TransferWrite[]
  /** What is passed on again once all else of the settlement has moved. */
  readonly anew: readonly TransferWrite[]
}

/**
 * "My hours go to the pool", where a settlement takes back some of them: the gift ends as large as
 * the hours that stay given. Gifts that fit into these stay where they are; the others come back,
 * and the rest is given anew while the giver still chooses so and has it in hand.
 * @param moves what the settlement moves, in the order it moves it
 */
export function settledGiftOf(facts: SettleFacts, moves: readonly TransferWrite[]): SettledGift {
  const { charter, exchange, giver, giversPool = null, settlement } = facts
  let staySeconds = stayingSecondsOf(facts)
  const back: TransferWrite[] = []
  for (const gift of exchange.passedOn) {
    if (gift.seconds <= staySeconds) staySeconds -= gift.seconds
    else back.push(giftBackOf(gift, '', settlement.reason))
  }
  const backSeconds = back.reduce((sum, { seconds }) => sum + seconds, 0)
  const seconds = Math.min(staySeconds, backSeconds)
  if (seconds === 0) return { back, anew: [] }
  // As the account stands just before the gift, less the hours that the gift follows.
  const balanceSeconds = giver.balanceSeconds + backSeconds + gainOf(moves) - seconds
  const after = { ...giver, balanceSeconds }
  const gift = { exchange, giver: after, seconds, pool: giversPool, charter, freshId: '' }
  return { back, anew: giftToPoolOf(gift) }
}

/** Of what was booked to the giver, the hours that each receiver still says they had. */
function stayingSecondsOf({ exchange, receivers, settlement }: SettleFacts): number {
  const moved = movedOf(exchange)
  return receivers
    .map(({ account, member }) => {
      const bookedSeconds = moved
        .filter(({ fromAccount }) => fromAccount === account)
        .reduce((sum, { seconds }) => sum + seconds, 0)
      const said = settlement.shares.find(({ receiver }) => receiver === member)
      return Math.min(bookedSeconds, said?.seconds ?? 0)
    })
    .reduce((sum, seconds) => sum + seconds, 0)
}

/** What the giver's account gains by these; less than nothing where hours go back. */
function gainOf(moves: readonly TransferWrite[]): number {
  const signs: Partial<Record<TransferWrite['kind'], number>> = { post: 1, settle: 1, reverse: -1 }
  return moves.reduce((sum, { kind, seconds }) => sum + (signs[kind] ?? 0) * seconds, 0)
}
