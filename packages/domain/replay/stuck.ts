import { hourSeconds } from '@commonhour/contract'
import type { AccountFacts } from '../facts.ts'

/** Why someone could not be helped for an hour. */
export type StuckReason = 'account_is_not_open' | 'member_is_not_active' | 'line_is_too_near'

/**
 * Whether a member could not be helped for an hour under the line given with the facts, and why;
 * null when they could. Who left, or has not joined yet, is asked by nobody.
 */
export function stuckReasonOf(
  account: Pick<
    AccountFacts,
    'balanceSeconds' | 'floorSeconds' | 'heldOutSeconds' | 'state' | 'status'
  >,
): StuckReason | null {
  const { balanceSeconds, floorSeconds, heldOutSeconds, state, status } = account
  if (state === 'applied' || state === 'departed' || state === 'erased') return null
  if (status !== 'open') return 'account_is_not_open'
  if (state !== 'active') return 'member_is_not_active'
  const availableSeconds = balanceSeconds - heldOutSeconds - floorSeconds
  return availableSeconds < hourSeconds ? 'line_is_too_near' : null
}
