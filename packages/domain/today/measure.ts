import type { Measure } from '@commonhour/contract'

/** A card that a coordinator opened within the period, moments in ms. */
export interface OpenedCard {
  readonly openedAt: number
  /** When it was resolved, or when its fact ended by a member's act; null while it is open. */
  readonly endedAt: number | null
}

/** A card takes at most so long: nobody looks at one for more than ten minutes. */
export const mostCardSeconds = 600

interface MeasureFacts {
  readonly opened: readonly OpenedCard[]
  /** Exchanges whose hours moved within the period, and stand. */
  readonly exchanges: number
}

/**
 * CoordinatorAtWork seconds per exchange = Σ over cards (opened → ended, each ≤ 600 s) ÷ exchanges
 * (issue 3, Today). For stewards only: what is shared outside keeps back anything computed from
 * fewer than five.
 */
export function measuresOf({ exchanges, opened }: MeasureFacts): Measure[] {
  const ended = opened.filter(({ endedAt }) => endedAt !== null)
  const seconds = ended.reduce((sum, card) => sum + secondsOf(card), 0)
  return [
    {
      name: 'exchanges',
      version: 1,
      definition: 'Exchanges confirmed or settled in the period whose hours were not taken back.',
      value: exchanges,
      unit: 'exchanges',
      of: exchanges,
    },
    {
      name: 'coordinatorSecondsPerExchange',
      version: 1,
      definition:
        'Seconds from opening a card to its end, at most 600 a card, over the cards opened in the ' +
        'period that have ended, divided by the exchanges of the period.',
      value: exchanges === 0 ? null : Math.round(seconds / exchanges),
      unit: 'seconds',
      of: ended.length,
    },
  ]
}

function secondsOf({ endedAt, openedAt }: OpenedCard): number {
  const seconds = Math.max(0, ((endedAt ?? openedAt) - openedAt) / 1000)
  return Math.min(mostCardSeconds, seconds)
}
