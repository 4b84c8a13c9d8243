import { type Fault, fault } from '@commonhour/contract'
import { officeRules, refusalOf } from '@commonhour/fairness'
import { dayMs, takenBackOf } from '../exchanges/claim.ts'
import { dispenserOf } from '../exchanges/facts.ts'
import { movedOf, partiesOf } from '../exchanges/sides.ts'
import type { ExchangeFacts, MemberActor } from '../facts.ts'
import { officeOf, refusalOfOffice } from '../members/office.ts'
import type { Decision, Write } from '../writes.ts'

/** A batch of slips as it stands. Times are ms since the epoch. */
export interface SlipBatchFacts {
  readonly id: string
  readonly at: number
  readonly reversedAt: number | null
  readonly exchanges: readonly ExchangeFacts[]
}
export interface ReverseSlipsFacts {
  readonly actor: MemberActor
  readonly batch: SlipBatchFacts
  readonly now: number
  readonly freshIds: readonly string[]
}

const reason = 'recorded_by_mistake'
/** For how long a batch is undone as one act; older bookings are for two stewards, one by one. */
export const slipDays = 30

/**
 * A coordinator takes back a whole batch at once. What someone disputed, settled or undid
 * meanwhile stays as they left it.
 */
export function decideSlipReversal(facts: ReverseSlipsFacts): Decision | Fault {
  const { actor, batch, now } = facts
  const notInOffice = refusalOfOffice(actor)
  if (notInOffice !== null) return notInOffice
  const parties = batch.exchanges.flatMap(partiesOf)
  const inOwnCause = refusalOf(officeRules, { speaksFor: actor.speaksFor, parties })
  if (inOwnCause !== null) return inOwnCause
  const standing = batch.exchanges.filter(({ state }) => state === 'confirmed' || state === 'done')
  if (batch.reversedAt !== null || standing.length === 0) {
    return fault('slips_are_reversed_already')
  }
  if (now > batch.at + slipDays * dayMs) return fault('slips_are_too_old')
  // From here the reversal must succeed.
  const freshId = dispenserOf(facts.freshIds)
  return {
    expect: [
      ...officeOf(actor),
      ...batch.exchanges.map(
        ({ id, steps }) => ({ word: 'exchange', id, version: steps.length - 1 }) as const,
      ),
    ],
    write: [
      { into: 'slipReversal', batch: batch.id, exchanges: standing.length },
      ...standing.flatMap((exchange) => writesOf(exchange, batch.id, freshId)),
    ],
  }
}

/** Whether a batch may still be taken back as one act, as far as it goes itself. */
export function mayReverseSlips(batch: SlipBatchFacts, now: number): boolean {
  const stands = batch.exchanges.some(({ state }) => state === 'confirmed' || state === 'done')
  return stands && batch.reversedAt === null && now <= batch.at + slipDays * dayMs
}

/**
 * What was booked is mirrored in one group, with what its giver passed on to a pool; what only
 * waits is called off.
 */
function writesOf(exchange: ExchangeFacts, groupId: string, freshId: () => string): Write[] {
  const { id, passedOn, state, steps } = exchange
  const freshIds = [...passedOn, ...movedOf(exchange)].map(freshId)
  return [
    ...takenBackOf(exchange, reason, freshIds).map((back) => ({ ...back, groupId })),
    {
      into: 'exchangeStep',
      exchange: id,
      step: steps.length,
      state: state === 'done' ? 'cancelled' : 'reversed',
      reason,
    },
    ...partiesOf(exchange).map(
      (member) => ({ into: 'outbox', kind: 'slips.reversed', ref: id, member }) as const,
    ),
  ]
}
