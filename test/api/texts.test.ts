import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPlace, type Place } from '../support/place.ts'

let place: Place
beforeAll(async () => {
  place = await openPlace()
})
afterAll(() => place.dispose())

const half = '\ud83d'
test.each([
  ['a NUL', 'Lift\0 home'],
  ['the first half of a character', `Lift ${half}`],
  ['the second half of a character', 'Lift \ude97'],
])('%s is refused where it stands, in a body and in a query', async (_, text) => {
  const body = { id: place.id(), title: text, category: text }
  const { body: problem, status } = await place.ask(place.rosa, 'publishNeed', {}, { body })
  expect(status).toBe(400)
  expect(problem.fields.map((one: { pointer: string }) => one.pointer)).toEqual([
    '/title',
    '/category',
  ])
  if (!text.includes('\0')) return
  const asked = await place.ask(place.rosa, 'search', {}, { query: { q: text } })
  expect(asked.body).toMatchObject({ status: 400, fields: [{ pointer: '/q' }] })
})

test('a name of a field that no database keeps is refused as well', async () => {
  const body = { id: place.id(), title: 'Lift', category: 'transport', [`a${half}`]: 1 }
  expect((await place.ask(place.rosa, 'publishNeed', {}, { body })).status).toBe(400)
})

test.each([
  'A lift 🚗 to Kraków',
  'توصيلة إلى العيادة',
  '病院まで',
  'e\u0301t\u00e9',
  'a\tb\u2028c',
])('%s is kept as it is', async (title) => {
  const id = place.id()
  const body = { id, title, category: 'transport' }
  expect((await place.ask(place.rosa, 'publishNeed', {}, { body })).body.title).toBe(title)
  expect((await place.ask(place.rosa, 'readNeed', { need: id })).body.title).toBe(title)
})

test.each([
  '9999-12-31T24:00:00Z',
  '2026-02-30T09:00:00Z',
  '2026-13-01T09:00:00Z',
  '2026-03-05T09:60:00Z',
])('%s is no moment of the calendar', async (at) => {
  const sides = { giver: place.rosa.member, receivers: [place.rosa.member] }
  const body = { id: place.id(), ...sides, title: 'Lift', estimateSeconds: 900, agreedFor: { at } }
  const said = await place.ask(place.rosa, 'proposeExchange', {}, { body })
  expect(said.body).toMatchObject({ status: 400, fields: [{ pointer: '/agreedFor/at' }] })
})

test.each(['cancelExchange', 'reverseExchange', 'reverseTransfer'] as const)(
  '%s takes a reason of its list, and no words of people: they would stand in the log for good',
  async (name) => {
    const params = name === 'reverseTransfer' ? { transfer: place.id() } : { exchange: place.id() }
    const body = {
      ...(name === 'reverseTransfer' && { id: place.id() }),
      reason: 'ana_soler_was_drunk',
    }
    const said = await place.ask(place.rosa, name, params, { body })
    expect(said.body).toMatchObject({ status: 400, fields: [{ pointer: '/reason' }] })
    const listed = { ...body, reason: 'recorded_by_mistake' }
    expect((await place.ask(place.rosa, name, params, { body: listed })).status).toBe(404)
  },
)
