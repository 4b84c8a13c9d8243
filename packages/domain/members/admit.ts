import { type Fault, fault, type MemberState } from '@commonhour/contract'
import { officeRules, refusalOf } from '@commonhour/fairness'
import type { MemberActor } from '../facts.ts'
import type { Decision } from '../writes.ts'
import { officeOf, refusalOfOffice } from './office.ts'

export interface AdmitFacts {
  readonly actor: MemberActor
  readonly member: {
    readonly id: string
    readonly kind: 'person' | 'organisation' | 'household'
    readonly state: MemberState
    readonly version: number
  }
  readonly today: string
  readonly freshId: string
}

/** A coordinator admits an applicant: the account opens, at zero, with the newcomer's line. */
export function decideAdmission({ actor, member, today, freshId }: AdmitFacts): Decision | Fault {
  const notInOffice = refusalOfOffice(actor)
  if (notInOffice !== null) return notInOffice
  const refusal = refusalOf(officeRules, { speaksFor: actor.speaksFor, parties: [member.id] })
  if (refusal !== null) return refusal
  if (member.state !== 'applied') return fault('member_is_not_an_applicant')
  // From here the admission must succeed.
  return {
    expect: [...officeOf(actor), { word: 'member', id: member.id, version: member.version }],
    write: [
      { into: 'joining', member: member.id, joinedOn: today },
      { into: 'memberStep', member: member.id, step: member.version, state: 'active' },
      { into: 'account', id: freshId, kind: accountKindOf(member.kind), member: member.id },
      { into: 'outbox', kind: 'member.admitted', ref: member.id, member: member.id },
    ],
  }
}

/** A person's account is of kind `member`; the other kinds keep their name. */
export function accountKindOf(kind: 'person' | 'organisation' | 'household') {
  return kind === 'person' ? 'member' : kind
}
