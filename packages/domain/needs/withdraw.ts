import { type Fault, fault } from '@commonhour/contract'
import { declineAll } from '../exchanges/answered.ts'
import { dispenserOf } from '../exchanges/facts.ts'
import type { ExchangeFacts, MemberActor, PublicationFacts } from '../facts.ts'
import type { Decision } from '../writes.ts'

export interface WithdrawFacts {
  readonly word: 'need' | 'offer'
  readonly publication: PublicationFacts
  readonly actor: MemberActor
  /** Proposals about it that nobody has answered yet. */
  readonly proposals: readonly ExchangeFacts[]
  /** How many exchanges are about it, of every state. */
  readonly exchanges: number
  readonly freshIds: readonly string[]
}

/** A member takes back a need or offer of their own; open answers are declined with thanks. */
export function decideWithdrawal(facts: WithdrawFacts): Decision | Fault {
  const { actor, proposals, publication, word } = facts
  if (publication.member !== actor.member) return fault('not_found')
  if (publication.state !== 'open') {
    return fault(word === 'need' ? 'need_is_not_open' : 'offer_is_not_open')
  }
  // From here the withdrawal must succeed.
  return {
    // An answer of the same moment shall not wait on what is closed.
    expect: [{ word, id: publication.id, version: facts.exchanges }],
    write: [
      { into: 'closing', word, id: publication.id, state: 'withdrawn' },
      ...declineAll(proposals, 'withdrawn', actor.member, dispenserOf(facts.freshIds)),
    ],
  }
}
