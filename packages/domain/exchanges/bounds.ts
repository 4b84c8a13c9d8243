import { type Fault, fault } from '@commonhour/contract'
import type { CharterFacts } from '../facts.ts'

const dayMs = 86_400_000

/**
 * Why help cannot be agreed for that moment: it lies more than a day back, or further ahead than
 * the charter sets hours aside; null when it can, or when none is named.
 */
export function refusalOfTime(
  agreedForAt: number | null,
  { body }: CharterFacts,
  now: number,
): Fault | null {
  if (agreedForAt === null) return null
  const isPast = agreedForAt < now - dayMs
  const isFar = agreedForAt > now + body.hold.days * dayMs
  return isPast || isFar ? fault('agreed_time_is_out_of_reach') : null
}
