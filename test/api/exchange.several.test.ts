import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openPlace, type Place, type Someone } from '../support/place.ts'
import { type Acts, actsOf, mayNext, ok, outcome, quarter, today } from './acts.ts'

let place: Place
let it: Acts
let ana: Someone
let luis: Someone
let nia: Someone
let eva: Someone

beforeAll(async () => {
  place = await openPlace()
  it = actsOf(place)
  ana = await place.joins('Ana Soler')
  luis = await place.joins('Luis Vidal')
  nia = await place.joins('Nia Okafor')
  eva = await place.joins('Eva Lind')
})
afterEach(async () => {
  expect((await it.proof()).balanceSumSeconds).toBe(0)
  expect(place.errors).toEqual([])
})
afterAll(() => place.dispose())

const among = (...receivers: Someone[]) => ({ receivers: receivers.map(({ member }) => member) })
/** Luis helps three for an hour and a half, as one of them or he proposes it. */
const proposed = async (by = luis, more: Record<string, unknown> = {}) =>
  ok(
    await it.propose(by, luis, ana, {
      ...among(ana, nia, eva),
      estimateSeconds: 6 * quarter,
      ...more,
    }),
  )
const held = async () =>
  Promise.all([ana, nia, eva].map(async (who) => (await it.account(who)).heldOutSeconds))
const partOf = (exchange: { parts: { receiver: string }[] }, who: Someone) =>
  exchange.parts.find(({ receiver }) => receiver === who.member)
const agreed = async () => {
  const { id } = await proposed()
  for (const who of [ana, nia, eva]) ok(await it.accept(who, id))
  return id as string
}

test('each receiver sets aside their own part, and the last yes agrees for all', async () => {
  const { id } = await proposed()
  const first = ok(await it.accept(ana, id))
  expect(first).toMatchObject({ state: 'proposed', holds: [expect.any(String)] })
  expect(partOf(first, ana)).toMatchObject({ seconds: 2 * quarter, has: 'agreed' })
  expect(partOf(first, nia)).toMatchObject({ seconds: 2 * quarter, has: null })
  expect(await held()).toEqual([2 * quarter, 0, 0])
  expect(outcome(await it.accept(ana, id))).toBe('actor_has_agreed_already')
  expect(mayNext(ok(await it.read(ana, id)))).toEqual(['declination', 'proposal'])
  ok(await it.accept(eva, id))
  expect(ok(await it.accept(nia, id))).toMatchObject({ state: 'agreed' })
  expect(await held()).toEqual([2 * quarter, 2 * quarter, 2 * quarter])
  ok(await it.cancel(nia, id))
  expect(await held()).toEqual([0, 0, 0])
})

test('what cannot be shared evenly is shared to the step, the first ones having more', async () => {
  const said = await proposed(luis, { estimateSeconds: 4 * quarter })
  const seconds = said.parts.map((part: { seconds: number }) => part.seconds)
  expect(seconds).toEqual([2 * quarter, quarter, quarter])
  const order = said.parts.map((part: { receiver: string }) => part.receiver)
  expect(order).toEqual([...order].sort())
  const short = { ...among(ana, nia, eva), estimateSeconds: 2 * quarter }
  expect(outcome(await it.propose(luis, luis, ana, short))).toBe('seconds_cannot_be_split')
  const small = { estimateSeconds: 2 * quarter, agreedFor: null }
  expect(outcome(await it.counterPropose(ana, said.id, small))).toBe('seconds_cannot_be_split')
})

test('one who declines declines for all: what the others set aside returns', async () => {
  const { id } = await proposed()
  ok(await it.accept(ana, id))
  expect(ok(await it.decline(nia, id))).toMatchObject({ state: 'declined', holds: [] })
  expect(await held()).toEqual([0, 0, 0])
  const read = ok(await it.read(ana, id))
  expect(read.steps.at(-1)).toMatchObject({ to: 'declined', by: nia.member })
})

test('other terms ask everyone anew: what was set aside for the older ones returns', async () => {
  const { id } = await proposed()
  ok(await it.accept(ana, id))
  const terms = { estimateSeconds: 12 * quarter, agreedFor: null }
  const said = ok(await it.counterPropose(nia, id, terms))
  expect(partOf(said, ana)).toMatchObject({ seconds: 4 * quarter, has: null })
  expect(await held()).toEqual([0, 0, 0])
  for (const who of [luis, ana]) expect(ok(await it.accept(who, id)).state).toBe('proposed')
  // The last yes also sets aside the part of who proposed these terms.
  expect(ok(await it.accept(eva, id)).state).toBe('agreed')
  expect(await held()).toEqual([4 * quarter, 4 * quarter, 4 * quarter])
  ok(await it.cancel(luis, id))
})

test('each confirms their own part, which moves; the last one confirms for all', async () => {
  const id = await agreed()
  const before = (await it.account(luis)).balanceSeconds
  ok(await it.complete(luis, id, { seconds: 6 * quarter, workedOn: today }))
  expect(outcome(await it.confirm(luis, id, { seconds: 6 * quarter }))).toBe(
    'actor_is_not_the_receiver',
  )
  const first = ok(await it.confirm(nia, id, { seconds: 2 * quarter }))
  expect(first).toMatchObject({ state: 'done', transfers: [expect.any(String)] })
  expect(outcome(await it.confirm(nia, id, { seconds: quarter }))).toBe('actor_has_agreed_already')
  expect(outcome(await it.cancel(luis, id))).toBe('hours_have_moved')
  expect(mayNext(ok(await it.read(luis, id)))).toEqual([])
  expect((await it.account(luis)).balanceSeconds).toBe(before + 2 * quarter)
  ok(await it.confirm(ana, id, { seconds: quarter }))
  const last = ok(await it.confirm(eva, id, { seconds: 2 * quarter }))
  expect(last).toMatchObject({ state: 'confirmed', holds: [] })
  expect(partOf(last, ana)).toMatchObject({ seconds: quarter, has: 'confirmed' })
  expect((await it.account(luis)).balanceSeconds).toBe(before + 5 * quarter)
  const { rows } = await place.books.client.execute({
    sql: "SELECT DISTINCT groupId FROM transfer WHERE exchange = ? AND kind = 'settle'",
    args: [id],
  })
  expect(rows.map(({ groupId }) => groupId)).toEqual([id])
})

test('a part far from what was said is not moved by one voice', async () => {
  const id = await agreed()
  ok(await it.complete(luis, id, { seconds: 6 * quarter, workedOn: today }))
  const far = await it.confirm(ana, id, { seconds: 4 * quarter })
  expect(outcome(far)).toBe('both_must_say_the_hours')
  for (const who of [ana, nia, eva]) ok(await it.confirm(who, id, { seconds: 2 * quarter }))
})

test('help one receiver records is booked for them, and the others are asked', async () => {
  const before = (await it.account(luis)).balanceSeconds
  const said = await proposed(nia, { alreadyDone: true })
  expect(said).toMatchObject({ state: 'done', transfers: [expect.any(String)] })
  expect(partOf(said, nia)).toMatchObject({ has: 'confirmed' })
  expect((await it.account(luis)).balanceSeconds).toBe(before + 2 * quarter)
  ok(await it.confirm(ana, said.id, { seconds: 2 * quarter }))
  expect(ok(await it.confirm(eva, said.id, { seconds: 2 * quarter })).state).toBe('confirmed')
})

test('said done by one receiver near the estimate, their part moves and the others are asked', async () => {
  const id = await agreed()
  const far = { seconds: 12 * quarter, workedOn: today }
  expect(outcome(await it.complete(eva, id, far))).toBe('both_must_say_the_hours')
  const said = ok(await it.complete(eva, id, { seconds: 6 * quarter, workedOn: today }))
  expect(said).toMatchObject({ state: 'done', transfers: [expect.any(String)] })
  for (const who of [nia, ana]) ok(await it.confirm(who, id, { seconds: 2 * quarter }))
  expect(ok(await it.read(luis, id)).state).toBe('confirmed')
})

test('a giver who records help for several waits for each of them', async () => {
  const said = await proposed(luis, { alreadyDone: true })
  expect(said).toMatchObject({ state: 'done', transfers: [] })
  expect(mayNext(ok(await it.read(ana, said.id)))).toEqual(['confirmation'])
  expect(ok(await it.cancel(luis, said.id)).state).toBe('cancelled')
})

test('twenty receive at most, each once, and the giver is none of them', async () => {
  const many = Array.from({ length: 21 }, () => place.id())
  expect(outcome(await it.propose(luis, luis, ana, { receivers: many }))).toBe(
    'request_is_malformed',
  )
  expect(outcome(await it.propose(luis, luis, ana, among(ana, ana)))).toBe('request_is_malformed')
  expect(outcome(await it.propose(luis, luis, ana, among(ana, luis)))).toBe('parties_are_not_two')
  const unknown = { receivers: [ana.member, place.id()] }
  expect(outcome(await it.propose(luis, luis, ana, unknown))).toBe('not_found')
})

test('the same answer comes again as of its own yes, whatever others said since', async () => {
  const { id } = await proposed()
  const key = crypto.randomUUID()
  const first = await it.accept(nia, id, {}, key)
  ok(await it.accept(ana, id))
  const again = await it.accept(nia, id, {}, key)
  expect(again.headers.get('idempotent-replayed')).toBe('true')
  expect(ok(again).parts).toEqual(ok(first).parts)
  expect(ok(again).holds).toEqual(ok(first).holds)
  ok(await it.decline(eva, id))
})
