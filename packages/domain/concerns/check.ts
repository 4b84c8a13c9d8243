import { type CheckSeen, type Fault, fault, type MemberState } from '@commonhour/contract'
import { officeRules, refusalOf } from '@commonhour/fairness'
import type { MemberActor } from '../facts.ts'
import { officeOf, refusalOfOffice } from '../members/office.ts'
import type { Decision } from '../writes.ts'

export interface CheckFacts {
  readonly actor: MemberActor
  /** Whose check it is; null when there is no such member. */
  readonly member: { readonly id: string; readonly state: MemberState } | null
  readonly check: CheckSeen
  /** The UTC day. */
  readonly today: string
}

/**
 * A coordinator saw a check of a member: which kind, and until when it counts. The document itself
 * is never kept (product.md, privacy, care, safety).
 */
export function decideCheck({ actor, check, member, today }: CheckFacts): Decision | Fault {
  const notInOffice = refusalOfOffice(actor)
  if (notInOffice !== null) return notInOffice
  if (member === null) return fault('not_found')
  const parties = [member.id]
  const inOwnCause = refusalOf(officeRules, { speaksFor: actor.speaksFor, parties })
  if (inOwnCause !== null) return inOwnCause
  if (member.state === 'departed' || member.state === 'erased') return fault('member_is_not_active')
  if (check.untilOn < today) return fault('check_has_run_out')
  // From here the note must succeed.
  return {
    expect: officeOf(actor),
    write: [
      { into: 'check', member: member.id, ...check },
      { into: 'outbox', kind: 'check.seen', ref: member.id, member: member.id },
    ],
  }
}
