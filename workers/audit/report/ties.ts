import type { IndicatorName } from '@commonhour/contract'
import { type Figures, shownOf } from './figures.ts'
import type { Helping } from './helping.ts'

/** Who helped whom, and how often. */
export function tiesOf(helping: Helping): Figures<TieName> {
  const { pairs } = helping
  const people = helping.accounts.size
  const shown = shownOf(people)
  const repeated = pairs.filter(({ acts }) => acts.length > 1).length
  return {
    exchanges: shown(new Set(pairs.flatMap(({ acts }) => acts)).size),
    partnersPerAccount: shown((2 * pairs.length) / people),
    networkDensity: shown((2 * pairs.length) / (people * (people - 1))),
    repeatPairShare: shown(repeated / pairs.length),
  }
}

type TieName = Extract<
  IndicatorName,
  'exchanges' | 'partnersPerAccount' | 'networkDensity' | 'repeatPairShare'
>

/** Of some accounts, the share that others hold too; held back where either is few. */
export function shareIn(all: ReadonlySet<string>, some: ReadonlySet<string>): number | null {
  const both = [...all].filter((account) => some.has(account)).length
  return shownOf(Math.min(all.size, both))(both / all.size)
}
