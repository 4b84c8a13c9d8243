import { type ExchangeProposal, type Fault, fault, type NoticeKind } from '@commonhour/contract'
import { type MoveFacts, refusalOf } from '@commonhour/fairness'
import type { AccountFacts, CharterFacts, MemberActor, PublicationFacts } from '../facts.ts'
import type { Decision, Write } from '../writes.ts'
import { expectAccount, expectCharter, expectMembers } from './counted.ts'
import { lineCardOf, lineRules, otherRules, talkOf } from './sides.ts'

export interface ProposeFacts {
  readonly proposal: ExchangeProposal
  readonly actor: MemberActor
  /** The giver's account: its standing rises when hours move; null when there is no such member. */
  readonly giver: AccountFacts | null
  /** The receiver's account. */
  readonly receiver: AccountFacts | null
  readonly about: PublicationFacts | null
  readonly charter: CharterFacts
  /** The UTC day: when help that names no day was given. */
  readonly today: string
  /** The latest day it is anywhere: help is not recorded beyond it. */
  readonly latestDay: string
  /** Milliseconds since the epoch of `agreedFor.at`, if any. */
  readonly agreedForAt: number | null
  readonly freshId: string
}

/** Someone proposes an exchange, or records help that has been given already. */
export function decideProposal(facts: ProposeFacts): Decision | Fault {
  const { actor, giver, latestDay, proposal, receiver } = facts
  const [receiverId = ''] = proposal.receivers
  if (actor.state !== 'active') return fault('actor_is_not_active')
  if (giver === null || receiver === null) return fault('not_found')
  if (actor.member !== proposal.giver && actor.member !== receiverId) {
    return fault('actor_may_not_speak_for_either')
  }
  if (proposal.alreadyDone && (proposal.workedOn ?? '') > latestDay) {
    return fault('help_is_in_the_future')
  }
  const mismatch = aboutMismatch(facts, receiverId)
  if (mismatch !== null) return mismatch
  const move = moveOf(facts, giver, receiver)
  // A line refuses promises when they are agreed, and never help already done (ledger.md law 6).
  const refusal = refusalOf(otherRules, move)
  if (refusal !== null) return refusal
  // From here the proposal must succeed.
  const booked = proposal.alreadyDone && actor.member === receiverId
  return {
    expect: [
      expectCharter(facts.charter),
      ...expectMembers(actor, giver, receiver),
      ...(proposal.alreadyDone ? [expectAccount(receiver)] : []),
    ],
    write: [
      exchangeOf(facts, giver, receiver),
      ...stepsOf(facts, giver, receiver, move),
      ...(booked ? talkOf(move) : []),
    ],
  }
}

function stepsOf(
  facts: ProposeFacts,
  giver: AccountFacts,
  receiver: AccountFacts,
  move: MoveFacts,
): Write[] {
  const { actor, proposal, today } = facts
  const exchange = proposal.id
  const [receiverId = ''] = proposal.receivers
  const other = actor.member === proposal.giver ? receiverId : proposal.giver
  const tell = (kind: NoticeKind): Write => ({ into: 'outbox', kind, ref: exchange, member: other })
  if (!proposal.alreadyDone) {
    const step = { into: 'exchangeStep', exchange, step: 0, state: 'proposed' } as const
    return [step, tell('exchange.proposed')]
  }
  const seconds = proposal.estimateSeconds
  const workedOn = proposal.workedOn ?? today
  const done = {
    into: 'exchangeStep',
    exchange,
    step: 0,
    state: 'done',
    seconds,
    workedOn,
  } as const
  const waits = actor.member === proposal.giver
  // Beyond the line the help still stands as done, and a coordinator finds a way.
  const card = refusalOf(lineRules, move) === null ? [] : [lineCardOf(exchange)]
  if (waits) return [done, tell('exchange.done'), ...card]
  if (card.length > 0) return [done, ...card]
  return [
    done,
    {
      into: 'transfer',
      id: facts.freshId,
      kind: 'post',
      purpose: 'help',
      fromAccount: receiver.account,
      toAccount: giver.account,
      seconds,
      charter: facts.charter.version,
      exchange,
      workedOn,
    },
    { into: 'exchangeStep', exchange, step: 1, state: 'confirmed', seconds },
    tell('exchange.confirmed'),
  ]
}

function exchangeOf(facts: ProposeFacts, giver: AccountFacts, receiver: AccountFacts): Write {
  const { proposal } = facts
  const about = proposal.about
  return {
    into: 'exchange',
    id: proposal.id,
    giver: proposal.giver,
    giverAccount: giver.account,
    receivers: [{ member: proposal.receivers[0] ?? '', account: receiver.account }],
    need: about !== null && 'need' in about ? about.need : null,
    offer: about !== null && 'offer' in about ? about.offer : null,
    estimateSeconds: proposal.estimateSeconds,
    agreedForAt: facts.agreedForAt,
    charter: facts.charter.version,
    title: proposal.title,
    place: proposal.agreedFor?.place ?? '',
  }
}

function moveOf(facts: ProposeFacts, giver: AccountFacts, receiver: AccountFacts): MoveFacts {
  const seconds = facts.proposal.estimateSeconds
  return {
    purpose: 'help',
    seconds,
    helpSeconds: seconds,
    from: receiver,
    to: giver,
    charter: facts.charter.body,
    app: null,
    promised: false,
  }
}

/** A need is answered to the one who published it, an offer is taken from the one who made it. */
function aboutMismatch({ about, proposal }: ProposeFacts, receiverId: string): Fault | null {
  if (proposal.about === null) return null
  const isNeed = 'need' in proposal.about
  if (about === null) return fault('not_found')
  if (about.member !== (isNeed ? receiverId : proposal.giver)) {
    return fault('actor_may_not_speak_for_either')
  }
  if (about.state === 'open') return null
  return fault(isNeed ? 'need_is_not_open' : 'offer_is_not_open')
}
