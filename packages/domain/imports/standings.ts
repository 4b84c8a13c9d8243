import type { SourceBank, SourceSide } from './bank.ts'

/** Where one side stood at the end of the old books. `inSeconds` is all that ever came to it. */
export interface SourceStanding {
  readonly balanceSeconds: number
  readonly inSeconds: number
}

/** Where everyone stood who ever gave or received hours: the old books, added up. */
export function standingsOf({
  transfers,
}: Pick<SourceBank, 'transfers'>): Map<SourceSide, SourceStanding> {
  const standings = new Map<SourceSide, SourceStanding>()
  for (const { from, seconds, to } of transfers) {
    add(standings, from, -seconds)
    add(standings, to, seconds)
  }
  return standings
}

function add(standings: Map<SourceSide, SourceStanding>, side: SourceSide, seconds: number): void {
  const { balanceSeconds, inSeconds } = standings.get(side) ?? { balanceSeconds: 0, inSeconds: 0 }
  standings.set(side, {
    balanceSeconds: balanceSeconds + seconds,
    inSeconds: inSeconds + Math.max(0, seconds),
  })
}
