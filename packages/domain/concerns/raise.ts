import { type ConcernReport, type Fault, fault } from '@commonhour/contract'
import { partiesOf } from '../exchanges/sides.ts'
import type { ExchangeFacts, MemberActor } from '../facts.ts'
import type { Decision } from '../writes.ts'

export interface RaiseConcernFacts {
  readonly actor: MemberActor
  readonly report: ConcernReport
  /** The member it is about; null for none, or where there is none of this id. */
  readonly member: { readonly id: string } | null
  /** The exchange it is about; null for none, or where there is none of this id. */
  readonly exchange: ExchangeFacts | null
}

/**
 * A member tells the coordinators something in confidence. Even who is paused or suspended may:
 * being safe is no privilege of good standing.
 */
export function decideConcern(facts: RaiseConcernFacts): Decision | Fault {
  const { actor, exchange, member, report } = facts
  const { about, id, kind, text } = report
  const isOfMember = about !== null && 'member' in about
  if (isOfMember && member === null) return fault('not_found')
  if (isOfMember && member?.id === actor.member) return fault('parties_are_not_two')
  const isOfExchange = about !== null && 'exchange' in about
  const takesPart = exchange !== null && partiesOf(exchange).includes(actor.member)
  if (isOfExchange && !takesPart) return fault('not_found')
  // From here the report must succeed.
  return {
    expect: [],
    write: [
      {
        into: 'concern',
        ...{ id, kind, text },
        member: actor.member,
        aboutMember: isOfMember ? (member?.id ?? null) : null,
        aboutExchange: isOfExchange ? (exchange?.id ?? null) : null,
      },
      { into: 'outbox', kind: 'concern.raised', ref: id, member: null },
    ],
  }
}
