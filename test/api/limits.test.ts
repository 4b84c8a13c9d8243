import { linesEndingQuery, snapshot } from '@commonhour/ledger'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { carryDue } from '../support/clock.ts'
import { openPlace, type Place, type Someone } from '../support/place.ts'
import { type Acts, actsOf, hour, ok, outcome } from './acts.ts'
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

const lines = async (by: Someone, whom = ana) =>
  place.ask(by, 'listLimits', { member: whom.member })

test('a coordinator lifts a line with a reason until a day, and the member reads both', async () => {
  const { line, motion } = ok(await the.lift(place.rosa, ana, { floorSeconds: -30 * hour }))
  expect(motion).toBeNull()
  expect(line).toMatchObject({
    floorSeconds: -30 * hour,
    until: '2026-09-02T00:00:00.000Z',
    reason: 'illness',
    by: place.rosa.member,
    name: 'Rosa Keane',
  })
  const mine = ok(await lines(ana))
  expect(mine).toMatchObject({ floorSeconds: -30 * hour, charterFloorSeconds: -20 * hour })
  expect(mine.items).toEqual([line])
  expect(outcome(await lines(luis))).toBe('not_found')
  ok(await it.propose(luis, luis, ana, { estimateSeconds: 12 * hour }))
  const { rows } = await place.books.client.execute(
    "SELECT kind FROM outbox WHERE kind = 'limits.changed' AND member IS NOT NULL",
  )
  expect(rows).toHaveLength(1)
})

test('a line has an end, lies below the charter’s, and is given once', async () => {
  const refused = async (more: object) => outcome(await the.lift(place.rosa, ana, more))
  expect(await refused({ until: null })).toBe('line_needs_an_end')
  expect(await refused({ until: '2026-03-01' })).toBe('line_needs_an_end')
  expect(await refused({ until: '2027-03-10' })).toBe('line_needs_an_end')
  expect(await refused({ floorSeconds: -19 * hour })).toBe('line_would_be_tighter')
  expect(await refused({ floorSeconds: -20 * hour, until: null })).toBe('line_stands_already')
  expect(await refused({ floorSeconds: -25 * hour })).toBe(201)
  expect(await refused({ floorSeconds: -25 * hour })).toBe('line_stands_already')
  expect(outcome(await the.lift(ana, luis))).toBe('actor_is_not_a_coordinator')
  expect(outcome(await the.lift(place.rosa, place.rosa))).toBe('decision_is_in_own_cause')
  const applicant = { ...ana, member: place.id() }
  const body = { id: applicant.member, name: 'Eva Lind', termsVersion: 1 }
  ok(await place.ask(place.stranger(), 'applyToJoin', {}, { body }))
  expect(outcome(await the.lift(place.rosa, applicant))).toBe('member_is_not_active')
})

test('a newcomer is welcomed to the members’ line by one coordinator', async () => {
  expect((await it.account(ana)).floorSeconds).toBe(-6 * hour)
  const welcome = { floorSeconds: -20 * hour, reason: 'welcome' }
  expect(ok(await the.lift(place.rosa, ana, welcome)).motion).toBeNull()
  expect((await it.account(ana)).floorSeconds).toBe(-20 * hour)
})

test('a line is taken back to the charter’s at once, and the newcomer’s applies again', async () => {
  ok(await the.lift(place.rosa, ana))
  const ended = ok(
    await the.lift(place.rosa, ana, { floorSeconds: -20 * hour, until: null, reason: 'other' }),
  )
  expect(ended.line).toMatchObject({ reason: 'ended' })
  expect(await it.account(ana)).toMatchObject({ floorSeconds: -6 * hour, floorUntil: null })
})

test('a lift over ten hours, or of a supported member, waits for a second steward', async () => {
  const supported = { floorSeconds: -21 * hour, reason: 'supported' }
  const asked = [{ floorSeconds: -31 * hour }, supported]
  for (const more of asked) {
    const { line, motion } = ok(await the.lift(place.rosa, ana, more))
    expect(line).toBeNull()
    expect(motion).toMatchObject({ kind: 'lift', line: { floorSeconds: more.floorSeconds } })
    ok(await the.withdraw(place.rosa, motion.id))
  }
  // A step at a time is no way round: a lift counts from the charter's number.
  ok(await the.lift(place.rosa, ana, { floorSeconds: -29 * hour }))
  expect(ok(await the.lift(place.rosa, ana, { floorSeconds: -35 * hour })).line).toBeNull()
  expect((await it.account(ana)).floorSeconds).toBe(-29 * hour)
})

test('a large lift is judged afresh when it is carried: its end may have passed', async () => {
  const far = { floorSeconds: -40 * hour, until: '2026-03-05' }
  const { motion } = ok(await the.lift(place.rosa, ana, far))
  place.pass(7 * dayMs)
  expect(await carryDue(place)).toEqual(['lapsed'])
  const { steps } = ok(await the.motion(ana, motion.id))
  expect(steps[0].reason).toBe('line_needs_an_end')
})

test('two coordinators lifting one line at once: both stand in the log, the later one counts', async () => {
  const both = await Promise.all([
    the.lift(place.rosa, ana, { floorSeconds: -22 * hour }),
    the.lift(place.rosa, ana, { floorSeconds: -22 * hour }),
  ])
  expect(both.map(outcome).map(String).toSorted()).toEqual(['201', 'line_stands_already'])
  expect(ok(await lines(ana)).items).toHaveLength(1)
})

test('lines that end within a month are listed for a card, the first to end first', async () => {
  ok(await the.lift(place.rosa, ana, { until: '2026-03-20' }))
  ok(await the.lift(place.rosa, luis, { until: '2026-09-01' }))
  const { ending } = await snapshot(place.books, { ending: linesEndingQuery(place.now(), 10) })
  expect(ending).toMatchObject([{ member: ana.member, name: 'Ana Soler', on: '2026-03-21' }])
})
