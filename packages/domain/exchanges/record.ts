import { refusalOf } from '@commonhour/fairness'
import type { AccountFacts } from '../facts.ts'
import type { StepWrite, Write } from '../writes.ts'
import { answersNeed } from './answered.ts'
import { dispenserOf } from './facts.ts'
import { lineCardOf, lineRules, talkOf, verdictsOf } from './lines.ts'
import { moveOf } from './move.ts'
import type { ProposeFacts } from './proposeFacts.ts'
import { tell } from './sides.ts'
import type { Part } from './split.ts'

type RecordFacts = ProposeFacts & { readonly giver: AccountFacts }

/**
 * Help that has been given already. Recorded by the giver it waits for each receiver; recorded by a
 * receiver their own part is booked at once, and the others are asked for theirs.
 */
export function recordedWrites(facts: RecordFacts, parts: readonly Part[]): Write[] {
  const { actor, need, others, proposal } = facts
  const done = doneOf(facts)
  const moves = parts.map((part) => moveOf(sidesOf(facts), part))
  // Beyond the line the help still stands as done, and a coordinator finds a way.
  const isRefused = moves.some((move) => refusalOf(lineRules, move) !== null)
  const card = isRefused ? [lineCardOf(proposal.id)] : []
  const freshId = dispenserOf(facts.freshIds)
  const answered =
    need?.member === actor.member ? answersNeed(need, others, proposal.giver, freshId) : []
  const own = parts.find(({ member }) => member === actor.member)
  if (own === undefined) {
    return [done, ...tell('exchange.done', proposal, proposal.receivers), ...card]
  }
  const asked = parts.length > 1 ? tell('exchange.done', proposal, othersOf(facts)) : []
  const ownMove = moveOf(sidesOf(facts), own)
  if (refusalOf(lineRules, ownMove) !== null) {
    return [done, ...asked, ...card, ...talkOf(ownMove), ...answered]
  }
  return [
    done,
    postOf(facts, own, freshId()),
    ...bookedOf(facts, done, parts.length > 1),
    ...verdictsOf({ exchange: proposal.id, step: parts.length > 1 ? 0 : 1 }, ownMove),
    ...answered,
    ...(parts.length > 1 ? asked : tell('exchange.confirmed', proposal, [proposal.giver])),
    ...card,
    ...talkOf(ownMove),
  ]
}

function othersOf({ actor, proposal }: RecordFacts): string[] {
  return [proposal.giver, ...proposal.receivers].filter((one) => one !== actor.member)
}

function sidesOf(facts: RecordFacts) {
  return { ...facts, exchange: undefined }
}

function doneOf({ proposal, today }: RecordFacts): StepWrite {
  return {
    into: 'exchangeStep',
    exchange: proposal.id,
    step: 0,
    state: 'done',
    seconds: proposal.estimateSeconds,
    workedOn: proposal.workedOn ?? today,
  }
}

/** One receiver has confirmed by recording; one of several has confirmed their own part. */
function bookedOf(
  { actor, proposal }: RecordFacts,
  done: StepWrite,
  isOfSeveral: boolean,
): Write[] {
  const { id: exchange } = proposal
  if (isOfSeveral) {
    const said = { exchange, member: actor.member, step: 0, kind: 'confirmation' } as const
    return [{ into: 'exchangeAssent', ...said }]
  }
  const seconds = done.seconds ?? 0
  return [{ into: 'exchangeStep', exchange, step: 1, state: 'confirmed', seconds }]
}

function postOf({ charter, giver, proposal, today }: RecordFacts, part: Part, id: string): Write {
  return {
    into: 'transfer',
    id,
    kind: 'post',
    purpose: 'help',
    fromAccount: part.account,
    toAccount: giver.account,
    seconds: part.seconds,
    charter: charter.version,
    exchange: proposal.id,
    workedOn: proposal.workedOn ?? today,
    groupId: proposal.receivers.length > 1 ? proposal.id : null,
  }
}
