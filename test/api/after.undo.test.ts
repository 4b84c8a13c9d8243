import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openPlace, type Place, type Someone } from '../support/place.ts'
import { type Acts, actsOf, hour, ok, outcome, quarter, today } from './acts.ts'
import { type AfterActs, afterActsOf } from './afterActs.ts'

let place: Place
let it: Acts
let after: AfterActs
let ana: Someone
let luis: Someone
let vera: Someone
const minute = 60_000

beforeAll(async () => {
  place = await openPlace()
  it = actsOf(place)
  after = afterActsOf(place)
  ana = await place.joins('Ana Soler')
  luis = await place.joins('Luis Vidal')
  vera = await place.joins('Vera Lind')
})
afterEach(async () => {
  expect((await it.proof()).balanceSumSeconds).toBe(0)
  expect(place.errors).toEqual([])
})
afterAll(() => place.dispose())

/** Agreed, said to be done, and confirmed by the receiver. */
async function confirmed(giver: Someone, receiver: Someone, seconds = hour): Promise<string> {
  const exchange = await it.done(giver, receiver, seconds)
  ok(await it.confirm(receiver, exchange, { seconds }))
  return exchange
}

test('who confirmed takes it back within ten minutes: the hours are set aside as before', async () => {
  const exchange = await confirmed(luis, ana)
  expect(outcome(await after.undo(luis, exchange))).toBe('actor_did_not_record_this')
  expect(outcome(await after.undo(vera, exchange))).toBe('not_found')
  place.pass(10 * minute)
  const undone = ok(await after.undo(ana, exchange))
  expect(undone).toMatchObject({ state: 'done', saidSeconds: { giver: hour } })
  expect(undone.holds).toHaveLength(1)
  expect(undone.may).toContain('confirmation')
  expect(await it.account(ana)).toMatchObject({ balanceSeconds: 0, heldOutSeconds: hour })
  // It waits as before: the same claim may be confirmed with other hours.
  ok(await it.confirm(ana, exchange, { seconds: hour - quarter }))
  expect(await it.account(ana)).toMatchObject({
    balanceSeconds: quarter - hour,
    heldOutSeconds: 0,
  })
  place.pass(10 * minute + 1)
  expect(outcome(await after.undo(ana, exchange))).toBe('undo_time_is_over')
  expect((await it.read(ana, exchange)).body.may).not.toContain('undo')
})

test('help that one recorded as already given is undone for good', async () => {
  const before = await it.account(vera)
  const exchange = await it.helped(luis, vera)
  expect(ok(await after.undo(vera, exchange))).toMatchObject({ state: 'reversed', holds: [] })
  expect((await it.account(vera)).balanceSeconds).toBe(before.balanceSeconds)
  expect(outcome(await after.undo(vera, exchange))).toBe('exchange_is_not_confirmed')
})

test('what the giver recorded and the receiver confirmed waits again', async () => {
  const more = { alreadyDone: true, estimateSeconds: hour }
  const { id: exchange } = ok(await it.propose(luis, luis, vera, more))
  ok(await it.confirm(vera, exchange, { seconds: hour }))
  expect(ok(await after.undo(vera, exchange))).toMatchObject({ state: 'done' })
  expect((await it.account(vera)).heldOutSeconds).toBe(hour)
  ok(await it.cancel(luis, exchange))
  expect((await it.account(vera)).heldOutSeconds).toBe(0)
})

test('who takes back their own figure leaves no claim that the other could confirm', async () => {
  const exchange = await it.agreed(luis, vera)
  const said = { seconds: hour + quarter, workedOn: today }
  expect(ok(await it.complete(vera, exchange, said)).state).toBe('confirmed')
  expect(ok(await after.undo(vera, exchange))).toMatchObject({ state: 'done' })
  const byGiver = await it.confirm(luis, exchange, { seconds: hour + quarter })
  expect(outcome(byGiver)).toBe('actor_is_not_the_receiver')
  expect(ok(await it.confirm(vera, exchange, { seconds: hour })).state).toBe('confirmed')
  ok(await after.undo(vera, exchange))
  ok(await it.cancel(luis, exchange))
})

test('where the hours cannot be set aside again, undoing becomes a dispute', async () => {
  const eva = await place.joins('Eva Lind')
  // Two hours were set aside, and one returned when an hour was confirmed; then all was promised.
  const exchange = await it.done(luis, eva, hour + quarter)
  ok(await it.confirm(eva, exchange, { seconds: hour }))
  await it.agreed(luis, eva, 5 * hour)
  const undone = ok(await after.undo(eva, exchange))
  expect(undone).toMatchObject({ state: 'disputed' })
  expect(undone.steps.at(-1)).toMatchObject({ reason: 'undo_was_refused' })
  expect(await it.account(eva)).toMatchObject({
    balanceSeconds: -hour,
    heldOutSeconds: 5 * hour,
  })
})

test('the giver gives back what was recorded for them, within fourteen days', async () => {
  const before = await it.account(luis)
  const exchange = await it.helped(luis, vera)
  const late = await it.helped(luis, vera)
  const agreed = await confirmed(luis, vera)
  expect(outcome(await after.giveBack(vera, exchange))).toBe('actor_is_not_the_giver')
  expect(outcome(await after.giveBack(ana, exchange))).toBe('not_found')
  expect(outcome(await after.giveBack(luis, agreed))).toBe('hours_were_agreed')
  it.days(14)
  expect(ok(await after.giveBack(luis, exchange)).state).toBe('reversed')
  expect(outcome(await after.giveBack(luis, exchange))).toBe('exchange_is_not_confirmed')
  place.pass(1)
  expect(outcome(await after.giveBack(luis, late))).toBe('return_time_is_over')
  expect((await it.account(luis)).balanceSeconds).toBe(before.balanceSeconds + 2 * hour)
})

test('a reversal of what was booked more than thirty days ago waits for a second steward', async () => {
  const exchange = await it.helped(luis, vera)
  it.days(31)
  expect(ok(await it.reverse(place.rosa, exchange)).state).toBe('confirmed')
  expect(outcome(await it.reverse(place.rosa, exchange))).toBe('motion_is_waiting')
})

test('nobody is said to have stayed away before the agreed time', async () => {
  const at = new Date(place.now() + 60 * minute).toISOString()
  const { id: exchange } = ok(
    await it.propose(luis, luis, vera, { agreedFor: { at, place: 'Main St' } }),
  )
  ok(await it.accept(vera, exchange))
  const missed = () =>
    place.ask(vera, 'cancelExchange', { exchange }, { body: { reason: 'no_show' } })
  expect(outcome(await missed())).toBe('agreed_time_has_not_come')
  place.pass(60 * minute)
  expect(ok(await missed())).toMatchObject({ state: 'cancelled', holds: [] })
})

test('each who took part thanks once, and their words are between them', async () => {
  const exchange = await it.helped(luis, vera)
  const waiting = await it.done(luis, vera)
  expect(outcome(await after.thank(vera, waiting))).toBe('exchange_is_not_confirmed')
  expect(outcome(await after.thank(ana, exchange))).toBe('not_found')
  const thanked = ok(await after.thank(vera, exchange, 'You made my day.'))
  expect(thanked.thanks).toMatchObject([{ by: vera.member, text: 'You made my day.' }])
  expect(outcome(await after.thank(vera, exchange))).toBe('thanks_were_said')
  ok(await after.thank(luis, exchange))
  expect((await it.read(luis, exchange)).body.thanks).toHaveLength(2)
  expect((await it.read(place.rosa, exchange)).body.thanks).toEqual([])
})

test('the same words under the same id are said once', async () => {
  const exchange = await it.agreed(luis, vera)
  const name = place.id()
  const first = ok(await after.say(luis, exchange, 'I am on my way', name))
  expect(ok(await after.say(luis, exchange, 'I am on my way', name))).toEqual(first)
  expect(outcome(await after.say(luis, exchange, 'Something else', name))).toBe('id_is_taken')
  expect(outcome(await after.say(vera, exchange, 'I am on my way', name))).toBe('id_is_taken')
  expect(outcome(await after.say(ana, exchange, 'Hello'))).toBe('not_found')
  expect(outcome(await after.say(vera, exchange, '  '))).toBe('request_is_malformed')
  expect(ok(await after.messages(vera, exchange)).items).toHaveLength(1)
})

test('hours taken back are one line to members, and two entries to an auditor', async () => {
  const eva = await place.joins('Eva Holm')
  await it.helped(eva, await place.joins('Nora Byrne'), 2 * hour)
  const exchange = await it.helped(luis, eva)
  await it.helped(luis, eva, quarter)
  ok(await after.giveBack(luis, exchange))
  const lines = async (who: Someone) =>
    ok(await place.ask(who, 'readStatement', { account: eva.account })).items.map(
      ({ balanceSeconds, deltaSeconds, mark, undoneSeconds = null }: Record<string, unknown>) => [
        ...[deltaSeconds, balanceSeconds, mark, undoneSeconds],
      ],
    )
  expect(await lines(eva)).toEqual([
    [-quarter, 2 * hour - quarter, null, null],
    [0, 2 * hour, 'reversed', -hour],
    [2 * hour, 2 * hour, null, null],
  ])
  // Rosa founded it: she is its auditor as well.
  expect(await lines(place.rosa)).toEqual([
    [hour, 2 * hour - quarter, 'reversal', null],
    [-quarter, hour - quarter, null, null],
    [-hour, hour, 'reversed', null],
    [2 * hour, 2 * hour, null, null],
  ])
})
