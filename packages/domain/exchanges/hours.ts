import type { Fault } from '@commonhour/contract'
import { type MoveFacts, moveRules, refusalOf, silenceRules } from '@commonhour/fairness'
import { type ExchangeFacts, memberOfStep } from '../facts.ts'
import { isTakenBack } from './claim.ts'
import type { ActFacts } from './facts.ts'
import { moveOf } from './move.ts'
import { openHoldsOf } from './sides.ts'
import type { Part } from './split.ts'

/** How long it took, as one side said it. */
export interface Said {
  readonly side: 'giver' | 'receiver'
  readonly seconds: number
  readonly workedOn: string | null
}

/** Everything said of how long it took that was not taken back by who said it, oldest first. */
export function saidOf({ giver, steps }: ExchangeFacts): Said[] {
  return steps
    .filter(({ seconds, state }) => state === 'done' && seconds !== null)
    .filter((step) => !isTakenBack(step, steps))
    .map((step) => ({
      side: memberOfStep(step) === giver ? 'giver' : 'receiver',
      seconds: step.seconds ?? 0,
      workedOn: step.workedOn,
    }))
}

/** What was said last, by anyone or by one side. */
export function lastSaidOf(exchange: ExchangeFacts, side?: Said['side']): Said | null {
  return saidOf(exchange).findLast((one) => side === undefined || one.side === side) ?? null
}

type Sides = Pick<ActFacts, 'exchange' | 'actor' | 'charter' | 'giver' | 'receivers'>

/** Whole steps, not too many, and one hour for one hour; standings are not looked at here. */
export function refusalOfHours(facts: Sides, seconds: number): Fault | null {
  const [first] = facts.exchange.receivers
  if (first === undefined) throw new TypeError('an exchange without a receiver')
  return refusalOf(moveRules, moveOf(facts, { ...first, seconds }, { promised: true }))
}

/**
 * Why the other side must say these hours too: they lie too far from the estimate
 * (near-estimate); null when one voice is enough, or both have said the same.
 */
export function refusalOfOneVoice(
  facts: Sides,
  part: Part,
  agreed: { readonly estimateSeconds: number; readonly isSaidByBoth: boolean },
): Fault | null {
  const by = agreed.isSaidByBoth ? 'both' : 'one'
  const { estimateSeconds } = agreed
  return refusalOf(silenceRules, moveOf(facts, part, { agreed: { by, estimateSeconds } }))
}

/** The hours of a part that no hold sets aside, as the move that posts them; null for none. */
export function beyondOf(
  facts: Sides & Partial<Pick<ActFacts, 'habits'>>,
  part: Part,
): MoveFacts | null {
  const hold = openHoldsOf(facts.exchange).find(({ fromAccount }) => fromAccount === part.account)
  const seconds = part.seconds - (hold?.seconds ?? 0)
  return seconds > 0 ? moveOf(facts, { ...part, seconds }) : null
}
