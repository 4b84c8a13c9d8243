import type { Decision } from '../writes.ts'

/** How long one courier has a delivery to itself: far longer than any mailer may take. */
export const leaseMs = 5 * 60_000

const minuteMs = 60_000
const hourMs = 60 * minuteMs
/** The pauses between attempts (api.md, Webhooks): the tenth failure is the last. */
export const pausesMs: readonly number[] = [
  ...[5_000, 5 * minuteMs, 30 * minuteMs, 2 * hourMs, 5 * hourMs],
  ...[10 * hourMs, 14 * hourMs, 20 * hourMs, 24 * hourMs],
]

/** One notice for one person, which nobody else has claimed and which has no end yet. */
export interface DeliveryFacts {
  readonly outbox: number
  readonly person: string
  /** Attempts so far, also those of which nothing more was heard. */
  readonly attempts: number
}

/** What the mailer said: taken; refused for good; or not now, also where its answer was lost. */
export type Handed = 'sent' | 'refused' | 'later'

/** A courier claims the next attempt; the database refuses it to a second one. */
export function decideClaim(facts: DeliveryFacts, now: number): Decision {
  return { expect: [], write: [claimOf(facts, now + leaseMs)] }
}

/** No attempt is made: by the member's choice, for want of an address, or after too many. */
export function decideNoAttempt(
  facts: DeliveryFacts,
  act: 'unwanted' | 'bounced' | 'given_up',
  now: number,
): Decision {
  const { attempts: attempt, outbox, person } = facts
  const end = { into: 'delivery', outbox, person, attempt, act, until: null } as const
  return { expect: [], write: [claimOf(facts, now + leaseMs), end, { into: 'told', outbox }] }
}

/** Whether so many attempts were made that none is left. */
export function isGivenUp({ attempts }: DeliveryFacts): boolean {
  return attempts > pausesMs.length
}

/**
 * What is noted after an attempt.
 * @param chance 0 ≤ chance < 1: spreads those who failed together over a fifth of their pause
 *   either way
 */
export function decideOutcome(
  facts: DeliveryFacts,
  handed: Handed,
  now: number,
  chance: number,
): Decision {
  const { attempts: attempt, outbox, person } = facts
  const pauseMs = pausesMs[attempt]
  const told = { into: 'told', outbox } as const
  if (handed === 'later' && pauseMs !== undefined) {
    const until = now + Math.ceil(pauseMs * (0.8 + 0.4 * chance))
    const failed = { into: 'delivery', outbox, person, attempt, act: 'failed', until } as const
    return { expect: [], write: [failed] }
  }
  const act = handed === 'sent' ? 'sent' : handed === 'refused' ? 'bounced' : 'given_up'
  const end = { into: 'delivery', outbox, person, attempt, act, until: null } as const
  return { expect: [], write: [end, told] }
}

function claimOf({ attempts: attempt, outbox, person }: DeliveryFacts, until: number) {
  return { into: 'delivery', outbox, person, attempt, act: 'claimed', until } as const
}
