import { type Fault, fault, type Office, type StewardshipChange } from '@commonhour/contract'
import { officeRules, refusalOf } from '@commonhour/fairness'
import type { CharterFacts, MemberActor } from '../facts.ts'
import type { MotionAct, StewardFacts, SubjectFacts } from '../motions/facts.ts'
import { officeFactsOf } from '../motions/free.ts'
import { proposeMotion } from '../motions/propose.ts'
import type { Decision } from '../writes.ts'
import { refusalOfOffice } from './office.ts'

export interface StewardshipFacts {
  readonly change: StewardshipChange
  readonly actor: MemberActor
  readonly subject: SubjectFacts
  readonly stewards: readonly StewardFacts[]
  readonly charter: CharterFacts
  readonly now: number
}

/**
 * A coordinator proposes that a member be appointed to an office, or leave it; two stewards decide.
 * Whoever leaves an office of their own does so at once; the books keep the last coordinator.
 */
export function decideStewardship(facts: StewardshipFacts): Decision | Fault {
  const { actor, change, charter, now, stewards, subject } = facts
  const { act, id, office } = change
  const resigns = act === 'removed' && actor.member === subject.id
  const notInOffice = resigns ? null : refusalOfOffice(actor)
  if (notInOffice !== null) return notInOffice
  const parties = [subject.id]
  const refusal = resigns ? null : refusalOf(officeRules, officeFactsOf(actor, parties))
  if (refusal !== null) return refusal
  const refused = refusalOfChange(subject, office, act)
  if (refused !== null) return refused
  // From here the resignation must succeed, or the proposal.
  if (resigns) {
    const counted = { word: 'office', id: subject.id, version: subject.officesVersion } as const
    const removed = { into: 'stewardship', member: subject.id, office, act } as const
    return { expect: [counted], write: [removed] }
  }
  const kind = act === 'appointed' ? 'appointment' : 'removal'
  const about = { id, kind, ref: subject.id, body: { office }, parties } as const
  return proposeMotion({ ...about, actor, stewards, charter, now })
}

/** Why this member cannot take, or leave, this office; null when they can. */
function refusalOfChange(
  { kind, offices, state }: SubjectFacts,
  office: Office,
  act: StewardshipChange['act'],
): Fault | null {
  if (act === 'removed') return offices.includes(office) ? null : fault('office_is_not_held')
  // An office is a person's: nobody can look an organisation in the eye.
  if (state !== 'active' || kind !== 'person') return fault('member_is_not_active')
  return offices.includes(office) ? fault('office_is_held_already') : null
}

/** An appointment, or a removal, as two stewards decide it. */
export const stewardshipAct: MotionAct = {
  partiesOf: ({ ref }) => [ref],
  decide: ({ body: { office }, kind, ref }, { subject }) => {
    if (office === undefined || subject === null) return fault('not_found')
    const act = kind === 'appointment' ? 'appointed' : 'removed'
    const refused = refusalOfChange(subject, office, act)
    if (refused !== null) return refused
    // From here the change must succeed.
    const notice = act === 'appointed' ? 'steward.appointed' : 'steward.removed'
    return {
      expect: [
        { word: 'office', id: ref, version: subject.officesVersion },
        { word: 'member', id: ref, version: subject.version },
      ],
      write: [
        { into: 'outbox', kind: notice, ref, member: ref },
        { into: 'stewardship', member: ref, office, act },
      ],
    }
  },
}
