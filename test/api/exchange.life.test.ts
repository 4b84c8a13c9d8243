import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPlace, type Place, type Someone } from '../support/place.ts'
import { type Acts, actsOf, hour, mayNext, ok, outcome, quarter, today } from './acts.ts'

let place: Place
let it: Acts
let ana: Someone
let luis: Someone
let nia: Someone

beforeAll(async () => {
  place = await openPlace()
  it = actsOf(place)
  ana = await place.joins('Ana Soler')
  luis = await place.joins('Luis Vidal')
  nia = await place.joins('Nia Okafor')
})
afterAll(() => place.dispose())

test('a proposal is declined by the other side, and by nobody else', async () => {
  const { id: exchange } = ok(await it.propose(luis, luis, ana))
  expect(outcome(await it.decline(luis, exchange))).toBe('actor_made_the_proposal')
  expect(outcome(await it.decline(nia, exchange))).toBe('not_found')
  const { body } = await it.read(ana, exchange)
  expect(mayNext(body)).toEqual(['acceptance', 'declination', 'proposal'])
  expect(ok(await it.decline(ana, exchange))).toMatchObject({ state: 'declined' })
  expect(outcome(await it.decline(ana, exchange))).toBe('exchange_is_not_proposed')
  expect(outcome(await it.accept(ana, exchange))).toBe('exchange_is_not_proposed')
})

test('a proposal is taken back by who made it, and not by the other side', async () => {
  const { id: exchange } = ok(await it.propose(ana, luis, ana))
  expect(outcome(await it.accept(ana, exchange))).toBe('actor_made_the_proposal')
  expect(outcome(await it.cancel(luis, exchange))).toBe('exchange_is_not_agreed')
  expect(ok(await it.cancel(ana, exchange))).toMatchObject({ state: 'cancelled' })
  expect(outcome(await it.cancel(ana, exchange))).toBe('exchange_is_not_agreed')
})

test.each(['giver', 'receiver'])(
  'an agreement is called off by its %s: the hours return',
  async (side) => {
    const exchange = await it.agreed(luis, ana)
    expect(await it.account(ana)).toMatchObject({ heldOutSeconds: hour, balanceSeconds: 0 })
    expect((await it.account(luis)).heldInSeconds).toBe(hour)
    const called = ok(await it.cancel(side === 'giver' ? luis : ana, exchange))
    expect(called).toMatchObject({ state: 'cancelled', holds: [], transfers: [] })
    expect(mayNext(called)).toEqual([])
    expect(called.steps.at(-1)).toMatchObject({ to: 'cancelled', reason: 'plans_changed' })
    expect(await it.account(ana)).toMatchObject({ heldOutSeconds: 0, balanceSeconds: 0 })
  },
)

test('what is said to be done is taken back only by the giver, and the hours return', async () => {
  const exchange = await it.done(luis, ana)
  expect(outcome(await it.cancel(ana, exchange))).toBe('actor_is_not_the_giver')
  expect(mayNext((await it.read(luis, exchange)).body)).toEqual(['cancellation'])
  expect(ok(await it.cancel(luis, exchange))).toMatchObject({ state: 'cancelled', holds: [] })
  expect((await it.account(ana)).heldOutSeconds).toBe(0)
  expect(outcome(await it.confirm(ana, exchange, { seconds: hour }))).toBe('exchange_is_not_done')
})

test('the receiver says it is done: that confirms it too', async () => {
  const exchange = await it.agreed(luis, ana)
  const said = ok(await it.complete(ana, exchange, { seconds: hour, workedOn: today }))
  expect(said).toMatchObject({ state: 'confirmed', saidSeconds: { giver: null, receiver: hour } })
  expect(said.steps.map(({ to }: { to: string }) => to)).toEqual([
    'proposed',
    'agreed',
    'done',
    'confirmed',
  ])
  expect(outcome(await it.complete(ana, exchange, { seconds: hour, workedOn: today }))).toBe(
    'exchange_is_not_agreed',
  )
})

test('the giver says it is done, the receiver confirms less: the rest returns', async () => {
  const before = await it.account(ana)
  const exchange = await it.done(luis, ana, 2 * hour)
  expect(outcome(await it.confirm(luis, exchange, { seconds: hour }))).toBe(
    'actor_is_not_the_receiver',
  )
  const less = 2 * hour - 2 * quarter
  const confirmed = ok(await it.confirm(ana, exchange, { seconds: less }))
  expect(confirmed).toMatchObject({ saidSeconds: { giver: 2 * hour, receiver: less }, holds: [] })
  expect(confirmed.transfers).toHaveLength(1)
  const after = await it.account(ana)
  expect(after.balanceSeconds).toBe(before.balanceSeconds - less)
  expect(after.heldOutSeconds).toBe(0)
})

test('the receiver confirms more: a settle and a post in one group', async () => {
  const exchange = await it.done(luis, ana)
  const confirmed = ok(await it.confirm(ana, exchange, { seconds: hour + quarter }))
  expect(confirmed.transfers).toHaveLength(2)
  const rows = await place.books.client.execute({
    sql: "SELECT kind, seconds, groupId FROM transfer WHERE exchange = ? AND kind <> 'hold'",
    args: [exchange],
  })
  expect(rows.rows.map(({ kind, seconds }) => [kind, seconds])).toEqual([
    ['settle', hour],
    ['post', quarter],
  ])
  expect(new Set(rows.rows.map(({ groupId }) => groupId)).size).toBe(1)
  expect(rows.rows[0]?.groupId).not.toBeNull()
})

test('nothing is done on a day that has not come anywhere on earth', async () => {
  const exchange = await it.agreed(luis, ana)
  const late = { seconds: hour, workedOn: '2026-03-04' }
  expect(outcome(await it.complete(luis, exchange, late))).toBe('help_is_in_the_future')
  const odd = { seconds: hour + 1, workedOn: today }
  expect(outcome(await it.complete(luis, exchange, odd))).toBe('seconds_are_not_whole')
  const long = { seconds: 25 * hour, workedOn: today }
  expect(outcome(await it.complete(luis, exchange, long))).toBe('seconds_are_too_many')
  expect(outcome(await it.confirm(ana, exchange, { seconds: hour }))).toBe('exchange_is_not_done')
  ok(await it.cancel(ana, exchange))
})

test('hours set aside run out 60 days after the agreed end', async () => {
  const exchange = await it.agreed(luis, ana)
  it.days(61)
  const said = await it.complete(luis, exchange, { seconds: hour, workedOn: today })
  expect(outcome(said)).toBe('hold_has_lapsed')
  ok(await it.cancel(luis, exchange))
  expect(await it.proof()).toMatchObject({ balanceSumSeconds: 0, heldSeconds: 0 })
})
