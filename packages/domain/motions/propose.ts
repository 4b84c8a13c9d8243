import type { MotionKind } from '@commonhour/contract'
import type { CharterFacts, MemberActor } from '../facts.ts'
import { officeOf } from '../members/office.ts'
import type { Decision, Write } from '../writes.ts'
import type { MotionBody } from './body.ts'
import type { StewardFacts } from './facts.ts'
import { announcedUntil, isSecondFree } from './free.ts'

export interface MotionProposal {
  readonly id: string
  readonly kind: MotionKind
  readonly ref: string
  readonly body: MotionBody
  /** The members whose cause it is. */
  readonly parties: readonly string[]
  readonly actor: MemberActor
  readonly stewards: readonly StewardFacts[]
  readonly charter: CharterFacts
  readonly now: number
}

/**
 * What one steward may not do alone becomes a motion: it waits for another one, or is announced to
 * all members where fewer than two are free to decide (product.md, four-eyes). The guards of the
 * act itself are its proposer's; `before` is written first.
 */
export function proposeMotion(proposal: MotionProposal, before: readonly Write[] = []): Decision {
  const { actor, body, charter, id, kind, now, parties, ref, stewards } = proposal
  const until = announcedUntil(now, charter.body, isSecondFree(stewards, actor.member, parties))
  return {
    expect: officeOf(actor),
    write: [
      ...before,
      { into: 'motion', id, kind, ref, body, announcedUntil: until },
      until === null
        ? { into: 'outbox', kind: 'motion.waiting', ref: id, member: null }
        : { into: 'outboxToAll', kind: 'motion.announced', ref: id },
    ],
  }
}
