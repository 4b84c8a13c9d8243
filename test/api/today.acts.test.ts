import { afterEach, beforeEach, expect, test } from 'vitest'
import { openPlace, type Place, type Someone } from '../support/place.ts'
import { type Acts, actsOf, hour, ok, outcome } from './acts.ts'
import { appoint, type TodayActs, todayActsOf } from './todayActs.ts'

let place: Place
let it: Acts
let the: TodayActs
let rosa: Someone
let bo: Someone
let ana: Someone
let luis: Someone

beforeEach(async () => {
  place = await openPlace()
  it = actsOf(place)
  the = todayActsOf(place)
  rosa = place.rosa
  ana = await place.joins('Ana Soler')
  luis = await place.joins('Luis Vidal')
  bo = await place.joins('Bo Lind')
  await appoint(place, bo)
})
afterEach(() => place.dispose())

const talk = async () => {
  await the.standsLow(ana, luis)
  return (await the.only(rosa, 'talk')).id
}

test('opening a card starts its clock, once', async () => {
  const card = await talk()
  const opened = ok(await the.open(rosa, card)).opened
  expect(opened).toEqual({ at: '2026-03-02T09:00:00.000Z', name: 'Rosa Keane' })
  place.pass(60_000)
  expect(ok(await the.open(bo, card)).opened).toEqual(opened)
  expect(ok(await the.read(bo, card)).opened).toEqual(opened)
})

test('who takes a card has it, and another is told who does', async () => {
  const card = await talk()
  expect(ok(await the.take(rosa, card)).owner).toEqual({ member: rosa.member, name: rosa.name })
  ok(await the.take(rosa, card))
  const refused = await the.take(bo, card)
  expect(outcome(refused)).toBe('card_is_taken')
  expect(refused.body.detail).toBe('Rosa Keane looks after this.')
})

test('a card is handed on with a note, to another coordinator or back to all', async () => {
  const card = await talk()
  ok(await the.take(rosa, card))
  const handed = ok(await the.hand(rosa, card, bo, 'Ana likes to be rung after six.'))
  expect(handed).toMatchObject({
    owner: { name: 'Bo Lind' },
    note: { text: 'Ana likes to be rung after six.', name: 'Rosa Keane' },
  })
  expect(ok(await the.hand(bo, card, null)).owner).toBeNull()
  expect(outcome(await the.hand(rosa, card, luis))).toBe('card_cannot_go_to_them')
  expect(outcome(await the.hand(rosa, card, null, ''))).toBe('request_is_malformed')
})

test('a card that an act of its own ends is not ended by a word', async () => {
  await the.applies('Nia Okafor')
  const { id } = await the.only(rosa, 'applicant')
  expect(outcome(await the.resolve(rosa, id))).toBe('card_ends_by_its_act')
})

test('nothing more is done with a card that is done with', async () => {
  const card = await talk()
  ok(await the.resolve(rosa, card))
  for (const act of [the.open, the.take, the.resolve, the.read]) {
    expect(outcome(await act(bo, card))).toBe('card_is_not_open')
  }
  expect(outcome(await the.open(rosa, place.id()))).toBe('card_is_not_open')
})

test('a coordinator who takes part sees a card and leaves it to another', async () => {
  await the.standsLow(bo, luis)
  const card = await the.only(bo, 'talk')
  expect(card).toMatchObject({ mayAct: false, instead: 'anotherCoordinator' })
  for (const act of [the.open, the.take, the.resolve]) {
    expect(outcome(await act(bo, card.id))).toBe('decision_is_in_own_cause')
  }
  expect(outcome(await the.hand(bo, card.id, rosa))).toBe('decision_is_in_own_cause')
  expect(outcome(await the.hand(rosa, card.id, bo))).toBe('card_cannot_go_to_them')
  ok(await the.take(rosa, card.id))
})

test('where nobody else can decide, a motion to all members does', async () => {
  await the.disputed(bo, rosa)
  expect(await the.only(rosa, 'dispute')).toMatchObject({ mayAct: false, instead: 'motion' })
})

test('two who take one card at the same moment: one has it, the other is told', async () => {
  const card = await talk()
  const said = (await Promise.all([the.take(rosa, card), the.take(bo, card)])).map(outcome)
  expect(said.toSorted()).toEqual([201, 'card_is_taken'])
})

test('two who resolve one card at the same moment resolve it once', async () => {
  const card = await talk()
  const said = (await Promise.all([the.resolve(rosa, card), the.resolve(bo, card)])).map(outcome)
  expect(said.toSorted()).toEqual([201, 'card_is_not_open'])
})

test('an office that was taken away meanwhile takes no card', async () => {
  const card = await talk()
  const body = { reason: 'other' }
  ok(await place.ask(rosa, 'suspendMember', { member: bo.member }, { body }))
  expect(outcome(await the.take(bo, card))).toBe('actor_is_not_active')
})

test('a member reads every card about them, with what was written about it', async () => {
  const card = await talk()
  ok(await the.hand(rosa, card, bo, 'Ana likes to be rung after six.'))
  const mine = async () => ok(await place.ask(ana, 'listMyCards', {})).items
  expect(await mine()).toMatchObject([
    {
      id: card,
      kind: 'talk',
      owner: 'Bo Lind',
      notes: [{ text: 'Ana likes to be rung after six.' }],
    },
  ])
  ok(await the.resolve(bo, card, { outcome: 'arranged', note: 'She will offer a lift.' }))
  const [kept] = await mine()
  expect(kept).toMatchObject({ resolved: { outcome: 'arranged' }, notes: [{}, {}] })
  expect(ok(await place.ask(luis, 'listMyCards', {})).items).toEqual([])
})

test('coordinator seconds per exchange: from opening to the end, ten minutes a card at most', async () => {
  const measures = async () => {
    const query = { from: '2026-03-01', to: '2026-03-31' }
    const { items } = ok(await place.ask(rosa, 'readMeasures', {}, { query }))
    return Object.fromEntries(
      items.map((one: { name: string; value: number }) => [one.name, one.value]),
    )
  }
  expect(await measures()).toEqual({ exchanges: 0, coordinatorSecondsPerExchange: null })
  const card = await talk()
  ok(await the.open(rosa, card))
  expect(await measures()).toEqual({ exchanges: 2, coordinatorSecondsPerExchange: 0 })
  place.pass(100_000)
  ok(await the.resolve(rosa, card))
  expect(await measures()).toEqual({ exchanges: 2, coordinatorSecondsPerExchange: 50 })
  await the.applies('Nia Okafor')
  const applicant = await the.only(rosa, 'applicant')
  ok(await the.open(rosa, applicant.id))
  it.days(2)
  expect(await measures()).toEqual({ exchanges: 2, coordinatorSecondsPerExchange: 50 })
  // Her own act ends the card; two days before a screen count as ten minutes.
  ok(await place.ask(rosa, 'admitMember', applicant.next.params))
  expect(await measures()).toEqual({ exchanges: 2, coordinatorSecondsPerExchange: 350 })
  const backwards = { from: '2026-03-31', to: '2026-03-01' }
  const refused = await place.ask(rosa, 'readMeasures', {}, { query: backwards })
  expect(refused.body.fields).toMatchObject([{ pointer: '/to' }])
  const query = { from: '2026-03-01', to: '2026-03-31' }
  const asked = await place.ask(ana, 'readMeasures', {}, { query })
  expect(outcome(asked)).toBe('actor_is_not_a_coordinator')
})

test('a dispute that was opened and settled counts from its opening to the settlement', async () => {
  const exchange = await the.disputed(luis, ana)
  const { id } = await the.only(rosa, 'dispute')
  ok(await the.open(rosa, id))
  place.pass(30_000)
  const shares = [{ receiver: ana.member, seconds: hour }]
  const body = { shares, reason: 'both_agreed' }
  ok(await place.ask(rosa, 'settleExchange', { exchange }, { body }))
  const query = { from: '2026-03-02', to: '2026-03-02' }
  const { items } = ok(await place.ask(rosa, 'readMeasures', {}, { query }))
  expect(items).toMatchObject([
    { name: 'exchanges', version: 1, value: 1 },
    { name: 'coordinatorSecondsPerExchange', version: 1, value: 30, of: 1 },
  ])
})
