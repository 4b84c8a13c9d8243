import { atOf, dayOf } from '@commonhour/contract'
import type { Decision } from '../writes.ts'

/** A member who chose a weekly digest has one for this ISO week, such as `2026-W48`. */
export function decideDigest(member: string, week: string): Decision {
  return {
    expect: [],
    write: [
      { into: 'digest', member, week },
      { into: 'outbox', kind: 'digest.weekly', ref: week, member },
    ],
  }
}

/** The ISO 8601 week of a day: the one that holds its Thursday. */
export function isoWeekOf(day: string): string {
  const dayNumber = atOf(`${day}T00:00:00Z`) / dayMs
  // The epoch began on a Thursday.
  const thursday = dayNumber + 3 - ((dayNumber + 3) % 7)
  const year = dayOf(thursday * dayMs).slice(0, 4)
  const first = atOf(`${year}-01-01T00:00:00Z`) / dayMs
  const week = Math.floor((thursday - first) / 7) + 1
  return `${year}-W${String(week).padStart(2, '0')}`
}

const dayMs = 86_400_000
