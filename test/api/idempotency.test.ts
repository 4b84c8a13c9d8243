import { type OperationName, operations } from '@commonhour/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPlace, type Place, type Someone } from '../support/place.ts'
import { type Acts, actsOf, hour, ok, outcome, today } from './acts.ts'

let place: Place
let it: Acts
let ana: Someone
let luis: Someone
let eva: Someone

beforeAll(async () => {
  place = await openPlace()
  it = actsOf(place)
  ana = await place.joins('Ana Soler')
  luis = await place.joins('Luis Vidal')
  eva = await place.joins('Eva Lind')
  await it.helped(luis, ana, 6 * hour)
})
afterAll(() => place.dispose())

interface Keyed {
  readonly who: Someone
  readonly params: Record<string, string>
  readonly body?: Record<string, unknown>
  /** The same request with another body; acts that take none have none. */
  readonly other?: Record<string, unknown>
  /** What happens later, that the first answer knows nothing of. */
  readonly later?: (id: string) => Promise<unknown>
}
const gift = () => ({
  id: place.id(),
  purpose: 'gift',
  fromAccount: luis.account,
  toAccount: ana.account,
  seconds: 900,
})
const done = { seconds: 900, workedOn: today }
const reason = { reason: 'plans_changed' }
const proposed = async () => ok(await it.propose(luis, luis, eva, { estimateSeconds: 900 })).id

/** One request for each operation that takes a key: an operation without one fails below. */
const keyed: Partial<Record<OperationName, () => Promise<Keyed>>> = {
  proposeExchange: async () => {
    const body = {
      id: place.id(),
      giver: luis.member,
      receivers: [eva.member],
      title: 'A lift',
      estimateSeconds: 900,
    }
    const other = { ...body, title: 'Another' }
    return { who: luis, params: {}, body, other, later: (id) => it.decline(eva, id) }
  },
  acceptExchange: async () => ({
    who: eva,
    params: { exchange: await proposed() },
    later: (id) => it.complete(luis, id, done),
  }),
  counterProposeExchange: async () => ({
    who: eva,
    params: { exchange: await proposed() },
    body: { estimateSeconds: 1800 },
    other: { estimateSeconds: 2700 },
    later: (id) => it.accept(luis, id),
  }),
  declineExchange: async () => ({ who: eva, params: { exchange: await proposed() } }),
  cancelExchange: async () => ({
    who: luis,
    params: { exchange: await proposed() },
    body: reason,
    other: { reason: 'could_not_come' },
  }),
  completeExchange: async () => ({
    who: luis,
    params: { exchange: await it.agreed(luis, eva, 900) },
    body: done,
    other: { ...done, seconds: 1800 },
    later: (id) => it.confirm(eva, id, { seconds: 900 }),
  }),
  confirmExchange: async () => ({
    who: eva,
    params: { exchange: await it.done(luis, eva, 900) },
    body: { seconds: 900 },
    other: { seconds: 1800 },
    later: (id) => it.reverse(place.rosa, id),
  }),
  reverseExchange: async () => ({
    who: place.rosa,
    params: { exchange: await it.helped(luis, eva, 900) },
    body: { reason: 'booked_twice' },
    other: { reason: 'wrong_hours' },
  }),
  bookTransfer: async () => {
    const body = gift()
    const reversal = { id: place.id(), reason: 'booked_twice' }
    return {
      who: luis,
      params: {},
      body,
      other: { ...body, seconds: 1800 },
      later: (transfer) =>
        place.ask(place.rosa, 'reverseTransfer', { transfer }, { body: reversal }),
    }
  },
  reverseTransfer: async () => {
    const transfer = ok(await place.ask(luis, 'bookTransfer', {}, { body: gift() })).id
    const body = { id: place.id(), reason: 'booked_twice' }
    return {
      who: place.rosa,
      params: { transfer },
      body,
      other: { ...body, reason: 'wrong_hours' },
    }
  },
}
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

test('one key in two hands is two keys', async () => {
  const key = crypto.randomUUID()
  const exchange = await proposed()
  const body = gift()
  expect((await place.ask(luis, 'bookTransfer', {}, { body, key })).status).toBe(201)
  expect((await place.ask(eva, 'declineExchange', { exchange }, { key })).status).toBe(201)
})

test('the same id with a new key is taken', async () => {
  const body = gift()
  ok(await place.ask(luis, 'bookTransfer', {}, { body }))
  expect(outcome(await place.ask(luis, 'bookTransfer', {}, { body }))).toBe('id_is_taken')
  const { id } = ok(await it.propose(luis, luis, eva))
  expect(outcome(await it.propose(luis, luis, eva, { id }))).toBe('id_is_taken')
})
