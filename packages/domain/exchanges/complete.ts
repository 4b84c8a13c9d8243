import { type Completion, type Fault, fault, isFault } from '@commonhour/contract'
import { refusalOf } from '@commonhour/fairness'
import type { ExchangeFacts } from '../facts.ts'
import type { Decision, StepWrite } from '../writes.ts'
import { bookingOf } from './booking.ts'
import { hoursDiffer, needsOther } from './confirm.ts'
import { assentedPart } from './confirmPart.ts'
import { expectAccount, expectCharter } from './counted.ts'
import { type ActFacts, dispenserOf } from './facts.ts'
import { beyondOf, refusalOfHours } from './hours.ts'
import { lineCardOf, lineRules } from './lines.ts'
import { isOfSeveral, othersOf, sideOf, stepNow, tell } from './sides.ts'
import { type Part, partsOf } from './split.ts'

export type CompleteFacts = ActFacts & {
  readonly completion: Completion
  /** The latest day it is anywhere. */
  readonly today: string
}

/**
 * Either side says it is done. When the receiver says it, near the estimate, that confirms it too:
 * the hours are theirs. A line refuses promises, never help already done: beyond it the exchange
 * stands as done, and a coordinator finds a way (ledger.md law 6).
 */
export function decideCompletion(facts: CompleteFacts): Decision | Fault {
  const { actor, charter, completion, exchange, today } = facts
  const side = sideOf(exchange, actor.member)
  if (side === null) return fault('not_found')
  if (exchange.state !== 'agreed') return fault('exchange_is_not_agreed')
  if (completion.workedOn > today) return fault('help_is_in_the_future')
  const refusal = refusalOfHours(facts, completion.seconds)
  if (refusal !== null) return refusal
  const parts = partsOf(exchange, completion.seconds, charter)
  if (isFault(parts)) return parts
  if (side === 'giver') return doneByGiver(facts, parts)
  const own = parts.find(({ member }) => member === actor.member)
  return own === undefined ? fault('not_found') : doneByReceiver(facts, own)
}

/** It waits for every receiver; what the line will refuse is told to the coordinators now. */
function doneByGiver(facts: CompleteFacts, parts: readonly Part[]): Decision {
  const { exchange, receivers } = facts
  // Confirming beyond the line writes nothing, so the card is written with what leads there.
  const beyond = parts.flatMap((part) => beyondOf(facts, part) ?? [])
  const counted = new Set(beyond.map(({ from }) => from.account))
  const isRefused = beyond.some((move) => refusalOf(lineRules, move) !== null)
  return {
    expect: [
      ...guardsOf(facts),
      ...receivers.filter(({ account }) => counted.has(account)).map(expectAccount),
    ],
    write: [
      doneOf(facts),
      ...tell(
        'exchange.done',
        exchange,
        exchange.receivers.map(({ member }) => member),
      ),
      ...(isRefused ? [lineCardOf(exchange.id)] : []),
    ],
  }
}

/** Who received the help says it: their hours move, unless the giver or a line stands before. */
function doneByReceiver(facts: CompleteFacts, part: Part): Decision | Fault {
  const { actor, completion, exchange } = facts
  const whole = { ...part, seconds: completion.seconds }
  const waits = needsOther(facts, whole, 'receiver')
  if (waits && isOfSeveral(exchange)) return fault('both_must_say_the_hours')
  const done = doneOf(facts)
  const step = done.step
  const expect = guardsOf(facts)
  if (waits) return { expect, write: [done, ...hoursDiffer(facts)] }
  const said = { ...facts, exchange: withStep(exchange, done) }
  const beyond = beyondOf(said, part)
  const others = othersOf(exchange, actor.member)
  if (beyond !== null && refusalOf(lineRules, beyond) !== null) {
    const counted = facts.receivers.filter(({ account }) => account === part.account)
    const asked = isOfSeveral(exchange) ? tell('exchange.done', exchange, others) : []
    return {
      expect: [...expect, ...counted.map(expectAccount)],
      write: [done, ...asked, lineCardOf(exchange.id)],
    }
  }
  const booking = bookingOf(said, part, dispenserOf(facts.freshIds))
  const ending = isOfSeveral(exchange)
    ? [
        ...assentedPart(facts, step),
        ...booking.said(step),
        ...tell('exchange.done', exchange, others),
      ]
    : [
        confirmedOf(done),
        ...booking.said(step + 1),
        ...tell('exchange.confirmed', exchange, others),
      ]
  return {
    expect: [...expect, ...booking.expect],
    write: [done, ...booking.transfers, ...ending, ...booking.talk],
  }
}

function doneOf({ completion, exchange }: CompleteFacts): StepWrite {
  const step = exchange.steps.length
  return { into: 'exchangeStep', exchange: exchange.id, step, state: 'done', ...completion }
}

function confirmedOf({ exchange, seconds, step }: StepWrite): StepWrite {
  return {
    into: 'exchangeStep',
    exchange,
    step: step + 1,
    state: 'confirmed',
    seconds: seconds ?? 0,
  }
}

function guardsOf({ charter, exchange }: CompleteFacts) {
  const now = { word: 'exchange', id: exchange.id, version: stepNow(exchange) } as const
  return [now, expectCharter(charter)]
}

/** The exchange as it will stand once this step is written. */
function withStep(
  exchange: ExchangeFacts,
  { seconds = null, workedOn = null }: StepWrite,
): ExchangeFacts {
  const last = exchange.steps[exchange.steps.length - 1]
  if (last === undefined) return exchange
  const step = { ...last, step: last.step + 1, state: 'done', seconds, workedOn } as const
  return { ...exchange, state: 'done', steps: [...exchange.steps, step] }
}
