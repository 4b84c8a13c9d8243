import { type Fault, fault, isFault } from '@commonhour/contract'
import type { CharterFacts, ExchangeFacts } from '../facts.ts'

/**
 * Seconds shared among several receivers in whole steps of the charter; the first get what is left
 * over. One receiver has all of it.
 * @returns the seconds of each, in order, or `seconds_cannot_be_split` where there is not a step
 *   for everyone
 */
export function splitOf(seconds: number, count: number, quantumSeconds: number): number[] | Fault {
  if (count === 1) return [seconds]
  const steps = Math.floor(seconds / quantumSeconds)
  if (steps < count) return fault('seconds_cannot_be_split')
  const each = Math.floor(steps / count)
  const left = steps - each * count
  return Array.from(
    { length: count },
    (_, index) => (each + (index < left ? 1 : 0)) * quantumSeconds,
  )
}

/** What one receiver has of an exchange. */
export interface Part {
  readonly member: string
  readonly account: string
  readonly seconds: number
}

/** The part of each receiver, in the exchange's order, of the hours it speaks of. */
export function partsOf(
  { receivers }: Pick<ExchangeFacts, 'receivers'>,
  seconds: number,
  { body }: CharterFacts,
): Part[] | Fault {
  const shares = splitOf(seconds, receivers.length, body.quantumSeconds)
  if (isFault(shares)) return shares
  return receivers.map((receiver, index) => ({ ...receiver, seconds: shares[index] ?? 0 }))
}
