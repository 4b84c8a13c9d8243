import { type CosignerEntry, type Fault, fault } from '@commonhour/contract'
import type { MemberActor } from '../facts.ts'
import { officeOf } from '../members/office.ts'
import type { Decision } from '../writes.ts'
import { refusalOfAuditor } from './request.ts'

/** A co-signer as they entered: with one key of their own. */
export interface CosignerFact {
  readonly member: string
  readonly kid: string
  readonly x: string
}
export interface CosignerFacts {
  readonly actor: MemberActor
  readonly cosigners: readonly CosignerFact[]
}

/**
 * An auditor enters the public half of a key of their own. The private half never comes here: what
 * it signs is made where no server sees it.
 * @param kid the thumbprint of the key
 */
export function decideCosigner(
  { actor, cosigners }: CosignerFacts,
  { needed, x }: CosignerEntry,
  kid: string,
): Decision | Fault {
  const notInOffice = refusalOfAuditor(actor)
  if (notInOffice !== null) return notInOffice
  const { member } = actor
  if (cosigners.some((one) => one.member === member)) return fault('id_is_taken')
  if (needed > cosigners.length + 1) return fault('cosigners_are_too_few')
  // From here the entry must succeed, unless the key stood in the log before.
  const write = { into: 'cosigner', member, act: 'added', kid, x, needed } as const
  return { expect: officeOf(actor), write: [write] }
}

/** A co-signer signs no more; what they signed stays. Whoever left their office may do so too. */
export function decideCosignerLeaving(
  { actor, cosigners }: CosignerFacts,
  needed: number,
): Decision | Fault {
  const own = cosigners.find(({ member }) => member === actor.member)
  if (own === undefined) return fault('cosigner_is_unknown')
  if (needed > cosigners.length - 1) return fault('cosigners_are_too_few')
  // From here the leaving must succeed.
  const { kid, member, x } = own
  return { expect: [], write: [{ into: 'cosigner', act: 'removed', needed, kid, member, x }] }
}

export interface ReportSigningFacts extends CosignerFacts {
  readonly report: number
  readonly signature: string
  /** Whether the signature fits this report and their key; judged where keys are known. */
  readonly isGood: boolean
  /** The keys that signed it already. */
  readonly signedBy: readonly string[]
}

/** A co-signer signs a report beside audit: that they have looked, in their own name. */
export function decideReportSigning(facts: ReportSigningFacts): Decision | Fault {
  const { actor, cosigners, isGood, report, signature, signedBy } = facts
  if (actor.state !== 'active') return fault('actor_is_not_active')
  const own = cosigners.find(({ member }) => member === actor.member)
  if (own === undefined) return fault('cosigner_is_unknown')
  if (!isGood) return fault('signature_is_not_good')
  const { kid, member } = own
  if (signedBy.includes(kid)) return fault('report_is_signed_already')
  // From here the signature must succeed.
  return { expect: [], write: [{ into: 'reportSignature', report, kid, member, signature }] }
}
