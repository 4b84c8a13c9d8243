import { Purpose } from '@commonhour/contract'
import type { LoggedTransfer } from './transfer.ts'

/** How many transfers, and how many seconds in all. */
export interface Moved {
  readonly count: number
  readonly seconds: number
}
/** What a stretch of the log moved; hours that were set aside move when they are settled. */
export interface Tally {
  readonly transfers: Readonly<Record<Purpose, Moved>>
  readonly reversals: Moved
  /** How often an account got a line of its own. */
  readonly overrides: number
}

const none: Moved = { count: 0, seconds: 0 }

export const emptyTally: Tally = {
  transfers: Object.fromEntries(
    Purpose.options.map((purpose) => [purpose, none]),
  ) as Tally['transfers'],
  reversals: none,
  overrides: 0,
}

/** The tally with one more transfer. */
export function withTransfer(tally: Tally, { kind, purpose, seconds }: LoggedTransfer): Tally {
  if (kind === 'hold' || kind === 'release') return tally
  if (kind === 'reverse') return { ...tally, reversals: withMore(tally.reversals, seconds) }
  const moved = withMore(tally.transfers[purpose], seconds)
  return { ...tally, transfers: { ...tally.transfers, [purpose]: moved } }
}

/** What was moved since: the difference of two tallies of one log. */
export function tallySince(later: Tally, earlier: Tally): Tally {
  const transfers = Purpose.options.map((purpose) => [
    purpose,
    difference(later.transfers[purpose], earlier.transfers[purpose]),
  ])
  return {
    transfers: Object.fromEntries(transfers) as Tally['transfers'],
    reversals: difference(later.reversals, earlier.reversals),
    overrides: later.overrides - earlier.overrides,
  }
}

/** Whether two tallies say the same, figure by figure. */
export function isSameTally(one: Tally, other: Tally): boolean {
  const left = tallySince(one, other)
  const moved = [...Object.values(left.transfers), left.reversals]
  return left.overrides === 0 && moved.every(({ count, seconds }) => count === 0 && seconds === 0)
}

function withMore({ count, seconds }: Moved, more: number): Moved {
  return { count: count + 1, seconds: seconds + more }
}

function difference(later: Moved, earlier: Moved): Moved {
  return { count: later.count - earlier.count, seconds: later.seconds - earlier.seconds }
}
