import { type Fault, fault } from '@commonhour/contract'
import type { MemberActor } from '../facts.ts'
import type { Decision } from '../writes.ts'
import type { MotionFacts } from './facts.ts'
import { isOpen } from './free.ts'

export interface WithdrawMotionFacts {
  readonly motion: MotionFacts
  readonly actor: MemberActor
  readonly now: number
}

/** Who proposed a motion takes it back, in office or no longer. */
export function decideMotionWithdrawal(facts: WithdrawMotionFacts): Decision | Fault {
  const { actor, motion, now } = facts
  if (motion.by !== actor.member) return fault('actor_is_not_the_proposer')
  if (!isOpen(motion, now)) return fault('motion_is_decided')
  // From here the withdrawal must succeed.
  const { id, version } = motion
  return {
    expect: [{ word: 'motion', id, version }],
    write: [{ into: 'motionStep', motion: id, step: version, act: 'withdrawn', reason: null }],
  }
}
