import type { MoveFacts } from '../facts.ts'
import { rule } from '../rule.ts'

/** Nobody helps themselves for hours: giver and receiver are two. */
export const twoParties = rule<MoveFacts>({
  name: 'two-parties',
  since: '2026-11-22',
  restsOn: 'product.md, fairness rules',
  verdict: 'refuse',
  fault: 'parties_are_not_two',
  // A pool gives and receives no help: it is nobody.
  holds: ({ from, purpose, to }) =>
    from.account !== to.account &&
    (from.member === null || to.member === null ? purpose === 'gift' : from.member !== to.member),
  says: () => 'Hours pass between two people.',
  shows: ({ from, to }) => ({ sameAccount: from.account === to.account }),
})
