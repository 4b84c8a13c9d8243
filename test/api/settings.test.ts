import { contrastOf } from '@commonhour/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPlace, type Place, type Someone } from '../support/place.ts'
import { ok, outcome } from './acts.ts'
import { appoint } from './todayActs.ts'

let place: Place
let ana: Someone

beforeAll(async () => {
  place = await openPlace()
  ana = await place.joins('Ana Soler')
})
afterAll(() => place.dispose())

const set = (who: Someone, body: object) => place.ask(who, 'changeCommunity', {}, { body })
/** Which fields each change of the settings named in the log, the oldest first. */
const leaves = async () => {
  const { rows } = await place.books.client.execute(
    "SELECT body FROM log WHERE kind = 'settings.changed' ORDER BY seq",
  )
  return rows.map(({ body }) => JSON.parse(String(body))[4])
}
const read = async () => ok(await place.ask(null, 'readCommunity', {}))

test('coordinators set how their community is called, looks and is rung; nobody else', async () => {
  const before = await read()
  expect(outcome(await set(ana, { name: 'Mine' }))).toBe('actor_is_not_a_coordinator')
  expect(await read()).toEqual(before)
  expect(await leaves()).toEqual([])
  const helpLine = { name: 'Rosa', phone: '01 555 0100', hours: 'weekdays 10 to 12' }
  const look = { name: 'Harbour', mark: 'H', accent: '#1b4d5c', helpLine, languages: ['en', 'fr'] }
  expect(ok(await set(place.rosa, look))).toEqual({ ...before, ...look })
  // Nothing but what was named changes, and null takes away.
  ok(await set(place.rosa, { helpLine: null, mark: null }))
  expect(await read()).toEqual({ ...before, ...look, helpLine: null, mark: null })
  ok(await set(place.rosa, {}))
  expect(await read()).toEqual({ ...before, ...look, helpLine: null, mark: null })
  // What is said again as it stands changed nothing.
  ok(await set(place.rosa, { name: 'Harbour', accent: '#1b4d5d' }))
  expect(await leaves()).toEqual([
    ['accent', 'helpLine', 'languages', 'mark', 'name'],
    ['helpLine', 'mark'],
    ['accent'],
  ])
})

test('an auditor reads who changed the settings', async () => {
  ok(await set(place.rosa, { about: 'By the harbour.' }))
  await appoint(place, ana, 'auditor')
  const { items } = ok(await place.ask(ana, 'listStewardActs', {}))
  const changes = items.filter(({ act }: { act: string }) => act === 'settings.changed')
  expect(changes[0]).toMatchObject({
    by: { name: 'Rosa Keane' },
    about: { word: 'community', name: null },
    for: null,
  })
})

test('a colour that could not be read is refused', async () => {
  for (const accent of ['#e8a33d', 'red', '#6A2F56']) {
    expect(outcome(await set(place.rosa, { accent }))).toBe('request_is_malformed')
  }
  expect(contrastOf('#000000', '#ffffff')).toBe(21)
})
