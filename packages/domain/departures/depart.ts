import {
  type Fault,
  fault,
  type Leaving,
  type MemberState,
  type Office,
} from '@commonhour/contract'
import { officeRules, refusalOf } from '@commonhour/fairness'
import type { AccountFacts, ExchangeFacts, MemberActor } from '../facts.ts'
import type { LinkFacts } from '../links/facts.ts'
import { officeOf, refusalOfOffice } from '../members/office.ts'
import type { Decision, Expectation, Write } from '../writes.ts'
import { endingsOf } from './endings.ts'
import { type EstateFacts, estateOf, mayTake } from './handover.ts'

export interface DepartFacts extends Omit<EstateFacts, 'account' | 'member' | 'freshId'> {
  readonly leaving: Leaving
  readonly actor: MemberActor
  readonly member: {
    readonly id: string
    readonly state: MemberState
    readonly version: number
    readonly offices: readonly Office[]
  } | null
  readonly account: AccountFacts | null
  /** Their exchanges that are proposed, agreed, done or disputed. */
  readonly exchanges: readonly ExchangeFacts[]
  /** Their open needs and offers. */
  readonly publications: readonly { readonly word: 'need' | 'offer'; readonly id: string }[]
  /** Their application that waits at a pool. */
  readonly application: string | null
  /** What lets them act for households and organisations: it ends with them. */
  readonly links: readonly LinkFacts[]
  /** How many steps their links have taken. */
  readonly linkSteps: number
  /** As many as holds may have to return, and one more. */
  readonly freshIds: readonly string[]
}

/**
 * A member leaves by themself, or a coordinator who takes no part enters a death or what a member
 * asked for. The account is frozen first; what is only agreed ends, what is done goes on.
 */
export function decideDeparture(facts: DepartFacts): Decision | Fault {
  const { account, actor, member } = facts
  const mayNot = refusalOfLeaving(facts)
  if (mayNot !== null) return mayNot
  if (member === null || account === null) return fault('not_found')
  if (member.state === 'departed' || member.state === 'erased') return fault('member_has_departed')
  if (account.status === 'closed') return fault('account_is_closed')
  if (facts.leaving.handTo !== null && !mayTakeFrom(facts, account)) {
    return fault('hours_cannot_go_there')
  }
  const isSelf = actor.member === member.id
  const ended = endingsOf(facts.exchanges, member.id, isSelf, facts.freshIds)
  // From here the departure must succeed.
  return {
    expect: expectationsOf(facts, member, account),
    write: [
      ...member.offices.map((office) => officeEnds(member.id, office)),
      ...(account.status === 'frozen'
        ? []
        : [{ into: 'accountStep', account: account.account, act: 'frozen' } as const]),
      ...facts.links.flatMap(linkEnds),
      { into: 'memberStep', member: member.id, step: member.version, state: 'departed' },
      {
        into: 'departure',
        member: member.id,
        reason: facts.leaving.reason,
        handTo: facts.handTo?.account ?? null,
      },
      ...ended.writes,
      ...facts.publications.map(
        ({ id, word }) => ({ into: 'closing', word, id, state: 'withdrawn' }) as const,
      ),
      ...applicationEnds(facts.application),
      ...(ended.goesOn ? [] : atOnce(facts, member.id, account)),
      ...tellings(facts, member.id),
    ],
  }
}

/** Who may say that a member leaves, and why. */
function refusalOfLeaving({ actor, handTo, leaving, member }: DepartFacts): Fault | null {
  const own = leaving.reason === 'leaves' || leaving.reason === 'moved'
  if (actor.member === member?.id) {
    // Whoever acts for another does not leave for them: a coordinator enters that.
    if (actor.scope !== 'own') return fault('actor_is_not_a_coordinator')
    return own ? null : fault('departure_reason_does_not_fit')
  }
  const notInOffice = refusalOfOffice(actor)
  if (notInOffice !== null) return notInOffice
  if (member === null) return fault('not_found')
  const parties = [member.id, handTo?.member ?? null].filter((one) => one !== null)
  const refusal = refusalOf(officeRules, { speaksFor: actor.speaksFor, parties })
  if (refusal !== null) return refusal
  return own ? fault('departure_reason_does_not_fit') : null
}

function mayTakeFrom({ handTo }: DepartFacts, account: AccountFacts): boolean {
  return mayTake(handTo) && handTo?.account !== account.account
}

/** Nothing is open, and somebody was named or there is nothing in hand: why wait. */
function atOnce(facts: DepartFacts, member: string, account: AccountFacts): Write[] {
  const isNamed = facts.leaving.handTo !== null
  if (!isNamed && account.balanceSeconds > 0) return []
  const freshId = facts.freshIds.at(-1) ?? ''
  return estateOf({ ...facts, account, member, freshId }) ?? []
}

function officeEnds(member: string, office: Office): Write {
  return { into: 'stewardship', member, office, act: 'removed' }
}

/** The books refuse it where nobody would be left to act for it. */
function linkEnds({ id, member, steps }: LinkFacts): Write[] {
  return [
    { into: 'linkStep', link: id, step: steps, act: 'ended' },
    { into: 'outbox', kind: 'link.ended', ref: id, member },
  ]
}

function applicationEnds(application: string | null): Write[] {
  return application === null
    ? []
    : [{ into: 'poolAnswer', application, act: 'withdrawn', reason: 'member_left' }]
}

/** The coordinators hear of who left by themself; the member of what was entered for them. */
function tellings({ actor, leaving }: DepartFacts, member: string): Write[] {
  if (leaving.reason === 'died') return []
  const isSelf = actor.member === member
  return [{ into: 'outbox', kind: 'member.departed', ref: member, member: isSelf ? null : member }]
}

function expectationsOf(
  { actor, charter, exchanges, handTo, linkSteps }: DepartFacts,
  member: { readonly id: string; readonly version: number },
  account: AccountFacts,
): Expectation[] {
  const isSelf = actor.member === member.id
  return [
    ...(isSelf ? [] : officeOf(actor)),
    { word: 'member', id: member.id, version: member.version },
    { word: 'account', id: account.account, version: account.version },
    { word: 'charter', id: 'charter', version: charter.newestVersion },
    ...(handTo?.member == null
      ? []
      : [{ word: 'member', id: handTo.member, version: handTo.memberVersion ?? 0 } as const]),
    { word: 'link', id: member.id, version: linkSteps },
    ...exchanges.map(
      ({ id, steps }) => ({ word: 'exchange', id, version: steps.length - 1 }) as const,
    ),
  ]
}
