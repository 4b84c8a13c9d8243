import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openPlace, type Place, type Said, type Someone } from '../support/place.ts'
import { type Acts, actsOf, hour, ok, outcome } from './acts.ts'
import { type AfterActs, afterActsOf } from './afterActs.ts'

let place: Place
let it: Acts
let after: AfterActs
let ana: Someone
let luis: Someone
let rosa: Someone

beforeAll(async () => {
  place = await openPlace()
  it = actsOf(place)
  after = afterActsOf(place)
  ana = await place.joins('Ana Soler')
  luis = await place.joins('Luis Vidal')
  rosa = place.rosa
})
afterEach(async () => {
  expect((await it.proof()).balanceSumSeconds).toBe(0)
  expect(place.errors).toEqual([])
})
afterAll(() => place.dispose())

/** Two ask at the same moment: both have looked before either may write. */
async function race(...asked: readonly (() => Promise<Said>)[]): Promise<(string | number)[]> {
  let gathered = 0
  let go = () => {}
  const together = new Promise<void>((resolve) => {
    go = resolve
  })
  place.between(async (sent, send) => {
    if (gathered >= asked.length || sent.includes('BEGIN IMMEDIATE')) return send()
    const answered = await send()
    gathered += 1
    if (gathered === asked.length) go()
    await together
    return answered
  })
  const all = await Promise.all(asked.map((ask) => ask()))
  place.between(null)
  return all.map(outcome)
}

test('remembered differently while it is confirmed: one stands, and the other hears of it', async () => {
  const exchange = await it.done(luis, ana)
  const both = await race(
    () => after.dispute(ana, exchange),
    () => it.confirm(ana, exchange, { seconds: hour }),
  )
  // Confirmed first, it may still be disputed; disputed first, it may not be confirmed.
  expect([
    [201, 'exchange_is_not_done'],
    [201, 201],
  ]).toContainEqual(both)
  expect((await it.read(ana, exchange)).body.state).toBe('disputed')
  ok(await after.settle(rosa, exchange, { [ana.member]: 0 }))
})

test('taken back while it is disputed: hours are set aside or settled, never both', async () => {
  const exchange = await it.done(luis, ana)
  ok(await it.confirm(ana, exchange, { seconds: hour }))
  const both = await race(
    () => after.undo(ana, exchange),
    () => after.dispute(luis, exchange),
  )
  expect([
    [201, 'actor_said_this'],
    ['exchange_is_not_confirmed', 201],
  ]).toContainEqual(both)
  const { body } = await it.read(ana, exchange)
  const { heldOutSeconds } = await it.account(ana)
  expect(heldOutSeconds).toBe(body.state === 'done' ? hour : 0)
  if (body.state === 'done') ok(await it.cancel(luis, exchange))
  else ok(await after.settle(rosa, exchange, { [ana.member]: 0 }))
})

test('settled by two coordinators at once: one settlement stands', async () => {
  const exchange = await it.done(luis, ana)
  ok(await after.dispute(ana, exchange))
  const before = await it.account(ana)
  const both = await race(
    () => after.settle(rosa, exchange, { [ana.member]: hour }),
    () => after.settle(rosa, exchange, { [ana.member]: 0 }),
  )
  expect(both.toSorted()).toEqual([201, 'exchange_is_not_disputed'])
  const settled = (await it.read(ana, exchange)).body.steps.at(-1)
  const moved = before.balanceSeconds - (await it.account(ana)).balanceSeconds
  expect(settled).toMatchObject({ to: 'settled', seconds: moved })
})

test('two settlements draw the last hours of one line: one is settled, one stays', async () => {
  const eva = await place.joins('Eva Lind')
  const exchanges = [await it.done(luis, eva), await it.done(luis, eva)]
  for (const exchange of exchanges) ok(await after.dispute(eva, exchange))
  const [first = '', second = ''] = exchanges
  const both = await race(
    () => after.settle(rosa, first, { [eva.member]: 4 * hour }),
    () => after.settle(rosa, second, { [eva.member]: 4 * hour }),
  )
  expect(both.toSorted()).toEqual([201, 'newcomer_line_reached'])
  expect((await it.account(eva)).balanceSeconds).toBe(-4 * hour)
})

test('returned while it is reversed, and thanked twice: once', async () => {
  const exchange = await it.helped(luis, ana)
  const thanked = await race(
    () => after.thank(ana, exchange),
    () => after.thank(ana, exchange),
  )
  expect(thanked.toSorted()).toEqual([201, 'thanks_were_said'])
  const both = await race(
    () => after.giveBack(luis, exchange),
    () => it.reverse(rosa, exchange),
  )
  expect(both.toSorted()).toEqual([201, 'exchange_is_not_confirmed'])
})

test.each(['dispute', 'settle', 'undo'] as const)(
  'the same request of a %s sent twice is done once',
  async (word) => {
    const exchange = await it.done(luis, ana)
    const key = crypto.randomUUID()
    const settlement = { shares: [{ receiver: ana.member, seconds: 0 }], reason: 'other' }
    if (word === 'undo') ok(await it.confirm(ana, exchange, { seconds: hour }))
    if (word === 'settle') ok(await after.dispute(ana, exchange))
    const asked = {
      dispute: () => after.dispute(ana, exchange, {}, key),
      settle: () => place.ask(rosa, 'settleExchange', { exchange }, { body: settlement, key }),
      undo: () => place.ask(ana, 'undoExchange', { exchange }, { key }),
    }[word]
    const [first, again] = [await asked(), await asked()]
    expect(again.body).toEqual(ok(first))
    expect(again.headers.get('idempotent-replayed')).toBe('true')
    if (word === 'undo') ok(await it.cancel(luis, exchange))
    if (word === 'dispute') ok(await after.settle(rosa, exchange, { [ana.member]: 0 }))
  },
)
