import { type Fault, fault, type MemberApplication } from '@commonhour/contract'
import type { CharterFacts, MemberActor } from '../facts.ts'
import type { Decision, Expectation } from '../writes.ts'
import { accountKindOf } from './admit.ts'
import { officeOf, refusalOfOffice } from './office.ts'

export interface ApplyFacts {
  readonly application: MemberApplication
  /** The person who asks; null for an app, which may not join. */
  readonly person: string | null
  /** The member this person is already, if any: they may ask for a household or an organisation. */
  readonly actor: MemberActor | null
  readonly joining: 'application' | 'invitation' | 'closed'
  readonly charter: CharterFacts
  readonly today: string
  readonly freshId: string
  /** The link of who asks for a household or an organisation. */
  readonly freshLink: string
}

/**
 * A person asks to join, or a coordinator enters a member (who may have no e-mail) and admits them
 * at once.
 */
export function decideApplication(facts: ApplyFacts): Decision | Fault {
  const { application, actor, charter, joining, person } = facts
  const isEntry = application.admit
  const notInOffice = isEntry ? refusalOfOffice(actor) : null
  if (notInOffice !== null) return notInOffice
  if (!isEntry && actor !== null) return decideSharedApplication(facts, actor)
  // Where joining is by invitation, asking is not the way in.
  const isShut = person === null || joining !== 'application'
  if (!isEntry && isShut) return fault('joining_is_closed')
  if (application.termsVersion !== charter.body.terms.version) return fault('terms_are_not_current')
  // From here the application must succeed.
  const member = application.id
  const joinedOn = isEntry ? facts.today : null
  return {
    expect: isEntry ? (actor === null ? [] : officeOf(actor)) : newHere(person),
    write: [
      { into: 'member', application, joinedOn },
      { into: 'memberStep', member, step: 0, state: 'applied' },
      ...(isEntry || person === null ? [] : [{ into: 'memberPerson', member, person } as const]),
      ...(isEntry
        ? ([
            { into: 'memberStep', member, step: 1, state: 'active' },
            { into: 'account', id: facts.freshId, kind: accountKindOf(application.kind), member },
          ] as const)
        : [{ into: 'outbox', kind: 'member.applied', ref: member, member: null } as const]),
    ],
  }
}

/**
 * A member asks for one account of a household or an organisation of theirs, and is its first
 * person. They keep their own; it has its own line, and a coordinator admits it like anyone.
 */
function decideSharedApplication(facts: ApplyFacts, actor: MemberActor): Decision | Fault {
  const { application, charter, freshLink } = facts
  if (application.kind === 'person') return fault('person_has_joined_already')
  // A household opens no household: each of its people does, as themself.
  if (actor.by !== actor.member) return fault('only_themselves_may_do_this')
  if (actor.state !== 'active') return fault('actor_is_not_active')
  if (application.termsVersion !== charter.body.terms.version) return fault('terms_are_not_current')
  // From here the application must succeed.
  const member = application.id
  return {
    expect: [{ word: 'member', id: actor.member, version: actor.version }],
    write: [
      { into: 'member', application, joinedOn: null },
      { into: 'memberStep', member, step: 0, state: 'applied' },
      { into: 'link', id: freshLink, member, linked: actor.member },
      { into: 'linkStep', link: freshLink, step: 0, act: 'asked' },
      { into: 'linkStep', link: freshLink, step: 1, act: 'accepted' },
      { into: 'outbox', kind: 'member.applied', ref: member, member: null },
    ],
  }
}

/** The guard of joining: a twin of this application, sent at the same moment, is refused. */
function newHere(person: string | null): Expectation[] {
  return person === null ? [] : [{ word: 'person', id: person, version: 0 }]
}
