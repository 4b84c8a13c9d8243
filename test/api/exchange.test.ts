import { readProof } from '@commonhour/ledger'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPlace, type Place, type Someone } from '../support/place.ts'

let place: Place
let ana: Someone
let luis: Someone

beforeAll(async () => {
  place = await openPlace()
  ana = await place.joins('Ana Soler')
  luis = await place.joins('Luis Vidal')
})
afterAll(() => place.dispose())

test('a need is published, found, answered, agreed, done and confirmed, and the hours move', async () => {
  const need = place.id()
  const published = await place.ask(
    ana,
    'publishNeed',
    {},
    {
      body: { id: need, title: 'Lift to the clinic', category: 'transport', estimateSeconds: 5400 },
    },
  )
  expect(published.status).toBe(201)
  const found = await place.ask(luis, 'search', {}, { query: { q: 'clin' } })
  expect(found.body.items.map((item: { id: string }) => item.id)).toEqual([need])

  const exchange = place.id()
  const proposed = await place.ask(
    luis,
    'proposeExchange',
    {},
    {
      body: {
        id: exchange,
        giver: luis.member,
        receivers: [ana.member],
        about: { need },
        title: 'Lift to the clinic',
        agreedFor: { at: '2026-03-05T09:30:00Z', place: 'Main St' },
        estimateSeconds: 5400,
      },
    },
  )
  expect(proposed.body).toMatchObject({ state: 'proposed' })
  const agreed = await place.ask(ana, 'acceptExchange', { exchange })
  expect(agreed.body).toMatchObject({ state: 'agreed', holds: [expect.any(String)] })
  const done = await place.ask(
    luis,
    'completeExchange',
    { exchange },
    {
      body: { seconds: 7200, workedOn: '2026-03-02' },
    },
  )
  expect(done.body).toMatchObject({ state: 'done', saidSeconds: { giver: 7200, receiver: null } })
  const confirmed = await place.ask(
    ana,
    'confirmExchange',
    { exchange },
    { body: { seconds: 7200 } },
  )
  expect(confirmed.body).toMatchObject({ state: 'confirmed', holds: [] })
  expect(confirmed.body.transfers).toHaveLength(2)

  const statement = await place.ask(luis, 'readStatement', { account: luis.account })
  expect(statement.body).toMatchObject({ closingSeconds: 7200, givenSeconds: 7200 })
  const home = await place.ask(ana, 'readHome', {})
  expect(home.body.account).toMatchObject({ balanceSeconds: -7200, heldOutSeconds: 0 })
  const proof = await readProof(place.books, place.now())
  expect(proof).toMatchObject({ balanceSumSeconds: 0, movedSeconds: 7200 })
})
