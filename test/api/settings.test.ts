import { contrastOf } from '@commonhour/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPlace, type Place, type Someone } from '../support/place.ts'
import { ok, outcome } from './acts.ts'

let place: Place
let ana: Someone

beforeAll(async () => {
  place = await openPlace()
  ana = await place.joins('Ana Soler')
})
afterAll(() => place.dispose())

const set = (who: Someone, body: object) => place.ask(who, 'changeCommunity', {}, { body })
const read = async () => ok(await place.ask(null, 'readCommunity', {}))

test('coordinators set how their community is called, looks and is rung; nobody else', async () => {
  const before = await read()
  expect(outcome(await set(ana, { name: 'Mine' }))).toBe('actor_is_not_a_coordinator')
  expect(await read()).toEqual(before)
  const helpLine = { name: 'Rosa', phone: '01 555 0100', hours: 'weekdays 10 to 12' }
  const look = { name: 'Harbour', mark: 'H', accent: '#1b4d5c', helpLine, languages: ['en', 'fr'] }
  expect(ok(await set(place.rosa, look))).toEqual({ ...before, ...look })
  // Nothing but what was named changes, and null takes away.
  ok(await set(place.rosa, { helpLine: null, mark: null }))
  expect(await read()).toEqual({ ...before, ...look, helpLine: null, mark: null })
  ok(await set(place.rosa, {}))
  expect(await read()).toEqual({ ...before, ...look, helpLine: null, mark: null })
})

test('a colour that could not be read is refused', async () => {
  for (const accent of ['#e8a33d', 'red', '#6A2F56']) {
    expect(outcome(await set(place.rosa, { accent }))).toBe('request_is_malformed')
  }
  expect(contrastOf('#000000', '#ffffff')).toBe(21)
})
