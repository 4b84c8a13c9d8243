import { type Completion, type Fault, fault, isFault } from '@commonhour/contract'
import { refusalOf } from '@commonhour/fairness'
import type { AccountFacts, CharterFacts, ExchangeFacts, MemberActor } from '../facts.ts'
import type { Decision } from '../writes.ts'
import { beyondOf, decideConfirmation, refusalOfHours } from './confirm.ts'
import { expectAccount, expectCharter } from './counted.ts'
import { lineCardOf, lineRules, sideOf } from './sides.ts'

export interface CompleteFacts {
  readonly exchange: ExchangeFacts
  readonly actor: MemberActor
  readonly giver: AccountFacts
  readonly receiver: AccountFacts
  readonly completion: Completion
  readonly charter: CharterFacts
  readonly today: string
  readonly freshIds: readonly string[]
}

/**
 * Either side says it is done. When the receiver says it, that confirms it too: the hours are
 * theirs. A line refuses promises, never help already done: beyond it the exchange stands as done,
 * and a coordinator finds a way (ledger.md law 6).
 */
export function decideCompletion(facts: CompleteFacts): Decision | Fault {
  const { actor, completion, exchange, today } = facts
  const side = sideOf(exchange, actor.member)
  if (side === null) return fault('not_found')
  if (exchange.state !== 'agreed') return fault('exchange_is_not_agreed')
  if (completion.workedOn > today) return fault('help_is_in_the_future')
  const refusal = refusalOfHours(facts, completion.seconds)
  if (refusal !== null) return refusal
  const done = {
    into: 'exchangeStep',
    exchange: exchange.id,
    step: exchange.steps.length,
    state: 'done',
    ...completion,
  } as const
  const version = exchange.steps.length - 1
  const expect = [
    { word: 'exchange', id: exchange.id, version } as const,
    expectCharter(facts.charter),
  ]
  // From here the completion must succeed.
  if (side === 'giver') {
    const tells = exchange.receivers.map(
      ({ member }) =>
        ({ into: 'outbox', kind: 'exchange.done', ref: exchange.id, member }) as const,
    )
    // Confirming beyond the line writes nothing, so the card is written with what leads there.
    const beyond = beyondOf(facts, completion.seconds)
    const isRefused = beyond !== null && refusalOf(lineRules, beyond) !== null
    return {
      expect: beyond === null ? expect : [...expect, expectAccount(facts.receiver)],
      write: [done, ...tells, ...(isRefused ? [lineCardOf(exchange.id)] : [])],
    }
  }
  const confirmed = decideConfirmation({
    ...facts,
    confirmation: { seconds: completion.seconds },
    exchange: withStep(exchange, completion),
  })
  if (isFault(confirmed)) {
    const counted = expectAccount(facts.receiver)
    return { expect: [...expect, counted], write: [done, lineCardOf(exchange.id)] }
  }
  return {
    expect: [...expect, ...confirmed.expect.filter(({ word }) => word === 'account')],
    write: [done, ...confirmed.write],
  }
}

/** The exchange as it will stand once this completion is written. */
function withStep(exchange: ExchangeFacts, completion: Completion): ExchangeFacts {
  const last = exchange.steps[exchange.steps.length - 1]
  if (last === undefined) return exchange
  const step = { ...last, step: last.step + 1, state: 'done', ...completion } as const
  return { ...exchange, state: 'done', steps: [...exchange.steps, step] }
}
