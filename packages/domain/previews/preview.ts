import { type Fault, isFault, type Verdict } from '@commonhour/contract'
import { heardBy, judge, type MoveFacts, moveRules } from '@commonhour/fairness'
import { hearersOf, lineRules, refusalFor } from '../exchanges/lines.ts'
import { moveOf } from '../exchanges/move.ts'
import { decideProposal } from '../exchanges/propose.ts'
import type { ProposeFacts } from '../exchanges/proposeFacts.ts'
import { splitOf } from '../exchanges/split.ts'
import type { AccountFacts } from '../facts.ts'

/** What would happen, and what the asker may hear of why. */
export interface Foreseen {
  readonly would: 'wait' | 'book' | 'refuse'
  readonly on: 'proposal' | 'agreement' | null
  readonly refusal: Fault | null
  readonly verdicts: readonly Verdict[]
  /** What the asker could still ask for afterwards; null where it would be refused. */
  readonly availableSeconds: number | null
}

/**
 * What would happen if this were proposed now: the decision itself is asked, and then the rules as
 * agreeing to it would ask them. Lines and habits are looked at for the asker alone: a giver who
 * could try out how far a receiver's line reaches would know where they stand (product.md).
 */
export function foreseeProposal(facts: ProposeFacts): Foreseen {
  const decision = decideProposal(facts)
  if (isFault(decision)) return refused('proposal', decision, decision.verdicts ?? [])
  const moves = movesOf(facts)
  const verdicts = moves.flatMap((move) => heardOf(facts, move))
  const own = moves.find(({ from }) => from.member === facts.actor.member)
  const overLine = own === undefined ? null : refusalFor(facts.actor, own, lineRules)
  const isBooked = decision.write.some((one) => one.into === 'transfer' && one.kind === 'post')
  if (isBooked) return foreseen(facts, 'book', null, verdicts, own)
  // Help already given stands beyond the line too; a coordinator finds a way (ledger.md law 6).
  if (facts.proposal.alreadyDone) return foreseen(facts, 'wait', overLine, verdicts)
  if (overLine !== null) return refused('agreement', overLine, verdicts)
  return foreseen(facts, 'wait', null, verdicts, own)
}

/** Every receiver's part, as it would be set aside or booked. */
function movesOf(facts: ProposeFacts): MoveFacts[] {
  const { charter, giver, proposal, receivers } = facts
  const { quantumSeconds } = charter.body
  const shares = splitOf(proposal.estimateSeconds, receivers.length, quantumSeconds)
  if (giver === null || isFault(shares)) return []
  const sides = { ...facts, giver, exchange: undefined }
  return receivers.map(({ account, member }, index) =>
    moveOf(sides, { account, member: member ?? '', seconds: shares[index] ?? 0 }),
  )
}

function heardOf({ actor }: ProposeFacts, move: MoveFacts): Verdict[] {
  return heardBy(judge(moveRules, move), hearersOf(actor, move))
}

function refused(
  on: 'proposal' | 'agreement',
  refusal: Fault,
  verdicts: readonly Verdict[],
): Foreseen {
  return { would: 'refuse', on, refusal, verdicts, availableSeconds: null }
}

function foreseen(
  facts: ProposeFacts,
  would: 'wait' | 'book',
  refusal: Fault | null,
  verdicts: readonly Verdict[],
  own?: MoveFacts,
): Foreseen {
  const account = accountOfAsker(facts)
  const availableSeconds = account === null ? null : roomOf(account) - (own?.seconds ?? 0)
  return { would, on: null, refusal, verdicts, availableSeconds }
}

function accountOfAsker({ actor, giver, receivers }: ProposeFacts): AccountFacts | null {
  return [giver, ...receivers].find((side) => side?.member === actor.member) ?? null
}

function roomOf({ balanceSeconds, floorSeconds, heldOutSeconds }: AccountFacts): number {
  return balanceSeconds - heldOutSeconds - floorSeconds
}
