import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPlace, type Place } from '../support/place.ts'
import { type Acts, actsOf, ok } from './acts.ts'

let place: Place
let it: Acts
const titles = [
  'Ayuda en el jardín',
  'Help in the garden',
  'Lift to the clinic',
  'توصيلة إلى العيادة',
  '病院で相談したい',
  'ช่วยทำสวนหน่อย',
  'Straße fegen',
]
beforeAll(async () => {
  place = await openPlace()
  it = actsOf(place)
  for (const title of titles) await it.publish(place.rosa, { title })
  await it.publish(place.rosa, { title: 'Gardening lessons' }, 'publishOffer')
})
afterAll(() => place.dispose())

const search = async (q: string): Promise<string[]> => {
  const found = ok(await place.ask(place.rosa, 'search', {}, { query: { q } })).items
  return found.map((one: { kind: string; title: string }) =>
    one.kind === 'need' ? one.title : `offer: ${one.title}`,
  )
}

test.each([
  ['jardin', ['Ayuda en el jardín']],
  ['JARDÍN', ['Ayuda en el jardín']],
  ['gard', ['Help in the garden', 'offer: Gardening lessons']],
  ['gard hel', ['Help in the garden']],
  ['inic', ['Lift to the clinic']],
  ['العيادة', ['توصيلة إلى العيادة']],
  ['相談', ['病院で相談したい']],
  ['相談したい', ['病院で相談したい']],
  ['病', ['病院で相談したい']],
  ['ทำสวน', ['ช่วยทำสวนหน่อย']],
  ['strasse', []],
  ['zzz', []],
] as const)('%s finds %j', async (q, found) => {
  expect((await search(q)).sort()).toEqual([...found].sort())
})

test.each([
  '"',
  "'",
  '""" OR "a"*',
  'garden AND clinic',
  'garden OR clinic',
  'NOT garden',
  'NEAR(garden clinic)',
  'title:garden',
  '^garden',
  'gar*den',
  '* - + ( ) { } : ^ ~',
  '{title text}: garden',
  "'; DROP TABLE need; --",
  '%',
  '_',
  '\\',
  '🚗',
  'a'.repeat(120),
])('%s is words and nothing else', async (q) => {
  const said = await place.ask(place.rosa, 'search', {}, { query: { q } })
  expect(said.status).toBe(200)
  expect(said.body.items.length).toBeLessThan(titles.length)
})

test('the best fit comes first, and no more than are asked for', async () => {
  const query = { q: 'garden', limit: '1' }
  const found = ok(await place.ask(place.rosa, 'search', {}, { query })).items
  expect(found.map(({ title }: { title: string }) => title)).toHaveLength(1)
})

test('what ran out never stands in the way of what is open', async () => {
  const past = { title: 'Harvest', expiresOn: '2026-03-02' }
  for (let i = 0; i < 210; i++) await it.publish(place.rosa, past)
  // The worst fit of all: the word stands once among many.
  const text = 'many other words that nobody looks for '.repeat(20)
  await it.publish(place.rosa, { title: 'In autumn, by hand', text: `${text} harvest` })
  it.days(1)
  expect(await search('harvest')).toEqual(['In autumn, by hand'])
})
