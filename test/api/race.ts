import type { Place, Said } from '../support/place.ts'
import { outcome } from './acts.ts'

/** Asks at the same moment: each gathers its facts before any of them may write. */
export function raceIn(place: Place) {
  return async (...asked: (() => Promise<Said>)[]): Promise<(string | number)[]> => {
    let waiting = asked.length
    let go = () => {}
    const together = new Promise<void>((resolve) => {
      go = resolve
    })
    let gathered = 0
    place.between(async (sent, send) => {
      if (gathered < waiting && !sent.includes('BEGIN IMMEDIATE')) {
        gathered += 1
        const answered = await send()
        if (gathered === waiting) go()
        await together
        return answered
      }
      return send()
    })
    const all = await Promise.all(
      asked.map(async (ask) => {
        const said = await ask()
        // One that needed no write must not be waited for.
        waiting -= 1
        return outcome(said)
      }),
    )
    place.between(null)
    return all.sort()
  }
}

/** Asks, and lets something else happen just before the first write of it. What was answered. */
export function whileIn(place: Place) {
  return async (ask: () => Promise<unknown>, happens: () => Promise<unknown>): Promise<unknown> => {
    let happened = false
    place.between(async (sent, send) => {
      if (!happened && sent.includes('BEGIN IMMEDIATE')) {
        happened = true
        await happens()
      }
      return send()
    })
    const said = await ask()
    place.between(null)
    if (!happened) throw new Error('Nothing was to be written, so nothing could come between.')
    return said
  }
}
