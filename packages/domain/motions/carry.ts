import { type Fault, fault, isFault } from '@commonhour/contract'
import type { Decision } from '../writes.ts'
import { motionActs } from './acts.ts'
import type { MotionActFacts, MotionFacts } from './facts.ts'
import { isOpen } from './free.ts'

export interface MotionDueFacts {
  readonly motion: MotionFacts
  readonly facts: MotionActFacts
  /** What the books raised when it was carried just now; null where they were not asked yet. */
  readonly refused?: Fault | null
}

/**
 * What time does to a motion, with the actor `clock`: announced to all for its days and opposed by
 * nobody, it is judged afresh and carried; undecided for too long, no longer possible (as the
 * act's own guards say, or the books), or left by who proposed it, it runs out and says why.
 */
export function decideMotionDue({
  facts,
  motion,
  refused = null,
}: MotionDueFacts): Decision | Fault {
  const { announcedUntil, state } = motion
  const { now } = facts
  if (state !== 'waiting' && state !== 'announced' && state !== 'objected') {
    return fault('motion_is_decided')
  }
  if (!motion.isByASteward) return lapse(motion, 'proposer_left_office')
  const isDue = state === 'announced' && announcedUntil !== null && announcedUntil <= now
  if (isDue) {
    const done = refused ?? motionActs[motion.kind].decide(motion, facts)
    return isFault(done) ? lapse(motion, done.fault) : carry(motion, done)
  }
  return isOpen(motion, now) ? fault('motion_is_still_announced') : lapse(motion, null)
}

function carry({ by, id, version }: MotionFacts, done: Decision): Decision {
  // From here the motion must be carried.
  return {
    expect: [{ word: 'motion', id, version }, ...done.expect],
    write: [
      ...done.write,
      { into: 'motionStep', motion: id, step: version, act: 'carried', reason: null },
      { into: 'outbox', kind: 'motion.carried', ref: id, member: by },
    ],
  }
}

/** @param reason the fault its act met, or none where nobody decided in time */
function lapse({ by, id, version }: MotionFacts, reason: Fault['fault'] | null): Decision {
  return {
    expect: [{ word: 'motion', id, version }],
    write: [
      { into: 'motionStep', motion: id, step: version, act: 'lapsed', reason },
      { into: 'outbox', kind: 'motion.lapsed', ref: id, member: by },
    ],
  }
}
