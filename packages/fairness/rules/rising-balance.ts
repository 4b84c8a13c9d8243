import type { MoveFacts } from '../facts.ts'
import { rule } from '../rule.ts'
import { hoursOf } from '../words.ts'

/** Whoever has much in hand and has asked for nothing is invited to receive. */
export const risingBalance = rule<MoveFacts>({
  name: 'rising-balance',
  since: '2026-11-24',
  restsOn: 'product.md, fairness rules; charter risingBalance',
  verdict: 'caution',
  tells: 'to',
  concerns: ({ purpose, habits }) => purpose === 'help' && habits != null,
  holds: (facts) =>
    standsAtSeconds(facts) <= facts.charter.risingBalance.seconds || askedLately(facts),
  says: (facts) =>
    `You would have ${hoursOf(standsAtSeconds(facts))} in hand. Is there something we can do for you?`,
  shows: (facts) => ({
    standingAfterSeconds: standsAtSeconds(facts),
    risingSeconds: facts.charter.risingBalance.seconds,
    daysSinceNeed: facts.habits?.daysSinceNeed ?? null,
  }),
})

function standsAtSeconds({ to, seconds }: MoveFacts): number {
  return to.balanceSeconds + seconds
}

function askedLately({ habits, charter }: MoveFacts): boolean {
  const days = habits?.daysSinceNeed ?? null
  return days !== null && days < charter.risingBalance.days
}
