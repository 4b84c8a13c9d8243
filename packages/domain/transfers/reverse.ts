import { type Fault, fault, type TransferReversal } from '@commonhour/contract'
import { officeRules, refusalOf } from '@commonhour/fairness'
import type { MemberActor } from '../facts.ts'
import { officeOf, refusalOfOffice } from '../members/office.ts'
import type { Decision } from '../writes.ts'

/** A transfer as its reversal sees it; members are the holders of its two accounts. */
export interface ReversibleTransfer {
  readonly id: string
  readonly kind: 'post' | 'hold' | 'settle' | 'release' | 'reverse'
  readonly purpose: 'help' | 'gift' | 'import' | 'grant' | 'correction' | 'treaty'
  readonly fromAccount: string
  readonly toAccount: string
  readonly fromMember: string | null
  readonly toMember: string | null
  readonly seconds: number
  readonly exchange: string | null
  readonly charter: number
  readonly workedOn: string | null
  readonly reversedBy: string | null
}
export interface ReverseTransferFacts {
  readonly transfer: ReversibleTransfer
  readonly actor: MemberActor
  readonly reversal: TransferReversal
}

/** A coordinator who takes no part undoes a gift or an app's booking, once, with a reason. */
export function decideTransferReversal(facts: ReverseTransferFacts): Decision | Fault {
  const { actor, reversal, transfer } = facts
  const notInOffice = refusalOfOffice(actor)
  if (notInOffice !== null) return notInOffice
  const parties = [transfer.fromMember, transfer.toMember].filter((party) => party !== null)
  const refusal = refusalOf(officeRules, { speaksFor: actor.speaksFor, parties })
  if (refusal !== null) return refusal
  if (transfer.exchange !== null) return fault('transfer_belongs_to_an_exchange')
  if (transfer.reversedBy !== null) return fault('transfer_is_reversed_already')
  const { purpose } = transfer
  const movedOnce = transfer.kind === 'post' && (purpose === 'gift' || purpose === 'help')
  if (!movedOnce) return fault('transfer_cannot_be_reversed')
  // From here the reversal must succeed.
  return {
    expect: officeOf(actor),
    write: [
      {
        into: 'transfer',
        id: reversal.id,
        kind: 'reverse',
        purpose,
        fromAccount: transfer.toAccount,
        toAccount: transfer.fromAccount,
        seconds: transfer.seconds,
        charter: transfer.charter,
        ref: transfer.id,
        workedOn: transfer.workedOn,
        reason: reversal.reason,
      },
      ...parties.map(
        (member) =>
          ({ into: 'outbox', kind: 'transfer.reversed', ref: transfer.id, member }) as const,
      ),
    ],
  }
}
