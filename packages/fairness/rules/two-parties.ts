import type { ActedFacts, MoveFacts } from '../facts.ts'
import { rule } from '../rule.ts'

/** Nobody helps themselves for hours: giver and receiver are two, and so are who acts for them. */
export const twoParties = rule<MoveFacts>({
  name: 'two-parties',
  since: '2026-11-22',
  restsOn: 'product.md, fairness rules',
  verdict: 'refuse',
  fault: 'parties_are_not_two',
  tells: 'both',
  concerns: ({ purpose }) => purpose === 'help' || purpose === 'gift' || purpose === 'grant',
  holds: (facts) => areTwo(facts) && !isOneForBoth(facts),
  says: () => 'Hours pass between two people, each speaking for themselves.',
  shows: (facts) => ({
    sameAccount: facts.from.account === facts.to.account,
    oneForBoth: isOneForBoth(facts),
  }),
})

/** A pool gives and receives no help: it is nobody. */
function areTwo({ from, purpose, to }: MoveFacts): boolean {
  if (from.account === to.account) return false
  if (from.member === null || to.member === null) return purpose !== 'help'
  return from.member !== to.member
}

/** Giving away is the giver's act alone; help needs a word from each side, or a steward's entry. */
function isOneForBoth({ acted, purpose }: MoveFacts): boolean {
  return purpose === 'help' && acted !== undefined && !acted.enteredBySteward && overlaps(acted)
}

function overlaps({ fromSide, toSide }: ActedFacts): boolean {
  return fromSide.some((one) => toSide.includes(one))
}
