import { type Confirmation, type Fault, fault, isFault } from '@commonhour/contract'
import type { Decision, Write } from '../writes.ts'
import { expectAssents } from './accept.ts'
import { answersNeed, expectNeed } from './answered.ts'
import { bookingOf } from './booking.ts'
import { expectCharter } from './counted.ts'
import { type ActFacts, dispenserOf } from './facts.ts'
import { beyondOf, lastSaidOf, refusalOfHours, refusalOfOneVoice } from './hours.ts'
import { lineRules, refusalFor } from './lines.ts'
import { hasAssented, movedOf, sideOf, stepNow, tell } from './sides.ts'
import { partsOf } from './split.ts'

/**
 * One of several receivers confirms their own part, or a time near it: it moves now. The last one
 * confirms for all.
 */
export function decidePart(
  facts: ActFacts & { readonly confirmation: Confirmation },
): Decision | Fault {
  const { actor, charter, confirmation, exchange, need } = facts
  const { seconds } = confirmation
  if (sideOf(exchange, actor.member) !== 'receiver') return fault('actor_is_not_the_receiver')
  if (hasAssented(exchange, actor.member)) return fault('actor_has_agreed_already')
  const wrongHours = refusalOfHours(facts, seconds)
  if (wrongHours !== null) return wrongHours
  const parts = partsOf(exchange, lastSaidOf(exchange)?.seconds ?? 0, charter)
  if (isFault(parts)) return parts
  const said = parts.find(({ member }) => member === actor.member)
  if (said === undefined) return fault('not_found')
  const part = { ...said, seconds }
  const agreed = { estimateSeconds: said.seconds, isSaidByBoth: seconds === said.seconds }
  const beyond = beyondOf(facts, part)
  const refusal =
    refusalOfOneVoice(facts, part, agreed) ?? (beyond && refusalFor(actor, beyond, lineRules))
  if (refusal !== null) return refusal
  // From here the confirmation of this part must succeed.
  const freshId = dispenserOf(facts.freshIds)
  const booking = bookingOf(facts, part, freshId)
  const isLast = exchange.receivers.every(
    ({ member }) => member === actor.member || hasAssented(exchange, member),
  )
  const answers = isLast || need?.member === actor.member
  return {
    expect: [
      { word: 'exchange', id: exchange.id, version: stepNow(exchange) },
      ...expectAssents(facts),
      ...(answers ? expectNeed(need) : []),
      expectCharter(charter),
      ...booking.expect,
    ],
    write: [
      ...booking.transfers,
      ...assentedPart(facts, stepNow(exchange)),
      ...(isLast ? confirmedByAll(facts, seconds) : []),
      ...booking.said(isLast ? exchange.steps.length : stepNow(exchange)),
      ...(answers ? answersNeed(need, facts.others, exchange.giver, freshId) : []),
      ...tell(isLast ? 'exchange.confirmed' : 'exchange.part_confirmed', exchange, [
        exchange.giver,
      ]),
      ...booking.talk,
    ],
  }
}

/** That one of several receivers confirmed their part of what a step said. */
export function assentedPart(
  { actor, exchange }: Pick<ActFacts, 'actor' | 'exchange'>,
  step: number,
): Write[] {
  const said = { exchange: exchange.id, member: actor.member, step }
  return [{ into: 'exchangeAssent', ...said, kind: 'confirmation' }]
}

function confirmedByAll({ exchange }: ActFacts, seconds: number): Write[] {
  const before = movedOf(exchange).reduce((sum, moved) => sum + moved.seconds, 0)
  return [
    {
      into: 'exchangeStep',
      exchange: exchange.id,
      step: exchange.steps.length,
      state: 'confirmed',
      seconds: before + seconds,
    },
  ]
}
