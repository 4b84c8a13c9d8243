import type { Write } from '../writes.ts'
import type { DelegationFacts } from './facts.ts'

/**
 * What both are told when a delegation has run out: nobody withdrew it, so nothing else says so.
 * By the clock, once: the notice itself is what says that it was told.
 */
export function decideDelegationEnd({ delegate, id, member }: DelegationFacts): {
  readonly expect: readonly never[]
  readonly write: readonly Write[]
} {
  // From here the notices must succeed.
  const told = [member, delegate]
  return {
    expect: [],
    write: told.map((one) => ({
      into: 'outbox',
      kind: 'delegation.ended',
      ref: id,
      member: one,
    })),
  }
}
