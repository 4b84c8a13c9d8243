import * as v from 'valibot'

/** One hour of anyone's help, in seconds. Hours are integer seconds everywhere in code and data. */
export const hourSeconds = 3600
/**
 * The default grain of new exchanges: a quarter of an hour (product.md, charter `quantumSeconds`).
 */
export const defaultQuantumSeconds = 900
/** The most one number of seconds may be: 100,000 hours, far beyond any life's giving. */
export const mostSeconds = 360_000_000

/** A positive number of seconds that moves, is held or is promised. */
export const Seconds = v.pipe(
  v.number(),
  v.integer('a whole number of seconds'),
  v.minValue(1, 'at least 1 second'),
  v.maxValue(mostSeconds, `at most ${mostSeconds} seconds`),
)
/** A standing or a difference: it may lie below zero. */
export const SignedSeconds = v.pipe(v.number(), v.integer('a whole number of seconds'))
/** A sum that only grows. */
export const GrossSeconds = v.pipe(v.number(), v.integer(), v.minValue(0))

/** Seconds as hours where no language is chosen yet: `6,712 h`, `1 h 30 min`. */
export function hoursOf(seconds: number): string {
  const all = Math.abs(seconds)
  const minutes = Math.floor((all % 3600) / 60)
  const rest = all % 60
  const hours = Math.floor(all / 3600).toLocaleString('en')
  const parts = [`${hours} h`, minutes && `${minutes} min`, rest && `${rest} s`].filter(Boolean)
  return `${seconds < 0 ? '−' : ''}${parts.join(' ')}`
}
