import { type Fault, fault } from '@commonhour/contract'
import type { AccountFacts, CharterFacts } from '../facts.ts'
import type { Decision, Write } from '../writes.ts'

/** What someone who left has in hand, and where it may go. */
export interface EstateFacts {
  readonly member: string
  /** Their account. */
  readonly account: AccountFacts
  /** The account they named; null for none. */
  readonly handTo: AccountFacts | null
  /** A pool that is open; null where there is none. */
  readonly pool: AccountFacts | null
  readonly charter: CharterFacts
  readonly freshId: string
}
export interface HandoverFacts extends EstateFacts {
  readonly departedAt: number
  readonly now: number
  /** Exchanges of theirs that are neither confirmed nor ended. */
  readonly openExchanges: number
  /** Hours set aside from or for them. */
  readonly heldSeconds: number
}

const dayMs = 86_400_000

/** The moment from which hours that nobody was named for go to the pool (product.md, Leaving). */
export function handedOverAt(departedAt: number, { body }: Pick<CharterFacts, 'body'>): number {
  return departedAt + body.leaving.days * dayMs
}

/**
 * What time does: the hours in hand of someone who left go to whom they named once nothing is open,
 * else to the pool after the charter's days; then the account closes.
 */
export function decideEstateHandedOver(facts: HandoverFacts): Decision | Fault {
  const { account, charter, departedAt, handTo, heldSeconds, now, openExchanges } = facts
  if (account.status === 'closed') return fault('account_is_closed')
  const isOver = now >= handedOverAt(departedAt, charter)
  const isSettled = handTo !== null || account.balanceSeconds <= 0
  if (heldSeconds > 0) return fault('hours_wait_to_be_handed_over')
  if (!isOver && (openExchanges > 0 || !isSettled)) return fault('hours_wait_to_be_handed_over')
  const writes = estateOf(facts)
  if (writes === null) return fault('hours_cannot_go_there')
  // From here the handing over must succeed.
  return {
    expect: [
      { word: 'account', id: account.account, version: account.version },
      { word: 'charter', id: 'charter', version: charter.newestVersion },
    ],
    write: writes,
  }
}

/**
 * The whole of what is in hand as one gift, and the account's end. A standing below zero stays
 * where it is: the community carries it, and nobody is asked for it.
 * @returns null where there is nobody who could take the hours
 */
export function estateOf(facts: EstateFacts): Write[] | null {
  const { account, charter, freshId, member } = facts
  const closed: Write = { into: 'accountStep', account: account.account, act: 'closed' }
  if (account.balanceSeconds <= 0) return [closed]
  const to = [facts.handTo, facts.pool].find((one) => mayTake(one))
  if (to == null) return null
  const told: Write[] =
    to.member === null
      ? []
      : [{ into: 'outbox', kind: 'transfer.gift', ref: freshId, member: to.member }]
  return [
    {
      into: 'transfer',
      id: freshId,
      kind: 'post',
      purpose: 'gift',
      fromAccount: account.account,
      toAccount: to.account,
      seconds: account.balanceSeconds,
      charter: charter.version,
      onBehalfOf: member,
    },
    ...told,
    closed,
  ]
}

/** Whether an account may be handed hours: an open pool, or the account of an active member. */
export function mayTake(to: AccountFacts | null): boolean {
  if (to?.status !== 'open') return false
  return to.kind === 'pool' || (to.member !== null && to.state === 'active')
}
