import { readProof } from '@commonhour/ledger'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { auditsOf } from '../support/auditing.ts'
import { openPlace, type Place, type Someone } from '../support/place.ts'
import { type Acts, actsOf, hour, ok } from './acts.ts'

const day = 86_400_000
let place: Place
let it: Acts
let ana: Someone
let luis: Someone
beforeEach(async () => {
  place = await openPlace()
  it = actsOf(place)
  ana = await place.joins('Ana Soler')
  luis = await place.joins('Luis Vidal')
})
afterEach(() => place.dispose())

const proof = async () => ok(await place.ask(null, 'readProof', {}))
const note = () => place.ask(null, 'readCheckpoint', {})

test('of a small community anyone sees the last head of an earlier day, and nothing live', async () => {
  const audit = (await auditsOf(place))()
  await it.helped(luis, ana, hour)
  await audit.round()
  // Of today there is nothing to see yet.
  expect(await proof()).toMatchObject({ checkpoint: null, logSize: 0, transfers: 0, accounts: 0 })
  expect([(await note()).status, (await note()).body.code]).toEqual([409, 'proof_is_not_ready'])
  const then = await readProof(place.books, place.now())
  place.pass(day)
  await it.helped(luis, ana, hour)
  const held = ok(await it.propose(luis, luis, ana, { estimateSeconds: hour })).id
  ok(await place.ask(ana, 'acceptExchange', { exchange: held }))
  await audit.round()
  const { at: _, ...yesterday } = then ?? { at: '' }
  const { at, ...seen } = await proof()
  expect(seen).toEqual({ ...yesterday, logSize: then?.checkpoint?.size })
  expect(at).toBe(then?.checkpoint?.at)
  expect(String((await note()).body).split('\n')[1]).toBe(String(then?.checkpoint?.size))
  place.pass(day)
  expect(await proof()).toMatchObject({ movedSeconds: 2 * hour, heldSeconds: hour })
})

test('of twenty accounts and more anyone sees the books as they stand', async () => {
  for (let more = 0; more < 16; more += 1) await place.joins(`Someone ${more}`)
  await it.helped(luis, ana, hour)
  const live = await readProof(place.books, place.now())
  expect(live?.accounts).toBe(20)
  expect(await proof()).toEqual(live)
  await (await auditsOf(place))().round()
  expect(await proof()).toMatchObject({ checkpoint: { size: expect.any(Number) } })
  expect((await note()).status).toBe(200)
})
