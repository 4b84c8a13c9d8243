import { neighbourhoodCharter } from '@commonhour/contract'
import type {
  AccountFacts,
  ActFacts,
  CharterFacts,
  Decision,
  ExchangeFacts,
  ExchangeTransfer,
  MemberActor,
  Step,
} from '@commonhour/domain'

export const hour = 3600
export const now = Date.parse('2026-03-02T09:00:00Z')
export const today = '2026-03-02'
export const charter: CharterFacts = { version: 3, newestVersion: 4, body: neighbourhoodCharter }

export function member(name: string, more: Partial<MemberActor> = {}): MemberActor {
  return {
    kind: 'member',
    member: name,
    by: name,
    scope: 'own',
    state: 'active',
    version: 2,
    offices: [],
    officesVersion: 0,
    account: `${name}'s`,
    speaksFor: [name],
    ...more,
  }
}
export const ana = member('ana')
export const luis = member('luis')
export const nia = member('nia')
export const rosa = member('rosa', { offices: ['coordinator'], officesVersion: 1 })

export function account(name: string, more: Partial<AccountFacts> = {}): AccountFacts {
  return {
    account: `${name}'s`,
    kind: 'member',
    member: name,
    state: 'active',
    balanceSeconds: 0,
    heldOutSeconds: 0,
    floorSeconds: -20 * hour,
    newcomerFloorSeconds: null,
    version: 7,
    memberVersion: 2,
    status: 'open',
    ...more,
  }
}

/** What every act looks at: Luis helps Ana, Ana asks, nothing stands in the way. */
export function acts(more: Partial<ActFacts> = {}): ActFacts {
  return {
    exchange: exchange('proposed'),
    actor: ana,
    giver: account('luis'),
    receivers: [account('ana')],
    charter,
    persons: {},
    habits: {},
    others: [],
    need: null,
    now,
    freshIds: ['f1', 'f2', 'f3', 'f4', 'f5', 'f6', 'f7', 'f8', 'f9'],
    ...more,
  }
}
/** The need of Ana's that the exchange is about. */
export const clinic = { id: 'clinic', member: 'ana', isOpen: true, exchanges: 2 }

/** The same exchange, where whoever said last that it is done said these seconds. */
export function saying(it: ExchangeFacts, seconds: number): ExchangeFacts {
  const last = it.steps.findLast(({ state }) => state === 'done')
  const steps = it.steps.map((one) => (one === last ? { ...one, seconds } : one))
  return { ...it, steps }
}
/** The same exchange, said to be done once more, by the other one. */
export function saidAnew(it: ExchangeFacts, by: string, seconds: number): ExchangeFacts {
  const said = { ...step(it.steps.length, 'done', by), seconds }
  return { ...it, state: 'done', steps: [...it.steps, said] }
}

type Said = readonly [state: ExchangeFacts['state'], by: string]
/** How an exchange in which Luis helps Ana came to each of its states. */
export const histories: Record<ExchangeFacts['state'], readonly Said[]> = {
  proposed: [['proposed', 'luis']],
  agreed: [
    ['proposed', 'luis'],
    ['agreed', 'ana'],
  ],
  done: [
    ['proposed', 'luis'],
    ['agreed', 'ana'],
    ['done', 'luis'],
  ],
  confirmed: [
    ['proposed', 'luis'],
    ['agreed', 'ana'],
    ['done', 'luis'],
    ['confirmed', 'ana'],
  ],
  declined: [
    ['proposed', 'luis'],
    ['declined', 'ana'],
  ],
  cancelled: [
    ['proposed', 'luis'],
    ['cancelled', 'luis'],
  ],
  reversed: [
    ['done', 'ana'],
    ['confirmed', 'ana'],
    ['reversed', 'rosa'],
  ],
  lapsed: [
    ['proposed', 'luis'],
    ['agreed', 'ana'],
    ['lapsed', 'clock'],
  ],
  disputed: [
    ['proposed', 'luis'],
    ['agreed', 'ana'],
    ['done', 'luis'],
    ['disputed', 'ana'],
  ],
  settled: [
    ['proposed', 'luis'],
    ['agreed', 'ana'],
    ['done', 'luis'],
    ['disputed', 'ana'],
    ['settled', 'rosa'],
  ],
}

/** Luis helps Ana for an hour; in `state`, with its hold while it is agreed or done. */
export function exchange(
  state: ExchangeFacts['state'],
  more: Partial<ExchangeFacts> = {},
): ExchangeFacts {
  const steps = histories[state].map(([to, by], index) => step(index, to, by))
  const transfers = transfersIn(state)
  return {
    id: 'lift',
    number: 1,
    state,
    giver: 'luis',
    giverAccount: "luis's",
    receivers: [{ member: 'ana', account: "ana's" }],
    names: {},
    need: null,
    offer: null,
    title: 'A lift',
    place: '',
    agreedForAt: null,
    estimateSeconds: hour,
    charter: 2,
    at: now,
    steps,
    passedOn: [],
    assents: [],
    verdicts: [],
    transfers,
    thanks: [],
    ...more,
  }
}
function transfersIn(state: ExchangeFacts['state']): ExchangeTransfer[] {
  if (state === 'agreed' || state === 'done' || state === 'disputed') return [hold()]
  return state === 'confirmed' || state === 'settled' ? [hold(), settle()] : []
}
export function step(index: number, state: Step['state'], by: string): Step {
  const actor = by === 'clock' ? by : `member:${by}`
  const said = state === 'done' ? { seconds: hour, workedOn: '2026-03-01' } : null
  return {
    step: index,
    state,
    actor,
    onBehalfOf: null,
    at: now,
    logSize: 10 + index,
    seconds: null,
    workedOn: null,
    reason: null,
    ...said,
  }
}
export function hold(more: Partial<ExchangeTransfer> = {}): ExchangeTransfer {
  return {
    id: 'hold',
    kind: 'hold',
    fromAccount: "ana's",
    toAccount: "luis's",
    seconds: hour,
    ref: null,
    charter: 2,
    expiresAt: now + 1,
    workedOn: null,
    seq: 9,
    ...more,
  }
}
export const settle = () => hold({ id: 'settle', kind: 'settle', ref: 'hold', expiresAt: null })

/**
 * What a decision writes, said shortly: `hold help 3600 ana's→luis's`, `agreed`, `tell ana
 * exchange.agreed`.
 */
export function written(decision: Decision): string[] {
  return decision.write.map((one) => {
    switch (one.into) {
      case 'transfer':
        return `${one.kind} ${one.purpose} ${one.seconds} ${one.fromAccount}→${one.toAccount}`
      case 'exchangeStep':
        return `${one.exchange} ${one.step} ${one.state}`
      case 'memberStep':
        return `${one.member} ${one.step} ${one.state}`
      case 'outbox':
        return `tell ${one.member ?? 'coordinators'} ${one.kind}`
      case 'closing':
        return `${one.word} ${one.id} ${one.state}`
      case 'exchangeAssent':
        return `${one.member} ${one.kind} ${one.step}`
      case 'exchangeTerms':
        return `${one.exchange} ${one.step} terms ${one.estimateSeconds}`
      case 'exchangeVerdict':
        return `${one.verdict} ${one.rule} ${one.step}`
      case 'exchangeReminder':
        return `${one.kind} ${one.member} step ${one.step} day ${one.day}`
      case 'exchangeMessage':
        return `${one.member} says ${one.text}`
      default:
        return one.into
    }
  })
}
/** What a decision counted on, said shortly: `account ana's 7`. */
export function expected(decision: Decision): string[] {
  return decision.expect.map(({ word, id, version }) => `${word} ${id} ${version}`)
}
