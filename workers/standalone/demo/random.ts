import { uuidv7 } from '@commonhour/contract'

export interface Chance {
  /** From 0 up to 1. */
  next(): number
  /** A whole number from 0 up to `below`. */
  below(count: number): number
  of<T>(list: readonly T[]): T
  /** A UUIDv7 of a moment, the same in every run. */
  id(at: number): string
}

/** A small generator of fixed seed (mulberry32): the demo is the same every time. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (count: number) => Math.floor(next() * count)
  return {
    next,
    below,
    of<T>(list: readonly T[]): T {
      const one = list[below(list.length)]
      if (one === undefined) throw new RangeError('nothing to choose from')
      return one
    },
    id: (at) =>
      uuidv7(
        at,
        Uint8Array.from({ length: 10 }, () => below(256)),
      ),
  }
}
