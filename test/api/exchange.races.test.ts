import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openPlace, type Place, type Someone } from '../support/place.ts'
import { type Acts, actsOf, hour, ok, quarter, today } from './acts.ts'
import { raceIn } from './race.ts'

let place: Place
let it: Acts
let ana: Someone
let luis: Someone
let nia: Someone
let race: ReturnType<typeof raceIn>

beforeAll(async () => {
  place = await openPlace()
  it = actsOf(place)
  race = raceIn(place)
  ana = await place.joins('Ana Soler')
  luis = await place.joins('Luis Vidal')
  nia = await place.joins('Nia Okafor')
  // Both have helped: the members' line is theirs.
  await it.helped(ana, luis)
  await it.helped(nia, luis)
})
afterEach(async () => {
  expect(await it.proof()).toMatchObject({ balanceSumSeconds: 0, heldSeconds: 0 })
  expect(place.errors).toEqual([])
})
afterAll(() => place.dispose())

const both = async () =>
  ok(
    await it.propose(luis, luis, ana, {
      receivers: [ana.member, nia.member],
      estimateSeconds: 2 * quarter,
    }),
  ).id as string

test('agreed while other terms are proposed: one of the two, and nobody agrees to what they did not see', async () => {
  const { id: exchange } = ok(await it.propose(luis, luis, ana))
  const terms = { estimateSeconds: 3 * hour, agreedFor: null }
  const outcomes = await race(
    () => it.accept(ana, exchange, { step: 0 }),
    () => it.counterPropose(luis, exchange, terms),
  )
  expect([
    [201, 'exchange_is_not_proposed'],
    [201, 'proposal_has_changed'],
  ]).toContainEqual(outcomes)
  const { state, estimateSeconds } = ok(await it.read(ana, exchange))
  expect([`agreed ${hour}`, `proposed ${3 * hour}`]).toContain(`${state} ${estimateSeconds}`)
  ok(await (state === 'agreed' ? it.cancel(ana, exchange) : it.decline(ana, exchange)))
})

test('the last two of several say yes at once: it is agreed, and waits for nobody', async () => {
  const exchange = await both()
  expect(
    await race(
      () => it.accept(ana, exchange),
      () => it.accept(nia, exchange),
    ),
  ).toEqual([201, 201])
  expect(ok(await it.read(luis, exchange))).toMatchObject({ state: 'agreed' })
  ok(await it.cancel(luis, exchange))
})

test('one says yes while another says no: nothing stays set aside', async () => {
  const exchange = await both()
  const outcomes = await race(
    () => it.accept(ana, exchange),
    () => it.decline(nia, exchange),
  )
  expect([
    [201, 201],
    [201, 'exchange_is_not_proposed'],
  ]).toContainEqual(outcomes)
  expect(ok(await it.read(luis, exchange))).toMatchObject({ state: 'declined', holds: [] })
})

test('the last two parts are confirmed at once: each moves once, and all is confirmed', async () => {
  const before = (await it.account(luis)).balanceSeconds
  const exchange = await both()
  for (const who of [ana, nia]) ok(await it.accept(who, exchange))
  ok(await it.complete(luis, exchange, { seconds: 2 * quarter, workedOn: today }))
  const seconds = quarter
  expect(
    await race(
      () => it.confirm(ana, exchange, { seconds }),
      () => it.confirm(nia, exchange, { seconds }),
    ),
  ).toEqual([201, 201])
  expect(ok(await it.read(luis, exchange)).state).toBe('confirmed')
  expect((await it.account(luis)).balanceSeconds).toBe(before + 2 * quarter)
})

test('two clicks on the same yes, without a key in common: one moves, one hears it is over', async () => {
  const before = (await it.account(luis)).balanceSeconds
  const exchange = await it.done(luis, ana)
  expect(
    await race(
      () => it.confirm(ana, exchange, { seconds: hour }),
      () => it.confirm(ana, exchange, { seconds: hour }),
    ),
  ).toEqual([201, 'exchange_is_not_done'])
  expect((await it.account(luis)).balanceSeconds).toBe(before + hour)
})

test('the giver takes it back while the receiver says other hours: one of the two', async () => {
  const exchange = await it.done(luis, ana)
  const outcomes = await race(
    () => it.confirm(ana, exchange, { seconds: 3 * hour }),
    () => it.cancel(luis, exchange),
  )
  expect([
    [201, 201],
    [201, 'exchange_is_not_done'],
  ]).toContainEqual(outcomes)
  expect(ok(await it.read(luis, exchange)).state).toBe('cancelled')
})

test('an answer that comes while another is chosen never waits on a closed need', async () => {
  const need = await it.publish(ana)
  const about = { about: { need } }
  const { id: first } = ok(await it.propose(luis, luis, ana, about))
  const rival = place.id()
  const outcomes = await race(
    () => it.accept(ana, first),
    () => it.propose(nia, nia, ana, { ...about, id: rival }),
  )
  expect([
    [201, 201],
    [201, 'need_is_not_open'],
  ]).toContainEqual(outcomes)
  if (!outcomes.includes('need_is_not_open')) {
    expect(ok(await it.read(nia, rival)).state).toBe('declined')
  }
  ok(await it.cancel(ana, first))
})

test('one giver answers a need twice at once: one answer stands', async () => {
  const need = await it.publish(ana)
  const about = { about: { need } }
  expect(
    await race(
      () => it.propose(luis, luis, ana, about),
      () => it.propose(luis, luis, ana, about),
    ),
  ).toEqual([201, 'need_is_answered_by_giver'])
})
