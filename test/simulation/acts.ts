import type { OperationName } from '@commonhour/contract'
import type { Someone } from '../support/asking.ts'
import { workedOn } from './world.ts'

/** Something a person asked for: the same key and body however often it is sent. */
export interface Intent {
  readonly by: Someone
  readonly act: OperationName
  readonly params: Readonly<Record<string, string>>
  readonly body: Readonly<Record<string, unknown>> | undefined
  readonly key: string
  /** The exchange it is about; null for a gift. */
  readonly deal: Deal | null
  /** What the person was told in the end; null while they do not know. */
  told: { readonly answer: Answer } | { readonly refused: string } | null
}
export interface Answer {
  readonly id: string
  readonly state?: string
  readonly seconds?: number
}

/** An exchange as its two sides know it. */
export interface Deal {
  readonly id: string
  readonly giver: Someone
  readonly receiver: Someone
  readonly estimateSeconds: number
  readonly workedSeconds: number
  /** As it was told last. */
  state: string
}

const quarter = 900

interface Choosing {
  readonly me: Someone
  readonly others: readonly Someone[]
  readonly deals: Deal[]
  readonly chance: () => number
  id(): string
  key(): string
}

/** What a person would like next: something about an exchange of theirs, or something new. */
export function choose(it: Choosing): Intent {
  const mine = it.deals.filter(({ giver, receiver }) => [giver, receiver].includes(it.me))
  const next = mine.flatMap((deal) => waysOf(deal, it.me).map((way) => ({ deal, way })))
  const turn = it.chance()
  if (next.length > 0 && turn < 0.65) {
    const { deal, way } = picked(next, it.chance)
    return intent(it, way.act, { exchange: deal.id }, way.body, deal)
  }
  const other = picked(it.others, it.chance)
  if (turn < 0.8) return gift(it, other)
  return proposal(it, other)
}

interface Way {
  readonly act: OperationName
  readonly body?: Readonly<Record<string, unknown>>
}

/** What somebody may try, by what they were told last; others may have been faster. */
function waysOf({ giver, receiver, state, workedSeconds: seconds }: Deal, me: Someone): Way[] {
  const cancel = { act: 'cancelExchange', body: { reason: 'plans_changed' } } as const
  const done = { act: 'completeExchange', body: { seconds, workedOn } } as const
  if (state === 'proposed' && me === receiver) {
    return [{ act: 'acceptExchange' }, { act: 'acceptExchange' }, { act: 'declineExchange' }]
  }
  if (state === 'agreed' && me === giver) return [done, done, done, cancel]
  if (state === 'agreed') return [cancel]
  if (state === 'done' && me === receiver) {
    return [{ act: 'confirmExchange', body: { seconds } }]
  }
  if (state === 'done') return [cancel]
  return state === 'confirmed' && me === receiver ? [{ act: 'undoExchange' }] : []
}

function gift(it: Choosing, to: Someone): Intent {
  const seconds = 60 * (1 + Math.floor(it.chance() * 30))
  const between = { fromAccount: it.me.account, toAccount: to.account, seconds }
  return intent(it, 'bookTransfer', {}, { id: it.id(), purpose: 'gift', ...between }, null)
}

/** The giver proposes, or the receiver records help that was given already. */
function proposal(it: Choosing, other: Someone): Intent {
  const alreadyDone = it.chance() < 0.3
  const [giver, receiver] = alreadyDone ? [other, it.me] : [it.me, other]
  const estimateSeconds = quarter * (1 + Math.floor(it.chance() * 4))
  const workedSeconds =
    it.chance() < 0.7 ? estimateSeconds : Math.max(quarter, estimateSeconds - quarter)
  const deal = { id: it.id(), giver, receiver, estimateSeconds, workedSeconds, state: 'unknown' }
  it.deals.push(deal)
  const sides = { giver: giver.member, receivers: [receiver.member] }
  const about = { title: 'A lift', estimateSeconds, ...(alreadyDone && { alreadyDone }) }
  return intent(it, 'proposeExchange', {}, { id: deal.id, ...sides, ...about }, deal)
}

function intent(
  { key, me }: Choosing,
  act: OperationName,
  params: Intent['params'],
  body: Intent['body'],
  deal: Deal | null,
): Intent {
  return { by: me, act, params, body, key: key(), deal, told: null }
}

export function picked<T>(from: readonly T[], chance: () => number): T {
  return from[Math.floor(chance() * from.length)] as T
}
