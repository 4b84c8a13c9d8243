import { type MoveFacts, standingAfterSeconds } from '../facts.ts'
import { rule } from '../rule.ts'
import { hoursOf } from '../words.ts'

/** A gift comes from hours in hand: it never leaves its giver below zero. */
export const giftInHand = rule<MoveFacts>({
  name: 'gift-in-hand',
  since: '2026-11-22',
  restsOn: 'product.md, fairness rules',
  verdict: 'refuse',
  fault: 'gift_exceeds_hours_in_hand',
  tells: 'from',
  concerns: ({ purpose }) => purpose === 'gift',
  holds: (facts) => standingAfterSeconds(facts) >= 0,
  says: ({ from }) =>
    `You have ${hoursOf(Math.max(0, from.balanceSeconds - from.heldOutSeconds))} in hand to give.`,
  shows: ({ from, seconds }) => ({
    inHandSeconds: from.balanceSeconds - from.heldOutSeconds,
    seconds,
  }),
})
