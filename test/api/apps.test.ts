import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPlace, type Place, type Said, type Someone } from '../support/place.ts'
import { type Acts, actsOf, hour, ok, outcome } from './acts.ts'

let place: Place
let it: Acts
let luis: Someone
/** An organisation whose own person acts for it. */
let choir: Someone
let library: string

beforeAll(async () => {
  place = await openPlace()
  it = actsOf(place)
  luis = await place.joins('Luis Vidal')
  choir = await place.joins('Riverside Choir', { kind: 'organisation' })
  library = place.id()
})
afterAll(() => place.dispose())

const admit = (app = library) =>
  place.ask(place.rosa, 'admitApp', { app }, { body: { name: 'Riverside Library' } })
const withdraw = () => place.ask(place.rosa, 'withdrawApp', { app: library })
const grant = (who: Someone, dailyCapSeconds: number, account = who.account) =>
  place.ask(who, 'grantApp', { account }, { body: { app: library, dailyCapSeconds } })
const book = (more: Record<string, unknown> = {}, ask = {}): Promise<Said> => {
  const body = {
    ...{ id: place.id(), purpose: 'help', fromAccount: choir.account },
    ...{ toAccount: luis.account, seconds: hour, workedOn: '2026-03-01', ...more },
  }
  return place.ask(`app:${library}`, 'bookTransfer', {}, { body, ...ask })
}

test('an app books nothing before it is admitted, nor before it is granted', async () => {
  expect(outcome(await book())).toBe('app_is_not_admitted')
  expect(outcome(await grant(choir, 3 * hour))).toBe('app_is_not_admitted')
  expect(
    outcome(await place.ask(luis, 'admitApp', { app: library }, { body: { name: 'x' } })),
  ).toBe('actor_is_not_a_coordinator')
  expect(ok(await admit())).toMatchObject({ id: library, state: 'admitted' })
  expect(outcome(await admit())).toBe('app_is_admitted_already')
  expect(outcome(await book())).toBe('app_is_not_granted')
  expect(outcome(await grant(luis, hour, choir.account))).toBe('account_is_not_yours')
  expect(ok(await grant(choir, 3 * hour))).toEqual({
    app: library,
    account: choir.account,
    dailyCapSeconds: 3 * hour,
  })
})

test('then it books help the organisation received, and sees what it booked', async () => {
  const booked = ok(await book({ memo: 'Story hour' }))
  expect(booked).toMatchObject({ purpose: 'help', by: library, memo: 'Story hour', seconds: hour })
  expect(await it.account(choir)).toMatchObject({ balanceSeconds: -hour, receivedSeconds: hour })
  const app = `app:${library}`
  expect(ok(await place.ask(app, 'listTransfers', {})).items).toEqual([booked])
  expect(ok(await place.ask(app, 'readTransfer', { transfer: booked.id }))).toEqual(booked)
  expect(ok(await place.ask(app, 'readAccount', { account: choir.account })).version).toBe(1)
  expect(outcome(await place.ask(app, 'readAccount', { account: luis.account }))).toBe('not_found')
  expect(ok(await place.ask(app, 'listPools', {})).items).toHaveLength(1)
})

test('it books no gift, nothing from a member, nothing to a pool, nothing without the scope', async () => {
  expect(outcome(await book({ purpose: 'gift' }))).toBe('app_is_not_granted')
  ok(await grant(luis, hour))
  expect(outcome(await book({ fromAccount: luis.account, toAccount: choir.account }))).toBe(
    'app_is_not_granted',
  )
  expect(outcome(await book({ toAccount: place.pool }))).toBe('parties_are_not_two')
  expect(outcome(await book({}, { scope: 'hours:read' }))).toBe('scope_is_missing')
  expect(outcome(await book({ seconds: 1000 }))).toBe('seconds_are_not_whole')
  expect(outcome(await book({ workedOn: '2026-03-04' }))).toBe('help_is_in_the_future')
  expect(outcome(await book({ toAccount: choir.account }))).toBe('accounts_are_the_same')
})

test('up to its cap, a day by UTC; two at once do not pass it together', async () => {
  expect(outcome(await book({ seconds: 2 * hour + 900 }))).toBe('app_cap_is_reached')
  const two = await Promise.all([book({ seconds: 2 * hour }), book({ seconds: 2 * hour })])
  expect(two.map(outcome).sort()).toEqual([201, 'app_cap_is_reached'])
  expect(outcome(await book({ seconds: 900 }))).toBe('app_cap_is_reached')
  // 09:00 → 23:59:59.999, and then the next day.
  place.pass(15 * 3_600_000 - 1)
  expect(outcome(await book({ seconds: 900 }))).toBe('app_cap_is_reached')
  place.pass(1)
  expect(outcome(await book({ seconds: 3 * hour }))).toBe(201)
})

test('beyond the organisation’s line the app hears that, and no numbers', async () => {
  ok(await grant(choir, 200 * hour))
  // −6 h now; five bookings of a day would stand below −100 h.
  for (let i = 0; i < 3; i++) ok(await book({ seconds: 24 * hour }))
  const { body } = await book({ seconds: 24 * hour })
  expect(body.code).toBe('help_cannot_be_agreed_yet')
  expect(body).not.toHaveProperty('verdicts')
})

test('a coordinator undoes a booking; withdrawn, the app is shut out at once', async () => {
  const { id: transfer } = ok(await book({ seconds: 900 }))
  const body = { id: place.id(), reason: 'booked_twice' }
  const undone = await place.ask(place.rosa, 'reverseTransfer', { transfer }, { body })
  expect(ok(undone)).toMatchObject({
    kind: 'reverse',
    reverses: transfer,
    fromAccount: luis.account,
  })
  expect(ok(await withdraw())).toMatchObject({ state: 'withdrawn', name: 'Riverside Library' })
  expect(outcome(await withdraw())).toBe('app_is_not_admitted')
  const app = `app:${library}`
  expect(outcome(await book({ seconds: 900 }))).toBe('app_is_not_admitted')
  for (const name of ['listTransfers', 'listPools'] as const) {
    expect(outcome(await place.ask(app, name, {}))).toBe('app_is_not_admitted')
  }
  const read = place.ask(app, 'readTransfer', { transfer })
  expect(outcome(await read)).toBe('app_is_not_admitted')
  expect(ok(await place.ask(luis, 'listApps', {})).items).toEqual([
    { id: library, name: 'Riverside Library', state: 'withdrawn' },
  ])
})
