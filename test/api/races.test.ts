import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openPlace, type Place, type Said, type Someone } from '../support/place.ts'
import { type Acts, actsOf, hour, ok, outcome, today } from './acts.ts'
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
})
afterEach(async () => {
  expect((await it.proof()).balanceSumSeconds).toBe(0)
  expect(place.errors).toEqual([])
})
afterAll(() => place.dispose())

test('two agreements draw the last hours of one receiver: one is agreed', async () => {
  const eva = await place.joins('Eva Lind')
  const first = ok(await it.propose(luis, luis, eva, { estimateSeconds: 4 * hour })).id
  const second = ok(await it.propose(nia, nia, eva, { estimateSeconds: 4 * hour })).id
  expect(
    await race(
      () => it.accept(eva, first),
      () => it.accept(eva, second),
    ),
  ).toEqual([201, 'newcomer_line_reached'])
  expect((await it.account(eva)).heldOutSeconds).toBe(4 * hour)
})

test('two givers accept for one receiver at the line: the loser hears no numbers', async () => {
  const olu = await place.joins('Olu Ade')
  const first = ok(await it.propose(olu, luis, olu, { estimateSeconds: 4 * hour })).id
  const second = ok(await it.propose(olu, nia, olu, { estimateSeconds: 4 * hour })).id
  expect(
    await race(
      () => it.accept(luis, first),
      () => it.accept(nia, second),
    ),
  ).toEqual([201, 'help_cannot_be_agreed_yet'])
})

test('two answers to one need accepted at once: one is chosen', async () => {
  const need = await it.publish(ana)
  const about = { about: { need } }
  const first = ok(await it.propose(luis, luis, ana, about)).id
  const second = ok(await it.propose(nia, nia, ana, about)).id
  expect(
    await race(
      () => it.accept(ana, first),
      () => it.accept(ana, second),
    ),
  ).toEqual([201, 'exchange_is_not_proposed'])
  const states = [(await it.read(ana, first)).body.state, (await it.read(ana, second)).body.state]
  expect(states.sort()).toEqual(['agreed', 'declined'])
})

test('an answer accepted while its need is taken back: one of the two', async () => {
  const need = await it.publish(ana)
  const { id: answer } = ok(await it.propose(luis, luis, ana, { about: { need } }))
  const both = await race(
    () => it.accept(ana, answer),
    () => place.ask(ana, 'withdrawNeed', { need }),
  )
  expect([
    [201, 'need_is_not_open'],
    [201, 'exchange_is_not_proposed'],
  ]).toContainEqual(both)
})

test('two gifts of the last hour: one is given', async () => {
  await it.helped(luis, ana)
  const { balanceSeconds } = await it.account(luis)
  expect(
    await race(
      () => it.gift(luis, ana.account, balanceSeconds),
      () => it.gift(luis, nia.account, balanceSeconds),
    ),
  ).toEqual([201, 'gift_exceeds_hours_in_hand'])
  expect((await it.account(luis)).balanceSeconds).toBe(0)
})

test('called off while it is said to be done: never both halves of it', async () => {
  const exchange = await it.agreed(luis, nia)
  const both = await race(
    () => it.cancel(nia, exchange),
    () => it.complete(luis, exchange, { seconds: hour, workedOn: today }),
  )
  expect([
    [201, 'exchange_is_not_agreed'],
    [201, 'actor_is_not_the_giver'],
  ]).toContainEqual(both)
})

test('confirmed while it is taken back: the hours move or return, and never both', async () => {
  const { heldOutSeconds } = await it.account(ana)
  const exchange = await it.done(luis, ana)
  const both = await race(
    () => it.confirm(ana, exchange, { seconds: hour }),
    () => it.cancel(luis, exchange),
  )
  expect([
    [201, 'exchange_is_not_agreed'],
    [201, 'exchange_is_not_done'],
  ]).toContainEqual(both)
  expect((await it.account(ana)).heldOutSeconds).toBe(heldOutSeconds)
})

test('confirmed twice: the hours move once', async () => {
  const exchange = await it.done(luis, ana)
  const before = (await it.account(luis)).balanceSeconds
  const once = () => it.confirm(ana, exchange, { seconds: hour })
  expect(await race(once, once)).toEqual([201, 'exchange_is_not_done'])
  expect((await it.account(luis)).balanceSeconds).toBe(before + hour)
})

test('reversed twice: the hours return once', async () => {
  const exchange = await it.helped(luis, ana)
  const once = () => it.reverse(place.rosa, exchange)
  expect(await race(once, once)).toEqual([201, 'exchange_is_not_confirmed'])
})

test('a person who applies twice at the same moment is one applicant', async () => {
  const person = place.stranger()
  const once = (): Promise<Said> => {
    const body = { id: place.id(), name: 'Kim Byrne', termsVersion: 1 }
    return place.ask(person, 'applyToJoin', {}, { body })
  }
  expect(await race(once, once)).toEqual([201, 'person_has_joined_already'])
})

test('an applicant admitted twice has one account', async () => {
  const member = place.id()
  const body = { id: member, name: 'Kim Byrne', termsVersion: 1 }
  ok(await place.ask(place.stranger(), 'applyToJoin', {}, { body }))
  const once = () => place.ask(place.rosa, 'admitMember', { member })
  expect(await race(once, once)).toEqual([201, 'member_is_not_an_applicant'])
})

test('an app admitted twice is admitted once', async () => {
  const app = place.id()
  const once = () => place.ask(place.rosa, 'admitApp', { app }, { body: { name: 'Library' } })
  expect(await race(once, once)).toEqual([201, 'app_is_admitted_already'])
})

test('eight write at once on one account, and the public proof stays at zero throughout', async () => {
  const sums: number[] = []
  const writers = Array.from({ length: 8 }, (_, index) =>
    it.propose(ana, index % 2 ? luis : nia, ana, { alreadyDone: true, estimateSeconds: 900 }),
  )
  const readers = Array.from({ length: 16 }, async () => {
    sums.push((await it.proof()).balanceSumSeconds)
  })
  const said = await Promise.all(writers)
  await Promise.all(readers)
  for (const one of said) expect([201, 'facts_are_stale']).toContain(outcome(one))
  expect(said.filter(({ status }) => status === 201).length).toBeGreaterThanOrEqual(3)
  expect(new Set(sums)).toEqual(new Set([0]))
})
