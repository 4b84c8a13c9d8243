import type { MoveFacts, Side } from '../facts.ts'
import { rule } from '../rule.ts'

/** Both are active members; who is paused, suspended or departed starts nothing new. */
export const goodStanding = rule<MoveFacts>({
  name: 'good-standing',
  since: '2026-11-22',
  restsOn: 'product.md, fairness rules',
  verdict: 'refuse',
  fault: 'member_is_not_active',
  tells: 'both',
  concerns: ({ promised }) => !promised,
  holds: ({ from, to }) => isActive(from) && isActive(to),
  says: () => 'Both must be active members of this community.',
  // Whether, and not why: that someone is suspended is theirs and the coordinators' to know.
  shows: ({ from, to }) => ({ fromIsActive: isActive(from), toIsActive: isActive(to) }),
})

/** A pool has no member; everyone else must be active. */
function isActive({ member, state }: Side): boolean {
  return member === null || state === 'active'
}
