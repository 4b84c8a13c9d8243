import { type Fault, fault, type NoticeKind } from '@commonhour/contract'
import { officeRules, refusalOf } from '@commonhour/fairness'
import type { MemberActor } from '../facts.ts'
import { officeOf } from '../members/office.ts'
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
 * Either side ends it at once, without a reason; what was only asked is taken back by who asked:
 * the household or organisation, or a coordinator where nobody acts for it. The books keep the last
 * one who acts for it until it has left.
 */
export function decideLinkEnding({ actor, link }: AnswerLinkFacts): Decision | Fault {
  const isSide = isOneOf(link, actor)
  const notTheirs = isSide ? null : refusalOfTakingBack(link, actor)
  if (notTheirs !== null) return notTheirs
  if (!stands(link, actor)) return fault('link_has_ended')
  // From here the ending must succeed, unless nobody would be left.
  const told = actor.member === link.linked ? link.member : link.linked
  return {
    expect: [...(isSide ? [] : officeOf(actor)), expectLinks(link)],
    write: [stepOf(link, 'ended'), tell('link.ended', link, told)],
  }
}

/** Whether a reader may end it, or take back what was asked. */
export function mayEndLink(link: LinkFacts, actor: MemberActor): boolean {
  return stands(link, actor) && (isOneOf(link, actor) || refusalOfTakingBack(link, actor) === null)
}

function isOneOf({ linked, member }: LinkFacts, actor: MemberActor): boolean {
  return actor.member === member || actor.member === linked
}

/** Whoever was only asked says yes or no; there is nothing of theirs to end yet. */
function stands({ linked, state }: LinkFacts, actor: MemberActor): boolean {
  return state === 'accepted' || (state === 'asked' && actor.member !== linked)
}

function refusalOfTakingBack(link: LinkFacts, actor: MemberActor): Fault | null {
  // What others share is nobody's to know but a coordinator's.
  if (!actor.offices.includes('coordinator')) return fault('not_found')
  if (actor.state !== 'active') return fault('actor_is_not_active')
  if (link.hasPerson) return fault('only_themselves_may_do_this')
  const parties = [link.member, link.linked]
  return refusalOf(officeRules, { speaksFor: actor.speaksFor, parties })
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
