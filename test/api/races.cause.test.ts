import { afterEach, beforeEach, expect, test } from 'vitest'
import { carryDue } from '../support/clock.ts'
import { openPlace, type Place, type Said, type Someone } from '../support/place.ts'
import { type Acts, actsOf, ok, outcome } from './acts.ts'
import { whileIn } from './race.ts'

// Own cause, law 12: a coordinator judged a reversal as nobody's of theirs, and before it is
// written it has become theirs. Each way in which that may happen is one of these.

let place: Place
let it: Acts
let ana: Someone
let luis: Someone
let nia: Someone
let exchange: string
beforeEach(async () => {
  place = await openPlace()
  it = actsOf(place)
  ana = await place.joins('Ana Soler')
  luis = await place.joins('Luis Vidal')
  nia = await place.joins('Nia Byrne')
  exchange = await it.helped(luis, ana)
})
afterEach(async () => {
  expect(place.errors).toEqual([])
  await place.dispose()
})

/** Rosa reverses while something happens; then nobody's hours have moved. */
async function reversedWhile(happens: () => Promise<unknown>): Promise<string | number> {
  const said = await whileIn(place)(() => it.reverse(place.rosa, exchange), happens)
  return outcome(said as Said)
}
async function lets(of: Someone, delegate: Someone) {
  const body = { id: place.id(), delegate: delegate.member, scope: 'act', untilOn: '2026-06-30' }
  ok(await place.ask(of, 'offerDelegation', { member: of.member }, { body }))
  return () => place.ask(delegate, 'acceptDelegation', { delegation: body.id })
}
const state = async () => ok(await it.read(ana, exchange)).state
const own = 'decision_is_in_own_cause'

test('undisturbed, it is reversed', async () => {
  expect(outcome(await it.reverse(place.rosa, exchange))).not.toBe(own)
  expect(await state()).toBe('reversed')
})

test('one of the two let them act meanwhile', async () => {
  const accept = await lets(ana, place.rosa)
  expect(await reversedWhile(async () => ok(await accept()))).toBe(own)
  expect(await state()).toBe('confirmed')
})

test('another steward declared meanwhile that they live together', async () => {
  const change = { body: { id: place.id(), office: 'auditor', act: 'appointed' } }
  const member = luis.member
  ok(await place.ask(place.rosa, 'changeStewardship', { member }, change))
  place.pass(8 * 86_400_000)
  expect(await carryDue(place)).toEqual(['carried'])
  const body = { member: place.rosa.member }
  const declares = async () => ok(await place.ask(luis, 'declareHousehold', {}, { body }))
  expect(await reversedWhile(declares)).toBe(own)
  expect(await state()).toBe('confirmed')
})

test('one of the two came meanwhile into the household that they share', async () => {
  const elm = { id: place.id(), kind: 'household', name: 'Elm Street 4', termsVersion: 1 }
  ok(await place.ask(nia, 'applyToJoin', {}, { body: elm }))
  ok(await place.ask(place.rosa, 'admitMember', { member: elm.id }))
  const forElm = { headers: { 'on-behalf-of': elm.id } }
  const asks = async (linked: Someone) => {
    const body = { id: place.id(), linked: linked.member }
    ok(await place.ask(nia, 'askToLink', { member: elm.id }, { body, ...forElm }))
    return async () => ok(await place.ask(linked, 'acceptLink', { link: body.id }))
  }
  await (await asks(place.rosa))()
  const accept = await asks(ana)
  expect(await reversedWhile(accept)).toBe(own)
  expect(await state()).toBe('confirmed')
})

test('a coordinator who spoke to a member, and may act for the other by now', async () => {
  const { id } = ok(await it.propose(luis, luis, ana))
  const spoke = { body: {}, headers: { 'on-behalf-of': ana.member } }
  const accept = await lets(luis, place.rosa)
  const said = await whileIn(place)(
    () => place.ask(place.rosa, 'acceptExchange', { exchange: id }, spoke),
    async () => ok(await accept()),
  )
  expect(outcome(said as Said)).toBe(own)
  expect(ok(await it.read(ana, id)).state).toBe('proposed')
})

test('what concerns neither of the two moves it on, and it is judged again and done', async () => {
  const accept = await lets(nia, place.rosa)
  await reversedWhile(async () => ok(await accept()))
  expect(await state()).toBe('reversed')
})
