import type { CharterFacts, ExchangeFacts } from '../facts.ts'
import type { Decision, Write } from '../writes.ts'
import { awaitedOf, dayMs } from './claim.ts'

/** What the clock has said of a claim: to whom, on which day after it, and what became of it. */
export interface Reminder {
  readonly step: number
  readonly day: number
  readonly member: string
  readonly kind: 'reminder' | 'card'
  /** Whether its notice was sent to someone and did not come back. */
  readonly hasReached: boolean
}

export interface RemindFacts {
  readonly exchange: ExchangeFacts
  readonly charter: CharterFacts
  readonly reminders: readonly Reminder[]
  readonly now: number
}

/**
 * Those who have not answered what is said to be done are reminded on the charter's days, decided
 * by the clock. Where it stood still over several of them, they are reminded once.
 * @returns null where nobody is to be reminded now
 */
export function decideReminder({
  charter,
  exchange,
  now,
  reminders,
}: RemindFacts): Decision | null {
  const { days, remindOn } = charter.body.silence
  const last = exchange.steps.at(-1)
  if (last?.state !== 'done' || now >= last.at + days * dayMs) return null
  const day = Math.max(0, ...remindOn.filter((one) => last.at + one * dayMs <= now))
  const isSaid = reminders.some(
    (one) => one.kind === 'reminder' && one.step === last.step && one.day >= day,
  )
  if (day === 0 || isSaid) return null
  // From here the reminder must succeed.
  return {
    expect: [{ word: 'exchange', id: exchange.id, version: last.step }],
    write: awaitedOf(exchange).map(
      (member): Write => ({
        into: 'exchangeReminder',
        exchange: exchange.id,
        step: last.step,
        day,
        member,
        kind: 'reminder',
      }),
    ),
  }
}
