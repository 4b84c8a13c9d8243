import { isFault } from '@commonhour/contract'
import { type MoveFacts, refusalOf, silenceRules } from '@commonhour/fairness'
import { memberOfStep, type Step } from '../facts.ts'
import type { Decision, TransferWrite } from '../writes.ts'
import { awaitedOf, claimOf, dayMs, isAlreadyDone } from './claim.ts'
import type { RemindFacts } from './remind.ts'
import { movedOf, openHoldsOf, partiesOf, tell } from './sides.ts'
import { partsOf } from './split.ts'

export interface SilenceFacts extends RemindFacts {
  readonly freshIds: readonly string[]
}

/**
 * What silence means, decided by the clock on the charter's day. It agrees only to what was agreed
 * beforehand, said near the estimate, of which each silent receiver was reminded by something that
 * reached them, and to no more than was set aside. Anything else becomes a card (product.md).
 * @returns null before that day, and once it was decided
 */
export function decideSilence(facts: SilenceFacts): Decision | null {
  const { charter, exchange, now, reminders } = facts
  const last = exchange.steps.at(-1)
  const { days } = charter.body.silence
  if (last?.state !== 'done' || now < last.at + days * dayMs) return null
  const hasCard = reminders.some(({ kind, step }) => kind === 'card' && step === last.step)
  if (hasCard) return null
  const expect = [{ word: 'exchange', id: exchange.id, version: last.step } as const]
  // From here one of the two must succeed.
  const claim = claimOf(exchange)
  const settles = claim === null ? null : agreedBySilence(facts, claim)
  if (settles === null) {
    const member = (claim && memberOfStep(claim)) ?? exchange.giver
    const card = { exchange: exchange.id, step: last.step, day: days, member } as const
    return { expect, write: [{ into: 'exchangeReminder', ...card, kind: 'card' }] }
  }
  const moved = [...movedOf(exchange), ...settles]
  return {
    expect,
    write: [
      ...settles,
      {
        into: 'exchangeStep',
        exchange: exchange.id,
        step: exchange.steps.length,
        state: 'confirmed',
        seconds: moved.reduce((sum, { seconds }) => sum + seconds, 0),
        reason: 'silence',
      },
      ...tell('exchange.silence', exchange, partiesOf(exchange)),
    ],
  }
}

/**
 * What silence will do, and when, should nobody answer before: so many seconds count as agreed,
 * provided that a reminder reaches whoever is silent, or (null) someone is asked to ring.
 * @returns null where nothing waits for an answer
 */
export function silenceAhead(facts: Pick<SilenceFacts, 'charter' | 'exchange'>) {
  const { charter, exchange } = facts
  const last = exchange.steps.at(-1)
  if (last?.state !== 'done') return null
  const claim = claimOf(exchange)
  const settles =
    claim && mayAgree(facts, claim) ? settlesOf({ ...facts, freshIds: [] }, claim) : null
  return {
    at: last.at + charter.body.silence.days * dayMs,
    seconds: settles?.reduce((sum, { seconds }) => sum + seconds, 0) ?? null,
  }
}

/** The settles that silence agrees to; null where it agrees to nothing. */
function agreedBySilence(facts: SilenceFacts, claim: Step): TransferWrite[] | null {
  const { exchange } = facts
  if (!mayAgree(facts, claim)) return null
  const reached = facts.reminders
    .filter((one) => one.kind === 'reminder' && one.step === claim.step)
    .filter(({ hasReached }) => hasReached)
  const areReached = awaitedOf(exchange).every((member) =>
    reached.some((one) => one.member === member),
  )
  return areReached ? settlesOf(facts, claim) : null
}

/** Whether silence may agree to a claim at all, once a reminder reached everyone. */
function mayAgree(facts: Pick<SilenceFacts, 'charter' | 'exchange'>, claim: Step): boolean {
  const { exchange } = facts
  // Who took a confirmation back has spoken: the silence after it is no yes.
  if (claim.step !== exchange.steps.length - 1) return false
  if (isAlreadyDone(exchange) || memberOfStep(claim) !== exchange.giver) return false
  return isNearEstimate(facts, claim.seconds ?? 0)
}

/** Near-estimate looks at the hours alone: no standing is judged, since what was held settles. */
function isNearEstimate(
  { charter, exchange }: Pick<SilenceFacts, 'charter' | 'exchange'>,
  seconds: number,
): boolean {
  const side = { balanceSeconds: 0, heldOutSeconds: 0, floorSeconds: 0, newcomerFloorSeconds: null }
  const from = { ...side, account: '', kind: 'member', member: null, state: null } as const
  const agreed = { estimateSeconds: exchange.estimateSeconds, by: 'silence' } as const
  const hours = { purpose: 'help', seconds, helpSeconds: seconds, promised: true } as const
  const move: MoveFacts = { ...hours, from, to: from, charter: charter.body, app: null, agreed }
  return refusalOf(silenceRules, move) === null
}

/** Of each hold its receiver's part, and no more than was set aside; the rest returns. */
function settlesOf(
  { charter, exchange, freshIds }: Pick<SilenceFacts, 'charter' | 'exchange' | 'freshIds'>,
  claim: Step,
) {
  const parts = partsOf(exchange, claim.seconds ?? 0, charter)
  if (isFault(parts)) return null
  const holds = openHoldsOf(exchange)
  const [group = '', ...ids] = freshIds
  const settles = holds.map((hold, index): TransferWrite => {
    const part = parts.find(({ account }) => account === hold.fromAccount)
    return {
      into: 'transfer',
      id: ids[index] ?? '',
      kind: 'settle',
      purpose: 'help',
      fromAccount: hold.fromAccount,
      toAccount: hold.toAccount,
      seconds: Math.min(part?.seconds ?? 0, hold.seconds),
      charter: hold.charter,
      ref: hold.id,
      groupId: holds.length > 1 ? group : null,
      exchange: exchange.id,
      workedOn: claim.workedOn,
    }
  })
  // An agreement whose hours are not set aside for everyone who is silent is for people.
  return settles.length === awaitedOf(exchange).length ? settles : null
}
