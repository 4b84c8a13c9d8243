import type { Report } from '@commonhour/contract'
import type { Replay } from '../replay/replay.ts'
import { emptyTally, tallySince } from '../replay/tally.ts'

/** What of a report follows from the log alone. */
export type LogFigures = Pick<Report, 'transfers' | 'reversals' | 'overrides'> & {
  readonly accounts: Omit<Report['accounts'], 'balanceRoot' | 'balanceLeaves'>
}

/** The figures that a replayed log makes: what stands at its end, what moved from `fromSize` on. */
export function figuresOf(books: Replay, fromSize: number): LogFigures {
  const { accounts, heldSeconds, inSeconds, outSeconds } = books
  const departed = [...accounts.values()].filter(({ status }) => status === 'closed').length
  const before = fromSize === 0 ? emptyTally : books.marks.get(fromSize)?.tally
  if (before === undefined) throw new RangeError(`The replay was not asked to mark ${fromSize}.`)
  return {
    accounts: { count: accounts.size, departed, inSeconds, outSeconds, heldSeconds },
    ...tallySince(books.tally, before),
  }
}
