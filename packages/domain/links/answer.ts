import { type Fault, fault, type NoticeKind } from '@commonhour/contract'
import type { MemberActor } from '../facts.ts'
import type { Decision, Expectation, Write } from '../writes.ts'
import type { LinkFacts } from './facts.ts'

export interface AnswerLinkFacts {
  readonly actor: MemberActor
  readonly link: LinkFacts
}

/** The person says yes: from now on they act for it as its own. */
export function decideLinkAcceptance({ actor, link }: AnswerLinkFacts): Decision | Fault {
  if (actor.member !== link.linked) return fault('not_found')
  if (link.state !== 'asked') return fault('link_is_not_asked')
  if (actor.state !== 'active') return fault('actor_is_not_active')
  if (link.memberState !== 'active') return fault('member_is_not_active')
  // From here the acceptance must succeed.
  return {
    expect: [
      expectLinks(link),
      { word: 'member', id: actor.member, version: actor.version },
      { word: 'member', id: link.member, version: link.memberVersion },
    ],
    write: [stepOf(link, 'accepted'), tell('link.accepted', link, link.member)],
  }
}

/** The person says no, without a reason. */
export function decideLinkRefusal({ actor, link }: AnswerLinkFacts): Decision | Fault {
  if (actor.member !== link.linked) return fault('not_found')
  if (link.state !== 'asked') return fault('link_is_not_asked')
  // From here the refusal must succeed.
  return {
    expect: [expectLinks(link)],
    write: [stepOf(link, 'refused'), tell('link.refused', link, link.member)],
  }
}

/**
 * Either side ends it at once, without a reason; what was only asked is taken back by who asked.
 * The books keep the last one who acts for it until it has left.
 */
export function decideLinkEnding({ actor, link }: AnswerLinkFacts): Decision | Fault {
  const isMember = actor.member === link.member
  if (!isMember && actor.member !== link.linked) return fault('not_found')
  if (!mayEndLink(link, isMember)) return fault('link_has_ended')
  // From here the ending must succeed, unless nobody would be left.
  return {
    expect: [expectLinks(link)],
    write: [stepOf(link, 'ended'), tell('link.ended', link, isMember ? link.linked : link.member)],
  }
}

/** What stands is ended by either side, what was only asked by the household or organisation. */
export function mayEndLink({ state }: Pick<LinkFacts, 'state'>, isMember: boolean): boolean {
  return state === 'accepted' || (state === 'asked' && isMember)
}

function expectLinks({ member, version }: LinkFacts): Expectation {
  return { word: 'link', id: member, version }
}

function stepOf({ id, steps }: LinkFacts, act: 'accepted' | 'refused' | 'ended'): Write {
  return { into: 'linkStep', link: id, step: steps, act }
}

function tell(
  kind: Extract<NoticeKind, `link.${string}`>,
  { id }: LinkFacts,
  member: string,
): Write {
  return { into: 'outbox', kind, ref: id, member }
}
