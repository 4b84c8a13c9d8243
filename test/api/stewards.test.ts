import { afterEach, beforeEach, expect, test } from 'vitest'
import { carryDue } from '../support/clock.ts'
import { openPlace, type Place, type Someone } from '../support/place.ts'
import { type Acts, actsOf, ok, outcome } from './acts.ts'
import { dayMs, type StewardActs, stewardActsOf } from './stewards.ts'

let place: Place
let it: Acts
let the: StewardActs
let ana: Someone
let luis: Someone

beforeEach(async () => {
  place = await openPlace()
  it = actsOf(place)
  the = stewardActsOf(place)
  ana = await place.joins('Ana Soler')
  luis = await place.joins('Luis Vidal')
})
afterEach(() => place.dispose())

const pause = (by: Someone, whom = by) => place.ask(by, 'pauseMember', { member: whom.member })
const back = (by: Someone, whom = by) => place.ask(by, 'returnMember', { member: whom.member })
const suspend = (by: Someone, whom: Someone) =>
  place.ask(by, 'suspendMember', { member: whom.member }, { body: { reason: 'safety' } })
const reinstate = (by: Someone, whom: Someone) =>
  place.ask(by, 'reinstateMember', { member: whom.member })

test('a member pauses and returns; meanwhile nothing new is begun', async () => {
  expect(ok(await pause(ana)).state).toBe('paused')
  expect(outcome(await pause(ana))).toBe('member_is_not_active')
  expect(outcome(await it.propose(luis, luis, ana))).toBe('member_is_not_active')
  expect(outcome(await back(luis, ana))).toBe('actor_is_not_a_coordinator')
  expect(ok(await back(ana)).state).toBe('active')
  expect(outcome(await back(ana))).toBe('member_is_not_paused')
  ok(await it.propose(luis, luis, ana))
})

test('a coordinator pauses a member who rang, and the member is told', async () => {
  ok(await pause(place.rosa, ana))
  ok(await back(place.rosa, ana))
  const { rows } = await place.books.client.execute({
    sql: 'SELECT kind FROM outbox WHERE ref = ? AND member = ? ORDER BY id',
    args: [ana.member, ana.member],
  })
  expect(rows.map(({ kind }) => kind)).toEqual([
    'member.admitted',
    'member.paused',
    'member.returned',
  ])
})

test('a coordinator suspends with a reason, which the log keeps as a code, and reinstates', async () => {
  const proposal = ok(await it.propose(ana, ana, luis))
  expect(ok(await suspend(place.rosa, ana)).state).toBe('suspended')
  const { rows } = await place.books.client.execute(
    "SELECT body ->> 6 AS reason FROM log WHERE kind = 'member.suspended'",
  )
  expect(rows.map(({ reason }) => reason)).toEqual(['safety'])
  // What was proposed is not agreed to while one of the two is suspended.
  expect(outcome(await it.accept(luis, proposal.id))).not.toBe(201)
  expect(outcome(await suspend(place.rosa, ana))).toBe('member_is_not_active')
  expect(outcome(await reinstate(place.rosa, luis))).toBe('member_is_not_suspended')
  expect(ok(await reinstate(place.rosa, ana)).state).toBe('active')
  expect(outcome(await suspend(ana, luis))).toBe('actor_is_not_a_coordinator')
  expect(outcome(await suspend(place.rosa, place.rosa))).toBe('decision_is_in_own_cause')
})

test('the last coordinator stays until another one is appointed', async () => {
  expect(outcome(await the.office(place.rosa, place.rosa, 'coordinator', 'removed'))).toBe(
    'coordinator_is_the_last',
  )
  expect(outcome(await pause(place.rosa))).toBe('coordinator_is_the_last')
  ok(await the.office(place.rosa, ana, 'coordinator'))
  place.pass(7 * dayMs)
  expect(await carryDue(place)).toEqual(['carried'])
  // Two leaving at once would leave nobody: one stays.
  const both = await Promise.all([
    the.office(place.rosa, place.rosa, 'coordinator', 'removed'),
    the.office(ana, ana, 'coordinator', 'removed'),
  ])
  expect(both.map(outcome).map(String).toSorted()).toEqual(['201', 'coordinator_is_the_last'])
})

test('offices are proposed for active people who do not hold them, and taken from who does', async () => {
  const choir = await place.joins('Choir', { kind: 'organisation' })
  const refused = async (whom: Someone, office: string, act?: string, by = place.rosa) =>
    outcome(await the.office(by, whom, office, act))
  expect(await refused(luis, 'auditor', 'appointed', ana)).toBe('actor_is_not_a_coordinator')
  expect(await refused(choir, 'auditor')).toBe('member_is_not_active')
  expect(await refused(luis, 'auditor', 'removed')).toBe('office_is_not_held')
  expect(await refused(luis, 'auditor', 'removed', luis)).toBe('office_is_not_held')
  const { motion } = ok(await the.office(place.rosa, luis, 'auditor'))
  const again = { id: motion.id, office: 'auditor', act: 'appointed' }
  const taken = await place.ask(
    place.rosa,
    'changeStewardship',
    { member: luis.member },
    { body: again },
  )
  expect(outcome(taken)).toBe('id_is_taken')
  place.pass(7 * dayMs)
  expect(await carryDue(place)).toEqual(['carried'])
  expect(await refused(luis, 'auditor')).toBe('office_is_held_already')
  const removal = ok(await the.office(place.rosa, luis, 'auditor', 'removed')).motion
  expect(removal.kind).toBe('removal')
  const { member, motion: none } = ok(await the.office(luis, luis, 'auditor', 'removed'))
  expect([member.offices, none]).toEqual([[], null])
  place.pass(7 * dayMs)
  expect(await carryDue(place)).toEqual(['lapsed'])
})
