import { hourSeconds } from '@commonhour/contract'

/**
 * Seconds in the plain words of a verdict: `5 h 15 min`, whole minutes, never more than there are.
 * Screens say it in the reader's language.
 */
export function hoursOf(seconds: number): string {
  const hours = Math.floor(seconds / hourSeconds)
  const minutes = Math.floor((seconds % hourSeconds) / 60)
  if (hours === 0) return `${minutes} min`
  return minutes === 0 ? `${hours} h` : `${hours} h ${minutes} min`
}
