import type { AccountFacts, CharterFacts, ExchangeFacts } from '../facts.ts'
import type { TransferWrite } from '../writes.ts'

export interface GiftToPoolFacts {
  readonly exchange: Pick<ExchangeFacts, 'id'>
  /** The giver's account as it stood before the help was booked. */
  readonly giver: AccountFacts
  /** Help that is booked to the giver in the same batch. */
  readonly seconds: number
  /** The pool the giver chose; null where they chose none, or none is open. */
  readonly pool: AccountFacts | null
  readonly charter: CharterFacts
  readonly freshId: string
}

/**
 * "My hours go to the pool": the gift that follows help just given, in the same batch and named by
 * its exchange. Nothing where the giver would not have these hours in hand: then they simply stay.
 * Whoever writes it expects the giver's account, so that the gift is never refused by the books.
 */
export function giftToPoolOf(facts: GiftToPoolFacts): TransferWrite[] {
  const { charter, exchange, freshId, giver, pool, seconds } = facts
  if (pool === null || pool.status !== 'open' || giver.status !== 'open') return []
  const inHandSeconds = giver.balanceSeconds + seconds - giver.heldOutSeconds
  if (inHandSeconds < seconds) return []
  return [
    {
      into: 'transfer',
      id: freshId,
      kind: 'post',
      purpose: 'gift',
      fromAccount: giver.account,
      toAccount: pool.account,
      seconds,
      charter: charter.version,
      groupId: exchange.id,
      onBehalfOf: giver.member,
    },
  ]
}
