import type { MoveFacts } from '@commonhour/fairness'

/**
 * The ways that are open now instead: a friend's gift always, less help when there is room for a
 * step.
 */
export function waysOf({ from, charter }: MoveFacts): string[] {
  const floorSeconds = Math.max(from.floorSeconds, from.newcomerFloorSeconds ?? from.floorSeconds)
  const roomSeconds = from.balanceSeconds - from.heldOutSeconds - floorSeconds
  return roomSeconds >= charter.quantumSeconds ? ['smallerEstimate', 'gift'] : ['gift']
}
