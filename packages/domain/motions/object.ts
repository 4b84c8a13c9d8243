import { type Fault, fault, type ObjectionReason } from '@commonhour/contract'
import type { MemberActor } from '../facts.ts'
import type { Decision } from '../writes.ts'
import type { MotionFacts } from './facts.ts'
import { isAnnounced, isOpen } from './free.ts'

export interface ObjectFacts {
  readonly motion: MotionFacts
  readonly actor: MemberActor
  readonly reason: ObjectionReason
  readonly now: number
}

/**
 * A member objects to what was announced to all: time alone no longer carries it, two stewards
 * decide, or nobody. An objection needs no office, and whose cause it is may object as well.
 */
export function decideObjection({ actor, motion, now, reason }: ObjectFacts): Decision | Fault {
  if (actor.state !== 'active') return fault('actor_is_not_active')
  if (!isOpen(motion, now)) return fault('motion_is_decided')
  if (!isAnnounced(motion, now)) return fault('motion_takes_no_objection')
  // From here the objection must succeed.
  const { by, id, version } = motion
  return {
    expect: [
      { word: 'member', id: actor.member, version: actor.version },
      { word: 'motion', id, version },
    ],
    write: [
      { into: 'motionStep', motion: id, step: version, act: 'objected', reason },
      { into: 'outbox', kind: 'motion.objected', ref: id, member: by },
      { into: 'outbox', kind: 'motion.objected', ref: id, member: null },
    ],
  }
}
