import { type Fault, fault, isFault } from '@commonhour/contract'
import { refusalOf } from '@commonhour/fairness'
import type { AccountFacts } from '../facts.ts'
import type { Decision, Write } from '../writes.ts'
import { expectNeed } from './answered.ts'
import { refusalOfTime } from './bounds.ts'
import { expectAccount, expectCharter, expectMembers } from './counted.ts'
import { otherRules } from './lines.ts'
import { moveOf } from './move.ts'
import type { ProposeFacts } from './proposeFacts.ts'
import { recordedWrites } from './record.ts'
import { tell } from './sides.ts'
import { type Part, splitOf } from './split.ts'

/** Someone proposes an exchange, or records help that has been given already. */
export function decideProposal(facts: ProposeFacts): Decision | Fault {
  const { actor, charter, giver, now, proposal, receivers } = facts
  if (actor.state !== 'active') return fault('actor_is_not_active')
  if (giver === null || receivers.length < proposal.receivers.length) return fault('not_found')
  if (![proposal.giver, ...proposal.receivers].includes(actor.member)) {
    return fault('actor_may_not_speak_for_either')
  }
  if (proposal.alreadyDone && (proposal.workedOn ?? '') > facts.latestDay) {
    return fault('help_is_in_the_future')
  }
  const mismatch = aboutMismatch(facts) ?? answeredAlready(facts)
  if (mismatch !== null) return mismatch
  const isFar = proposal.alreadyDone ? null : refusalOfTime(facts.agreedForAt, charter, now)
  if (isFar !== null) return isFar
  const sides = { ...facts, giver, exchange: undefined }
  const [first] = receivers
  const whole = { ...partOf(first), seconds: proposal.estimateSeconds }
  // A line refuses promises when they are agreed, and never help already done (ledger.md law 6).
  const wrong = refusalOf(otherRules, moveOf(sides, whole))
  if (wrong !== null) return wrong
  const parts = partsOfProposal(facts)
  if (isFault(parts)) return parts
  const refusal = parts.map((part) => refusalOf(otherRules, moveOf(sides, part))).find(Boolean)
  if (refusal) return refusal
  // From here the proposal must succeed.
  const answers = proposal.alreadyDone && facts.need?.member === actor.member
  return {
    expect: [
      expectCharter(charter),
      ...(answers ? expectNeed(facts.need) : []),
      ...expectMembers(actor, giver, ...receivers),
      ...(proposal.alreadyDone ? receivers.map(expectAccount) : []),
    ],
    write: [
      exchangeOf(facts, giver),
      ...(proposal.alreadyDone ? recordedWrites({ ...facts, giver }, parts) : proposed(facts)),
    ],
  }
}

function proposed({ actor, proposal }: ProposeFacts): Write[] {
  const others = [proposal.giver, ...proposal.receivers].filter((one) => one !== actor.member)
  return [
    { into: 'exchangeStep', exchange: proposal.id, step: 0, state: 'proposed' },
    ...tell('exchange.proposed', proposal, others),
  ]
}

/** Each receiver's part, in the order in which the exchange will be read. */
function partsOfProposal({ charter, proposal, receivers }: ProposeFacts): Part[] | Fault {
  const { quantumSeconds } = charter.body
  const shares = splitOf(proposal.estimateSeconds, receivers.length, quantumSeconds)
  if (isFault(shares)) return shares
  return receivers.map((one, index) => ({ ...partOf(one), seconds: shares[index] ?? 0 }))
}

function partOf(receiver: AccountFacts | undefined): Part {
  return { member: receiver?.member ?? '', account: receiver?.account ?? '', seconds: 0 }
}

function exchangeOf(facts: ProposeFacts, giver: AccountFacts): Write {
  const { proposal } = facts
  const about = proposal.about
  return {
    into: 'exchange',
    id: proposal.id,
    giver: proposal.giver,
    giverAccount: giver.account,
    receivers: facts.receivers.map(({ account, member }) => ({ account, member: member ?? '' })),
    need: about !== null && 'need' in about ? about.need : null,
    offer: about !== null && 'offer' in about ? about.offer : null,
    estimateSeconds: proposal.estimateSeconds,
    agreedForAt: facts.agreedForAt,
    charter: facts.charter.version,
    title: proposal.title,
    place: proposal.agreedFor?.place ?? '',
  }
}

/** A need is answered to the one who published it, an offer is taken from the one who made it. */
function aboutMismatch({ about, proposal }: ProposeFacts): Fault | null {
  if (proposal.about === null) return null
  const isNeed = 'need' in proposal.about
  if (about === null) return fault('not_found')
  const owners = isNeed ? proposal.receivers : [proposal.giver]
  if (!owners.includes(about.member)) return fault('actor_may_not_speak_for_either')
  if (about.state === 'open') return null
  return fault(isNeed ? 'need_is_not_open' : 'offer_is_not_open')
}

/** One giver has one answer to a need that waits; help that was given is recorded all the same. */
function answeredAlready({ others, proposal }: ProposeFacts): Fault | null {
  if (proposal.alreadyDone) return null
  const standing = others.find(({ giver }) => giver === proposal.giver)
  if (standing === undefined) return null
  return fault('need_is_answered_by_giver', { exchange: standing.id })
}
