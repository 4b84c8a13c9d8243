import type { IndicatorName } from '@commonhour/contract'
import { type Figures, shownOf, sum } from './figures.ts'

/** What one account gave and received in help. */
export interface Helped {
  given: number
  received: number
}

/** How help is spread over accounts. */
export function spreadOf(all: Iterable<Helped>): Figures<SpreadName> {
  // What was taken back of an earlier period takes nothing from this one.
  const counted = [...all]
    .map(({ given, received }) => ({ given: Math.max(given, 0), received: Math.max(received, 0) }))
    .filter(({ given, received }) => given + received > 0)
  const shown = shownOf(counted.length)
  const both = counted.filter(({ given, received }) => given > 0 && received > 0).length
  const gaps = counted.map(({ given, received }) => Math.abs(given - received) / (given + received))
  const given = counted.map((one) => one.given).sort((one, other) => one - other)
  return {
    accountsThatExchanged: shown(counted.length),
    bothGaveAndReceivedShare: shown(both / counted.length),
    reciprocity: shown(1 - sum(gaps) / counted.length),
    topTenthGivenShare: shown(sum(given.slice(-Math.ceil(given.length / 10))) / sum(given)),
    giniOfGiven: shown(gini(given)),
  }
}

type SpreadName = Extract<
  IndicatorName,
  | 'accountsThatExchanged'
  | 'bothGaveAndReceivedShare'
  | 'reciprocity'
  | 'topTenthGivenShare'
  | 'giniOfGiven'
>

/** @param sorted from the smallest on */
function gini(sorted: readonly number[]): number {
  const weighted = sum(sorted.map((value, at) => (at + 1) * value))
  return (2 * weighted) / (sorted.length * sum(sorted)) - (sorted.length + 1) / sorted.length
}
