import { type Confirmation, type Fault, fault } from '@commonhour/contract'
import type { Decision, Expectation, Write } from '../writes.ts'
import { answersNeed, expectNeed } from './answered.ts'
import { bookingOf } from './booking.ts'
import { decidePart } from './confirmPart.ts'
import { expectCharter } from './counted.ts'
import { type ActFacts, dispenserOf } from './facts.ts'
import { beyondOf, lastSaidOf, refusalOfHours, refusalOfOneVoice } from './hours.ts'
import { lineRules, refusalFor } from './lines.ts'
import { isOfSeveral, othersOf, sideOf, stepNow, tell } from './sides.ts'
import type { Part } from './split.ts'

export type ConfirmFacts = ActFacts & { readonly confirmation: Confirmation }

/**
 * The side that did not say it confirms how long the help took. The receiver may say another time
 * near the estimate; beyond it both must say the figure, and nothing moves until they have. Of
 * several receivers each confirms their own part.
 */
export function decideConfirmation(facts: ConfirmFacts): Decision | Fault {
  const { actor, charter, confirmation, exchange } = facts
  const { seconds } = confirmation
  const side = sideOf(exchange, actor.member)
  if (side === null) return fault('not_found')
  if (exchange.state !== 'done') return fault('exchange_is_not_done')
  if (side === 'giver' && lastSaidOf(exchange)?.side !== 'receiver') {
    return fault('actor_is_not_the_receiver')
  }
  if (isOfSeveral(exchange)) return decidePart(facts)
  const wrongHours = refusalOfHours(facts, seconds)
  if (wrongHours !== null) return wrongHours
  const [receiver] = exchange.receivers
  if (receiver === undefined) return fault('not_found')
  const part = { ...receiver, seconds }
  if (needsOther(facts, part, side)) return decideOtherHours(facts)
  // The whole was judged above: what lies beyond the hold meets the lines only.
  const beyond = beyondOf(facts, part)
  const refusal = beyond && refusalFor(actor, beyond, lineRules)
  if (refusal !== null) return refusal
  // From here the confirmation must succeed.
  const freshId = dispenserOf(facts.freshIds)
  const booking = bookingOf(facts, part, freshId)
  const step = exchange.steps.length
  return {
    expect: [...guardsOf(facts), expectCharter(charter), ...booking.expect],
    write: [
      ...booking.transfers,
      { into: 'exchangeStep', exchange: exchange.id, step, state: 'confirmed', seconds },
      ...booking.said(step),
      ...answersNeed(facts.need, facts.others, exchange.giver, freshId),
      ...tell('exchange.confirmed', exchange, othersOf(exchange, actor.member)),
      ...booking.talk,
    ],
  }
}

/** Whether these hours wait for the other side: it alone can make them what both have said. */
export function needsOther(facts: ActFacts, part: Part, side: 'giver' | 'receiver'): boolean {
  const { exchange } = facts
  const other = lastSaidOf(exchange, side === 'giver' ? 'receiver' : 'giver')
  const isSaidByBoth = other?.seconds === part.seconds
  // The hours are the receiver's: a giver's own figure is never enough.
  if (side === 'giver') return !isSaidByBoth
  const { estimateSeconds } = exchange
  return refusalOfOneVoice(facts, part, { estimateSeconds, isSaidByBoth }) !== null
}

/** Said to be done once more, with another figure: nothing moves, and the other side is asked. */
function decideOtherHours(facts: ConfirmFacts): Decision | Fault {
  const { actor, charter, confirmation, exchange, need, others } = facts
  const side = sideOf(exchange, actor.member)
  const last = lastSaidOf(exchange)
  const isSaidAlready = last?.side === side && last?.seconds === confirmation.seconds
  if (isSaidAlready) return fault('hours_wait_for_the_other')
  // From here the other figure must stand.
  const freshId = dispenserOf(facts.freshIds)
  const isAsker = need?.member === actor.member
  return {
    expect: [...guardsOf(facts), expectCharter(charter)],
    write: [
      {
        into: 'exchangeStep',
        exchange: exchange.id,
        step: exchange.steps.length,
        state: 'done',
        seconds: confirmation.seconds,
        workedOn: last?.workedOn ?? null,
      },
      ...(isAsker ? answersNeed(need, others, exchange.giver, freshId) : []),
      ...hoursDiffer(facts),
    ],
  }
}

/** The notice to the other side that it is asked for these hours. */
export function hoursDiffer({ actor, exchange }: Pick<ActFacts, 'actor' | 'exchange'>): Write[] {
  return tell('exchange.hours_differ', exchange, othersOf(exchange, actor.member))
}

/** The step it stands at, and who answered the need that it may close. */
function guardsOf({ exchange, need }: ActFacts): Expectation[] {
  const now = { word: 'exchange', id: exchange.id, version: stepNow(exchange) } as const
  return [now, ...expectNeed(need)]
}
