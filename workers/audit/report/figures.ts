import { fewestPeople, type IndicatorName } from '@commonhour/contract'

/** Some indicators by name; null where one is held back. */
export type Figures<N extends IndicatorName> = Record<N, number | null>

/** Four decimals; null where so few took part that the figure would tell of single ones. */
export function shownOf(people: number): (value: number) => number | null {
  return (value) => (people < fewestPeople ? null : Math.round(value * 10_000) / 10_000)
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
