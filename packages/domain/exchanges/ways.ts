import type { MoveFacts } from '@commonhour/fairness'

/** Whom someone at the line could turn to now. Seconds. */
export interface WayFacts {
  /** What a pool may still grant them: within its cap, and of what it has. */
  readonly poolSeconds: number
  /** Whether an application of theirs waits already. */
  readonly hasApplied: boolean
  /** Whether another active member has hours in hand. */
  readonly hasFriends: boolean
  readonly quantumSeconds: number
}

/** Less help is a way where there is room for one step; the other ways need facts of others. */
export function waysOf({ from, charter }: MoveFacts): string[] {
  const floorSeconds = Math.max(from.floorSeconds, from.newcomerFloorSeconds ?? from.floorSeconds)
  const roomSeconds = from.balanceSeconds - from.heldOutSeconds - floorSeconds
  return roomSeconds >= charter.quantumSeconds ? ['smallerEstimate', 'gift'] : ['gift']
}

/**
 * The ways that are open now, of those a refusal at the line may name: a pool with hours for them,
 * a friend with hours in hand, less help; and where none is, a coordinator.
 */
export function openWaysOf(ways: readonly string[], facts: WayFacts): string[] {
  const open = [
    ...(facts.poolSeconds >= facts.quantumSeconds && !facts.hasApplied ? ['pool'] : []),
    ...(facts.hasFriends ? ['gift'] : []),
    ...(ways.includes('smallerEstimate') ? ['smallerEstimate'] : []),
  ]
  return open.length === 0 ? ['coordinator'] : open
}
