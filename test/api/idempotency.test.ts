import { type OperationName, operations } from '@commonhour/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPlace, type Place, type Someone } from '../support/place.ts'
import { type Acts, actsOf, hour, ok, outcome } from './acts.ts'
import { afterCases, slipCases } from './idempotencyAfter.ts'
import { type Cases, exchangeCases, type Keyed, transferCases } from './idempotencyCases.ts'
import { poolCases } from './idempotencyPools.ts'

let place: Place
let it: Acts
let ana: Someone
let luis: Someone
let eva: Someone
/** One request for each operation that takes a key: an operation without one fails below. */
let keyed: Cases

beforeAll(async () => {
  place = await openPlace()
  it = actsOf(place)
  ana = await place.joins('Ana Soler')
  luis = await place.joins('Luis Vidal')
  eva = await place.joins('Eva Lind')
  await it.helped(luis, ana, 6 * hour)
  // Two give much, and so the pool holds hours.
  for (let i = 0; i < 8; i++) {
    const neighbour = await place.joins(`Neighbour ${i}`)
    await it.helped(i < 5 ? luis : eva, neighbour, 6 * hour)
  }
  const gift = { id: place.id(), seconds: 20 * hour }
  ok(await place.ask(luis, 'giveToPool', { pool: place.pool }, { body: gift }))
  const cast = { place, it, ana, luis, eva }
  keyed = {
    ...exchangeCases(cast),
    ...transferCases(cast),
    ...afterCases(cast),
    ...slipCases(cast),
    ...poolCases(cast),
  }
})
afterAll(() => place.dispose())

const names = Object.values(operations)
  .filter(({ idempotent }) => idempotent)
  .map(({ name }) => name as OperationName)

describe.each(names)('%s', (name) => {
  const ask = ({ params, who }: Keyed, key: string, body: unknown) =>
    place.ask(who, name, params, { key, ...(body !== undefined && { body }) })
  const made = async () => (await keyed[name]?.()) as Keyed

  test('needs a key', async () => {
    const one = await made()
    expect(outcome(await ask(one, '', one.body))).toBe('idempotency_key_is_missing')
  })

  test('answers the same again, as of that write, even after later steps', async () => {
    const one = await made()
    const key = crypto.randomUUID()
    const first = await ask(one, key, one.body)
    expect(first.headers.get('idempotent-replayed')).toBeNull()
    await one.later?.(ok(first).id)
    const second = await ask(one, key, one.body)
    expect(second.status).toBe(first.status)
    expect(second.body).toEqual(first.body)
    expect(second.headers.get('idempotent-replayed')).toBe('true')
  })

  test('is written once when ten come at the same moment', async () => {
    const one = await made()
    const before = (await it.proof()).transfers
    const key = crypto.randomUUID()
    const all = await Promise.all(Array.from({ length: 10 }, () => ask(one, key, one.body)))
    const bodies = new Set(all.map((said) => JSON.stringify(ok(said))))
    expect(bodies.size).toBe(1)
    expect((await it.proof()).transfers - before).toBeLessThanOrEqual(1)
    const fresh = all.filter(({ headers }) => !headers.has('idempotent-replayed'))
    expect(fresh).toHaveLength(1)
  })

  test('refuses the key for another body, and for another path', async () => {
    const one = await made()
    const key = crypto.randomUUID()
    ok(await ask(one, key, one.body))
    const wrong = one.other === undefined ? await made() : one
    const said = await ask(wrong, key, one.other ?? wrong.body)
    expect(said.status).toBe(422)
    expect(outcome(said)).toBe('idempotency_key_was_used_otherwise')
  })
})

const booking = () => ({
  id: place.id(),
  purpose: 'gift',
  fromAccount: luis.account,
  toAccount: ana.account,
  seconds: 900,
})

test('one key in two hands is two keys', async () => {
  const key = crypto.randomUUID()
  const { id: exchange } = ok(await it.propose(luis, luis, eva))
  const body = booking()
  expect((await place.ask(luis, 'bookTransfer', {}, { body, key })).status).toBe(201)
  expect((await place.ask(eva, 'declineExchange', { exchange }, { key })).status).toBe(201)
})

test('the same id with a new key is taken', async () => {
  const body = booking()
  ok(await place.ask(luis, 'bookTransfer', {}, { body }))
  expect(outcome(await place.ask(luis, 'bookTransfer', {}, { body }))).toBe('id_is_taken')
  const { id } = ok(await it.propose(luis, luis, eva))
  expect(outcome(await it.propose(luis, luis, eva, { id }))).toBe('id_is_taken')
})
