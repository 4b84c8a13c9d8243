import type { MotionAct as Act, MotionKind } from '@commonhour/contract'
import { officeRules, refusalOf } from '@commonhour/fairness'
import type { MemberActor } from '../facts.ts'
import { motionActs } from './acts.ts'
import type { MotionFacts } from './facts.ts'
import { isAnnounced, isOpen, officeFactsOf } from './free.ts'

/** What a reader may do next with a motion; the guards of each act decide, this only tells. */
export function mayOfMotion(motion: MotionFacts, actor: MemberActor, now: number): Act[] {
  if (!isOpen(motion, now)) return []
  const isMine = motion.by === actor.member
  const isActive = actor.state === 'active'
  const takesPart = refusalOf(
    officeRules,
    officeFactsOf(actor, [...motionActs[motion.kind].partiesOf(motion), motion.by]),
  )
  const isSteward = isActive && actor.offices.length > 0
  const seconds = isSteward && motion.isByASteward && takesPart === null
  return [
    ...(seconds ? (['approval'] as const) : []),
    ...(isActive && !isMine && isAnnounced(motion, now) ? (['objection'] as const) : []),
    ...(isMine ? (['withdrawal'] as const) : []),
  ]
}

/** What is the business of its members and of stewards alone. */
const ofFew: readonly MotionKind[] = ['lift', 'grant', 'reversal']
/**
 * Whether a reader may know whom a motion is about. Offices are everyone's business; a line is the
 * member's and the stewards'. What is announced all may read, but not of whom.
 */
export function mayKnowOfMotion(
  motion: MotionFacts,
  actor: MemberActor,
): { readonly motion: boolean; readonly whom: boolean } {
  const isPublic = !ofFew.includes(motion.kind)
  const isSteward = actor.state === 'active' && actor.offices.length > 0
  const whom = isPublic || isSteward || motion.by === actor.member || isAbout(motion, actor.member)
  return { motion: whom || motion.announcedUntil !== null, whom }
}

function isAbout({ body, parties = [], ref }: MotionFacts, member: string): boolean {
  return ref === member || body.applicant === member || parties.includes(member)
}
