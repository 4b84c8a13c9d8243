import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openPlace, type Place, type Someone } from '../support/place.ts'
import { type Acts, actsOf, hour, ok, outcome, quarter, today } from './acts.ts'
import { type AfterActs, afterActsOf } from './afterActs.ts'

let place: Place
let it: Acts
let after: AfterActs
let ana: Someone
let luis: Someone
let rosa: Someone
let vera: Someone

beforeAll(async () => {
  place = await openPlace()
  it = actsOf(place)
  after = afterActsOf(place)
  ana = await place.joins('Ana Soler')
  luis = await place.joins('Luis Vidal')
  vera = await place.joins('Vera Lind')
  rosa = place.rosa
})
afterEach(async () => {
  expect((await it.proof()).balanceSumSeconds).toBe(0)
  expect(place.errors).toEqual([])
})
afterAll(() => place.dispose())

test('who did not say it remembers it differently: what is set aside stays so', async () => {
  const exchange = await it.done(luis, ana)
  expect(outcome(await after.dispute(luis, exchange))).toBe('actor_said_this')
  expect(outcome(await after.dispute(vera, exchange))).toBe('not_found')
  const said = ok(await after.dispute(ana, exchange, { reason: 'shorter', seconds: quarter }))
  expect(said).toMatchObject({ state: 'disputed', may: ['messages'] })
  expect(said.steps.at(-1)).toMatchObject({ to: 'disputed', seconds: quarter, reason: 'shorter' })
  expect((await it.account(ana)).heldOutSeconds).toBe(hour)
  expect(outcome(await it.confirm(ana, exchange, { seconds: hour }))).toBe('exchange_is_not_done')
  ok(await after.settle(rosa, exchange, { [ana.member]: 0 }, 'did_not_happen'))
  expect(await it.account(ana)).toMatchObject({ heldOutSeconds: 0, balanceSeconds: 0 })
})

test('a dispute names whole steps, and no more than one exchange may hold', async () => {
  const exchange = await it.done(luis, ana)
  const not = async (seconds: number) =>
    outcome(await after.dispute(ana, exchange, { reason: 'shorter', seconds }))
  expect(await not(100)).toBe('seconds_are_not_whole')
  expect(await not(25 * hour)).toBe('seconds_are_too_many')
  expect(await not(-900)).toBe('request_is_malformed')
  ok(await it.confirm(ana, exchange, { seconds: hour }))
})

test('a coordinator settles up to what was set aside, and the rest returns', async () => {
  const before = await it.account(ana)
  const exchange = await it.done(luis, ana, 2 * hour)
  ok(await after.dispute(ana, exchange))
  expect(outcome(await after.settle(vera, exchange, { [ana.member]: hour }))).toBe('not_found')
  expect(outcome(await after.settle(ana, exchange, { [ana.member]: hour }))).toBe(
    'actor_is_not_a_coordinator',
  )
  expect(outcome(await after.settle(rosa, exchange, { [luis.member]: hour }))).toBe(
    'settlement_misses_a_receiver',
  )
  expect(outcome(await after.settle(rosa, exchange, { [ana.member]: 100 }))).toBe(
    'seconds_are_not_whole',
  )
  const settled = ok(await after.settle(rosa, exchange, { [ana.member]: hour }))
  expect(settled).toMatchObject({ state: 'settled', holds: [] })
  expect(settled.steps.at(-1)).toMatchObject({ to: 'settled', seconds: hour, by: rosa.member })
  const stands = await it.account(ana)
  expect(stands.heldOutSeconds).toBe(0)
  expect(stands.balanceSeconds).toBe(before.balanceSeconds - hour)
  expect(outcome(await after.settle(rosa, exchange, { [ana.member]: 0 }))).toBe(
    'exchange_is_not_disputed',
  )
  expect(outcome(await it.reverse(rosa, exchange))).toBe(201)
  expect((await it.account(ana)).balanceSeconds).toBe(before.balanceSeconds)
})

test('hours beyond what was set aside are posted in the same group', async () => {
  const exchange = await it.done(luis, vera)
  ok(await after.dispute(vera, exchange))
  const settled = ok(await after.settle(rosa, exchange, { [vera.member]: 2 * hour }, 'more_hours'))
  expect(settled.transfers).toHaveLength(2)
  expect((await it.account(vera)).balanceSeconds).toBe(-2 * hour)
})

test('beyond the line the settlement is refused with the ways, and it stays disputed', async () => {
  const nia = await place.joins('Nia Okafor')
  const exchange = await it.done(luis, nia)
  ok(await after.dispute(nia, exchange))
  const refused = await after.settle(rosa, exchange, { [nia.member]: 8 * hour })
  expect(refused.body).toMatchObject({ code: 'newcomer_line_reached' })
  expect(refused.body.ways).toContain('smallerEstimate')
  expect((await it.read(nia, exchange)).body.state).toBe('disputed')
  ok(await after.settle(rosa, exchange, { [nia.member]: 0 }))
})

test('what was booked is taken back, and the new figure booked', async () => {
  const exchange = await it.helped(luis, vera, 2 * hour)
  const before = await it.account(vera)
  ok(await after.dispute(luis, exchange, { reason: 'shorter', seconds: hour }))
  ok(await after.settle(rosa, exchange, { [vera.member]: hour }))
  expect((await it.account(vera)).balanceSeconds).toBe(before.balanceSeconds + hour)
})

test('a coordinator does not settle where they take part', async () => {
  const exchange = await it.done(luis, rosa)
  ok(await after.dispute(rosa, exchange))
  expect(outcome(await after.settle(rosa, exchange, { [rosa.member]: 0 }))).toBe(
    'decision_is_in_own_cause',
  )
})

test('confirmed hours may be disputed for fourteen days, and no longer', async () => {
  const exchange = await it.helped(luis, vera)
  const late = await it.helped(luis, vera)
  it.days(14)
  expect(outcome(await after.dispute(luis, exchange))).toBe(201)
  place.pass(1)
  expect(outcome(await after.dispute(luis, late))).toBe('dispute_time_is_over')
  expect((await it.read(luis, late)).body.may).not.toContain('dispute')
})

test('coordinators see what is remembered differently, and the words said with it', async () => {
  const exchange = await it.done(luis, ana)
  ok(await after.say(luis, exchange, 'See you at nine'))
  place.pass(1)
  ok(await after.dispute(ana, exchange, { reason: 'other', words: 'It was the day after.' }))
  const list = ok(await place.ask(rosa, 'listDisputes', {}))
  expect(list.items.map(({ id }: { id: string }) => id)).toContain(exchange)
  expect(outcome(await place.ask(ana, 'listDisputes', {}))).toBe('actor_is_not_a_coordinator')
  const texts = async (who: Someone) =>
    ok(await after.messages(who, exchange)).items.map(({ text }: { text: string }) => text)
  expect(await texts(rosa)).toEqual(['It was the day after.'])
  expect(await texts(luis)).toEqual(['It was the day after.', 'See you at nine'])
  expect(outcome(await after.messages(vera, exchange))).toBe('not_found')
})

test('a settlement with one of several leaves the pool what was given to the others', async () => {
  const { pool } = place
  const poolSeconds = async () => ok(await place.ask(rosa, 'readPool', { pool })).balanceSeconds
  const luis = await place.joins('Luis who passes on')
  const ana = await place.joins('Ana who is helped')
  const vera = await place.joins('Vera who is helped')
  await it.helped(luis, vera, hour)
  ok(await place.ask(luis, 'choose', {}, { body: { choice: 'hoursToPool', value: 'yes' } }))
  const [before, luisBefore] = [await poolSeconds(), await it.account(luis)]
  const among = { receivers: [ana.member, vera.member], estimateSeconds: 2 * hour }
  const { id: exchange } = ok(await it.propose(luis, luis, ana, among))
  for (const who of [ana, vera]) ok(await it.accept(who, exchange))
  ok(await it.complete(luis, exchange, { seconds: 2 * hour, workedOn: today }))
  for (const who of [ana, vera]) ok(await it.confirm(who, exchange, { seconds: hour }))
  expect(await poolSeconds()).toBe(before + 2 * hour)
  ok(await after.dispute(ana, exchange, { seconds: quarter }))
  const settled = { [ana.member]: quarter, [vera.member]: hour }
  expect(ok(await after.settle(rosa, exchange, settled)).state).toBe('settled')
  expect(await poolSeconds()).toBe(before + hour + quarter)
  const { balanceSeconds, givenSeconds } = await it.account(luis)
  expect(balanceSeconds).toBe(luisBefore.balanceSeconds)
  expect(givenSeconds).toBe(luisBefore.givenSeconds + hour + quarter)
  // What was given anew is of this exchange too: undone, all of it comes back.
  ok(await it.reverse(rosa, exchange))
  expect(await poolSeconds()).toBe(before)
  expect((await it.account(luis)).balanceSeconds).toBe(luisBefore.balanceSeconds)
})
