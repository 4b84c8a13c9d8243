import { type Fault, fault } from '@commonhour/contract'
import { officeRules, refusalOf } from '@commonhour/fairness'
import type { MemberActor } from '../facts.ts'
import { officeOf, refusalOfOffice } from '../members/office.ts'
import type { Decision } from '../writes.ts'
import type { LinkSideFacts } from './facts.ts'

export interface AskLinkFacts {
  readonly actor: MemberActor
  readonly id: string
  /** The household or organisation; null when there is no such member. */
  readonly member: LinkSideFacts | null
  /** The person who is asked. */
  readonly linked: LinkSideFacts | null
}

/**
 * A household or an organisation asks a person to act for it. Where nobody signs in as it yet, a
 * coordinator who takes no part asks the first one.
 */
export function decideLinkAsking({ actor, id, linked, member }: AskLinkFacts): Decision | Fault {
  if (member === null || linked === null) return fault('not_found')
  const isOwn = actor.member === member.id
  const notEntered = isOwn ? null : refusalOfEntry(actor, member, linked)
  if (notEntered !== null) return notEntered
  if (member.kind === 'person') return fault('member_is_not_shared')
  if (isOwn && actor.state !== 'active') return fault('actor_is_not_active')
  if (member.state !== 'active' || linked.state !== 'active') return fault('member_is_not_active')
  if (linked.kind !== 'person' || !linked.hasPerson) return fault('only_people_are_linked')
  if (member.standing.includes(linked.id)) return fault('link_stands_already')
  // From here the asking must succeed.
  return {
    expect: [
      ...(isOwn ? [] : officeOf(actor)),
      { word: 'member', id: member.id, version: member.version },
      { word: 'member', id: linked.id, version: linked.version },
      { word: 'link', id: member.id, version: member.links },
    ],
    write: [
      { into: 'link', id, member: member.id, linked: linked.id },
      { into: 'linkStep', link: id, step: 0, act: 'asked' },
      { into: 'outbox', kind: 'link.asked', ref: id, member: linked.id },
    ],
  }
}

function refusalOfEntry(
  actor: MemberActor,
  member: LinkSideFacts,
  linked: LinkSideFacts,
): Fault | null {
  const notInOffice = refusalOfOffice(actor)
  if (notInOffice !== null) return notInOffice
  // Whoever acts for it asks for it: nobody gives another's consent.
  if (member.hasPerson) return fault('only_themselves_may_do_this')
  const parties = [member.id, linked.id]
  return refusalOf(officeRules, { speaksFor: actor.speaksFor, parties })
}
