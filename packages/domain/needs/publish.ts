import { type Fault, fault, type Publication } from '@commonhour/contract'
import type { CharterFacts, MemberActor } from '../facts.ts'
import type { Decision } from '../writes.ts'

export interface PublishFacts {
  readonly word: 'need' | 'offer'
  readonly publication: Publication
  readonly actor: MemberActor
  readonly charter: CharterFacts
  /** The day it closes by itself when its member named none: needs 60 days on, offers 180. */
  readonly lastDay: string
}

/** A member publishes a need or an offer. */
export function decidePublication(facts: PublishFacts): Decision | Fault {
  const { actor, charter, publication, word } = facts
  if (actor.state !== 'active') return fault('actor_is_not_active')
  if (!charter.body.categories.some(({ id }) => id === publication.category)) {
    return fault('category_is_unknown')
  }
  // From here the publication must succeed.
  return {
    expect: [{ word: 'member', id: actor.member, version: actor.version }],
    write: [
      {
        into: 'publication',
        word,
        member: actor.member,
        publication: { ...publication, expiresOn: publication.expiresOn ?? facts.lastDay },
      },
    ],
  }
}
