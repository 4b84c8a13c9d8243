import type { MoveFacts } from '@commonhour/fairness'
import { giftToPoolOf } from '../pools/giftToPool.ts'
import type { Expectation, TransferWrite, Write } from '../writes.ts'
import { expectAccount } from './counted.ts'
import type { ActFacts } from './facts.ts'
import { beyondOf, lastSaidOf } from './hours.ts'
import { talkOf, verdictsOf } from './lines.ts'
import { moveOf } from './move.ts'
import { isOfSeveral, openHoldsOf } from './sides.ts'
import type { Part } from './split.ts'

/** What it takes to move one receiver's hours. */
export interface Booking {
  readonly expect: readonly Expectation[]
  /** What was set aside settles, up to that; hours beyond are a post in the same group. */
  readonly transfers: readonly TransferWrite[]
  /** What rules say of it, once its step stands. */
  readonly said: (step: number) => Write[]
  /** That a friendly talk is due, if one is. */
  readonly talk: readonly Write[]
}

/** Moves one receiver's hours (ledger.md law 6); whether a line allows it is judged before. */
export function bookingOf(facts: ActFacts, part: Part, freshId: () => string): Booking {
  const beyond = beyondOf(facts, part)
  const counted = facts.receivers.filter(({ account }) => account === part.account)
  const whole = moveOf(facts, part, { promised: true })
  const { id: exchange } = facts.exchange
  const gift = giftOf(facts, part, freshId)
  return {
    expect: [
      ...(beyond === null ? [] : counted.map(expectAccount)),
      // A gift that the books refused would take the help with it.
      ...(gift.length === 0 ? [] : [expectAccount(facts.giver)]),
    ],
    transfers: [...transfersOf(facts, part, beyond, freshId), ...gift],
    said: (step) => verdictsOf({ exchange, step }, ...(beyond ? [beyond] : []), whole),
    talk: beyond === null ? [] : talkOf(beyond),
  }
}

/** "My hours go to the pool": what the giver passes on of it. */
function giftOf(facts: ActFacts, { seconds }: Part, freshId: () => string): TransferWrite[] {
  const pool = facts.giversPool ?? null
  return pool === null ? [] : giftToPoolOf({ ...facts, pool, seconds, freshId: freshId() })
}

function transfersOf(
  { charter, exchange, giver }: ActFacts,
  { account, seconds }: Part,
  beyond: MoveFacts | null,
  freshId: () => string,
): TransferWrite[] {
  const hold = openHoldsOf(exchange).find(({ fromAccount }) => fromAccount === account)
  const isSplit = hold !== undefined && beyond !== null
  const shared = {
    into: 'transfer',
    purpose: 'help',
    fromAccount: account,
    toAccount: giver.account,
    exchange: exchange.id,
    workedOn: lastSaidOf(exchange)?.workedOn ?? null,
    // Several receivers confirm in batches of their own: the exchange itself is their group.
    groupId: isOfSeveral(exchange) ? exchange.id : isSplit ? freshId() : null,
  } as const
  const settle = hold && {
    ...shared,
    id: freshId(),
    kind: 'settle' as const,
    seconds: Math.min(seconds, hold.seconds),
    charter: hold.charter,
    ref: hold.id,
  }
  const post = beyond && {
    ...shared,
    id: freshId(),
    kind: 'post' as const,
    seconds: beyond.seconds,
    charter: charter.version,
  }
  return [...(settle ? [settle] : []), ...(post ? [post] : [])]
}
