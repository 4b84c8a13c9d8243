import { type CharterBody, hourSeconds } from '@commonhour/contract'
import type { SourceBank } from './bank.ts'
import { standingsOf } from './standings.ts'

/**
 * How much someone who was brought in below their line may still receive (product.md, Moving in).
 */
const roomSeconds = 10 * hourSeconds

/** With less room than this, nobody could help them: the line is reached, if not yet crossed. */
const leastRoomSeconds = hourSeconds

export interface MovedIn {
  readonly balanceSeconds: number
  /** The line that would hold for them otherwise. */
  readonly floorSeconds: number
  readonly quantumSeconds: number
}

/**
 * The line of someone who stands below theirs on moving in, or less than an hour above it: ten
 * hours under where they stand, on a whole quantum, so that nobody is stuck on the first day. Null
 * when they need none.
 */
export function decideMovedInFloor(facts: MovedIn): number | null {
  const { balanceSeconds, floorSeconds, quantumSeconds } = facts
  if (balanceSeconds - floorSeconds >= leastRoomSeconds) return null
  return Math.floor((balanceSeconds - roomSeconds) / quantumSeconds) * quantumSeconds
}

/** A member who stands below or at their line, and the line they get. */
export interface MovedInLine {
  readonly number: number
  readonly balanceSeconds: number
  readonly floorSeconds: number
}

/** Who would get a line of their own, seen from the files alone: the lowest standing first. */
export function foreseeLines(
  { members, transfers }: SourceBank,
  charter: CharterBody,
): MovedInLine[] {
  const standings = standingsOf({ transfers })
  const lines: MovedInLine[] = []
  for (const { number } of members) {
    const { balanceSeconds, inSeconds } = standings.get(number) ?? untouched
    const floorSeconds = decideMovedInFloor({
      balanceSeconds,
      floorSeconds: floorOf(charter, inSeconds),
      quantumSeconds: charter.quantumSeconds,
    })
    if (floorSeconds !== null) lines.push({ number, balanceSeconds, floorSeconds })
  }
  return lines.sort((a, b) => a.balanceSeconds - b.balanceSeconds || a.number - b.number)
}

const untouched = { balanceSeconds: 0, inSeconds: 0 }

/** Who never gave help in the old bank is a newcomer here too. */
function floorOf({ member, newcomer }: CharterBody, inSeconds: number): number {
  return inSeconds > 0 ? member.floorSeconds : Math.max(newcomer.floorSeconds, member.floorSeconds)
}
