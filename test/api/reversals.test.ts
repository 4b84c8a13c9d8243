import { afterEach, beforeEach, expect, test } from 'vitest'
import { carryDue } from '../support/clock.ts'
import { openPlace, type Place, type Someone } from '../support/place.ts'
import { type Acts, actsOf, hour, ok, outcome } from './acts.ts'
import { dayMs, type StewardActs, stewardActsOf } from './stewards.ts'

let place: Place
let it: Acts
let the: StewardActs
let ana: Someone
let luis: Someone
let omar: Someone
let exchange: string

beforeEach(async () => {
  place = await openPlace()
  it = actsOf(place)
  the = stewardActsOf(place)
  ana = await place.joins('Ana Soler')
  luis = await place.joins('Luis Vidal')
  omar = await place.joins('Omar Diaz')
  // Omar's office is announced for its days; Luis's is seconded by Omar.
  ok(await the.office(place.rosa, omar, 'auditor'))
  place.pass(7 * dayMs)
  await carryDue(place)
  const { motion } = ok(await the.office(place.rosa, luis, 'auditor'))
  ok(await the.approve(omar, motion.id))
  exchange = await it.helped(luis, ana, hour)
})
afterEach(() => place.dispose())

async function proposed(): Promise<string> {
  expect(ok(await it.reverse(place.rosa, exchange)).state).toBe('confirmed')
  const { items } = ok(await place.ask(place.rosa, 'listMotions', {}, { query: { open: 'true' } }))
  expect(items).toMatchObject([{ kind: 'reversal', exchange, member: null }])
  return items[0].id
}

test('hours booked over thirty days ago go back when a second steward agrees', async () => {
  const before = (await it.account(ana)).balanceSeconds
  place.pass(31 * dayMs)
  const motion = await proposed()
  expect((await it.account(ana)).balanceSeconds).toBe(before)
  expect(outcome(await it.reverse(place.rosa, exchange))).toBe('motion_is_waiting')
  expect(outcome(await the.approve(place.rosa, motion))).toBe('second_steward_is_needed')
  // Luis holds an office, but these are his hours; Ana holds none.
  expect(outcome(await the.approve(luis, motion))).toBe('decision_is_in_own_cause')
  expect(outcome(await the.approve(ana, motion))).toBe('only_a_steward_seconds')
  expect(ok(await the.approve(omar, motion))).toMatchObject({ state: 'carried', exchange })
  expect(ok(await it.read(ana, exchange)).state).toBe('reversed')
  expect((await it.account(ana)).balanceSeconds).toBe(before + hour)
  expect((await it.proof()).balanceSumSeconds).toBe(0)
  expect(outcome(await the.approve(omar, motion))).toBe('motion_is_decided')
})

test('hours booked of late one coordinator undoes alone', async () => {
  place.pass(30 * dayMs)
  expect(ok(await it.reverse(place.rosa, exchange)).state).toBe('reversed')
})

test('where no other steward is free it is announced, told of nobody, and time carries it', async () => {
  place.pass(31 * dayMs)
  exchange = await it.helped(luis, omar, hour)
  place.pass(31 * dayMs)
  const motion = await proposed()
  const nia = await place.joins('Nia Bell')
  const seen = ok(await the.motion(nia, motion))
  expect(seen).toMatchObject({ state: 'announced', member: null })
  expect(seen).not.toHaveProperty('exchange')
  place.pass(7 * dayMs)
  expect(await carryDue(place)).toEqual(['carried'])
  expect(ok(await it.read(luis, exchange)).state).toBe('reversed')
})
