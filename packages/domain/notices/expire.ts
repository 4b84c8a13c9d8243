import { type Fault, fault } from '@commonhour/contract'
import { declineAll } from '../exchanges/answered.ts'
import { dispenserOf } from '../exchanges/facts.ts'
import type { ExchangeFacts, PublicationFacts } from '../facts.ts'
import type { Decision } from '../writes.ts'

/** How many days before its last day the member of a need or offer hears of it. */
export const expiryNoticeDays = 7

export interface ExpireFacts {
  readonly word: 'need' | 'offer'
  readonly publication: PublicationFacts
  /** Today in the community's own time zone. */
  readonly today: string
  /** Proposals about it that nobody has answered yet. */
  readonly proposals: readonly ExchangeFacts[]
  /** How many exchanges are about it, of every state. */
  readonly exchanges: number
  readonly freshIds: readonly string[]
}

/** A need or offer closes after its last day, and open answers are let go with thanks. */
export function decideExpiry(facts: ExpireFacts): Decision | Fault {
  const { proposals, publication, today, word } = facts
  if (publication.state !== 'open') {
    return fault(word === 'need' ? 'need_is_not_open' : 'offer_is_not_open')
  }
  if (publication.expiresOn >= today) return fault('facts_are_stale')
  // From here the expiry must succeed.
  const { id, member } = publication
  return {
    // An answer of the same moment shall not wait on what is closed.
    expect: [{ word, id, version: facts.exchanges }],
    write: [
      { into: 'closing', word, id, state: 'expired' },
      ...declineAll(proposals, 'withdrawn', member, dispenserOf(facts.freshIds)),
      { into: 'outbox', kind: `${word}.expired`, ref: id, member },
    ],
  }
}

/** The last day of a need or offer is near: its member hears of it, once for that day. */
export function decideExpiryNotice(facts: Pick<ExpireFacts, 'publication' | 'word'>): Decision {
  const { publication, word } = facts
  const { expiresOn, id, member } = publication
  return {
    expect: [],
    write: [
      { into: 'expiryNotice', word, publication: id, expiresOn },
      { into: 'outbox', kind: `${word}.expiring`, ref: id, member },
    ],
  }
}
