import { type Fault, fault, isFault } from '@commonhour/contract'
import { officeRules, refusalOf } from '@commonhour/fairness'
import type { MemberActor } from '../facts.ts'
import { officeOf } from '../members/office.ts'
import type { Decision } from '../writes.ts'
import { motionActs } from './acts.ts'
import type { MotionActFacts, MotionFacts } from './facts.ts'
import { isOpen, officeFactsOf } from './free.ts'

export interface SecondFacts {
  readonly motion: MotionFacts
  readonly actor: MemberActor
  readonly facts: MotionActFacts
}

/**
 * Another steward agrees, coordinator or auditor, who takes no part: what the motion says is judged
 * afresh and done in the same batch.
 */
export function decideSeconding({ actor, facts, motion }: SecondFacts): Decision | Fault {
  if (actor.offices.length === 0) return fault('only_a_steward_seconds')
  if (actor.state !== 'active') return fault('actor_is_not_active')
  if (!isOpen(motion, facts.now)) return fault('motion_is_decided')
  // Two stewards decide: one and someone who was one are not two.
  if (!motion.isByASteward) return fault('proposer_left_office')
  // Two who act through one person are not two.
  const isSame = motion.by === actor.member || actor.speaksFor.includes(motion.by)
  if (isSame) return fault('second_steward_is_needed', { rule: 'four-eyes' })
  const act = motionActs[motion.kind]
  const refusal = refusalOf(officeRules, officeFactsOf(actor, act.partiesOf(motion)))
  if (refusal !== null) return refusal
  const done = act.decide(motion, facts)
  if (isFault(done)) return done
  // From here the seconding must succeed.
  return carriedBy(motion, done, [
    ...officeOf(actor),
    { word: 'motion', id: motion.id, version: motion.version },
  ])
}

function carriedBy(
  { by, id, version }: MotionFacts,
  done: Decision,
  expect: Decision['expect'],
): Decision {
  return {
    expect: [...expect, ...done.expect],
    write: [
      { into: 'motionStep', motion: id, step: version, act: 'seconded', reason: null },
      ...done.write,
      { into: 'motionStep', motion: id, step: version + 1, act: 'carried', reason: null },
      { into: 'outbox', kind: 'motion.carried', ref: id, member: by },
    ],
  }
}
