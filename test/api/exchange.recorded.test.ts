import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPlace, type Place, type Someone } from '../support/place.ts'
import { type Acts, actsOf, hour, ok, outcome, today } from './acts.ts'

let place: Place
let it: Acts
let ana: Someone
let luis: Someone
let nia: Someone

beforeAll(async () => {
  place = await openPlace()
  it = actsOf(place)
  ana = await place.joins('Ana Soler')
  luis = await place.joins('Luis Vidal')
  nia = await place.joins('Nia Okafor')
})
afterAll(() => place.dispose())

test('help that the receiver records is booked at once, and closes nothing else', async () => {
  const said = await it.propose(ana, luis, ana, { alreadyDone: true, workedOn: '2026-02-27' })
  expect(ok(said)).toMatchObject({
    state: 'confirmed',
    workedOn: '2026-02-27',
    saidSeconds: { giver: null, receiver: hour },
  })
  expect(await it.account(luis)).toMatchObject({ balanceSeconds: hour, givenSeconds: hour })
})

test('help recorded without a day was given today, and never tomorrow', async () => {
  // From 10:00 UTC on it is tomorrow already at UTC+14.
  place.pass(5 * 3_600_000)
  const said = ok(await it.propose(ana, luis, ana, { alreadyDone: true }))
  expect(said.workedOn).toBe(today)
})

test('help that the giver records waits for the receiver', async () => {
  const before = await it.account(luis)
  const said = ok(await it.propose(luis, luis, ana, { alreadyDone: true }))
  expect(said).toMatchObject({ state: 'done', transfers: [], holds: [] })
  expect((await it.account(luis)).balanceSeconds).toBe(before.balanceSeconds)
  expect(ok(await it.confirm(ana, said.id, { seconds: hour }))).toMatchObject({
    state: 'confirmed',
  })
  expect((await it.account(luis)).balanceSeconds).toBe(before.balanceSeconds + hour)
})

test('help recorded beyond the line stays done, and a coordinator is told', async () => {
  const said = await it.propose(nia, luis, nia, { alreadyDone: true, estimateSeconds: 7 * hour })
  expect(ok(said)).toMatchObject({ state: 'done', transfers: [] })
  const told = await place.books.client.execute({
    sql: "SELECT member FROM outbox WHERE kind = 'line.reached' AND ref = ?",
    args: [said.body.id],
  })
  expect(told.rows.map(({ member }) => member)).toEqual([null])
  const { body } = await it.confirm(nia, said.body.id, { seconds: 7 * hour })
  expect(body).toMatchObject({ code: 'newcomer_line_reached', ways: ['gift', 'smallerEstimate'] })
  // Once she has helped herself, the wider line is hers.
  await it.helped(nia, luis)
  expect(ok(await it.confirm(nia, said.body.id, { seconds: 7 * hour })).state).toBe('confirmed')
})

test('help the giver records beyond the line: a coordinator is told', async () => {
  const eva = await place.joins('Eva Lind')
  const more = { alreadyDone: true, estimateSeconds: 7 * hour }
  const said = ok(await it.propose(luis, luis, eva, more))
  expect(said).toMatchObject({ state: 'done' })
  const { rows } = await place.books.client.execute({
    sql: 'SELECT kind, member FROM outbox WHERE ref = ? ORDER BY kind',
    args: [said.id],
  })
  expect(rows.map(({ kind, member }) => [kind, member])).toEqual([
    ['exchange.done', eva.member],
    ['line.reached', null],
  ])
  expect(outcome(await it.confirm(eva, said.id, { seconds: 7 * hour }))).toBe(
    'newcomer_line_reached',
  )
})

test('said done by the receiver beyond the hold and the line, it stays done all the same', async () => {
  const olu = await place.joins('Olu Ade')
  const exchange = await it.agreed(luis, olu, 6 * hour)
  const said = await it.complete(olu, exchange, { seconds: 7 * hour, workedOn: today })
  expect(ok(said)).toMatchObject({ state: 'done' })
  expect(ok(await it.confirm(olu, exchange, { seconds: 6 * hour })).state).toBe('confirmed')
})

test('nobody records help for two others, nor with themselves, nor in the future', async () => {
  expect(outcome(await it.propose(nia, luis, ana))).toBe('actor_may_not_speak_for_either')
  expect(outcome(await it.propose(ana, ana, ana))).toBe('parties_are_not_two')
  const late = { alreadyDone: true, workedOn: '2026-03-04' }
  expect(outcome(await it.propose(ana, luis, ana, late))).toBe('help_is_in_the_future')
  const odd = { estimateSeconds: 1000 }
  expect(outcome(await it.propose(ana, luis, ana, odd))).toBe('seconds_are_not_whole')
  const long = { estimateSeconds: 25 * hour }
  expect(outcome(await it.propose(ana, luis, ana, long))).toBe('seconds_are_too_many')
  expect(outcome(await it.propose(ana, luis, ana, { giver: place.id() }))).toBe('not_found')
})

test('the giver who accepts for a receiver at the line hears no numbers; the receiver hears all', async () => {
  const eva = await place.joins('Eva Lind')
  const asked = ok(await it.propose(eva, luis, eva, { estimateSeconds: 8 * hour }))
  const heard = await it.accept(luis, asked.id)
  expect(heard.body.code).toBe('help_cannot_be_agreed_yet')
  const { request: _, ...told } = heard.body
  expect(JSON.stringify(told)).not.toMatch(/verdicts|rule|ways|\d{4,}/)
  const offered = ok(await it.propose(luis, luis, eva, { estimateSeconds: 8 * hour }))
  const { body } = await it.accept(eva, offered.id)
  expect(body).toMatchObject({ code: 'newcomer_line_reached', rule: 'newcomer-line' })
  expect(body.ways).toEqual(['gift', 'smallerEstimate'])
  expect(body.verdicts[0].facts).toEqual({ availableSeconds: 6 * hour, seconds: 8 * hour })
})

test('a helper who gave is judged by the wider line: credit_floor_reached', async () => {
  const kim = await place.joins('Kim Byrne')
  await it.helped(kim, luis)
  await it.helped(luis, kim, 21 * hour)
  const offered = ok(await it.propose(luis, luis, kim, { estimateSeconds: hour }))
  const { body } = await it.accept(kim, offered.id)
  expect(body).toMatchObject({ code: 'credit_floor_reached', ways: ['gift'] })
})
