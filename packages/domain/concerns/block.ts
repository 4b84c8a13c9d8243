import { type Fault, fault } from '@commonhour/contract'
import type { MemberActor } from '../facts.ts'
import type { Decision } from '../writes.ts'

export interface BlockFacts {
  readonly actor: MemberActor
  /** Whom they want no contact with; null when there is no such member. */
  readonly other: { readonly id: string } | null
  /** Whom they blocked before. */
  readonly blocked: readonly string[]
}

/** Anyone may want no contact with someone, without a reason; the other is never told. */
export function decideBlock({ actor, blocked, other }: BlockFacts): Decision | Fault {
  if (other === null) return fault('not_found')
  if (other.id === actor.member) return fault('parties_are_not_two')
  // From here the block must succeed.
  const stands = blocked.includes(other.id)
  const write = { into: 'block', member: actor.member, blocked: other.id } as const
  return { expect: [], write: stands ? [] : [write] }
}

/** Whoever blocked lifts it; what does not stand is lifted already. */
export function decideBlockLifting({
  actor,
  other,
}: Omit<BlockFacts, 'blocked'>): Decision | Fault {
  if (other === null) return fault('not_found')
  // From here the lifting must succeed.
  return {
    expect: [],
    write: [{ into: 'blockLifting', member: actor.member, blocked: other.id }],
  }
}
