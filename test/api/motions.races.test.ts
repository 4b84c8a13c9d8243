import { afterEach, beforeEach, expect, test } from 'vitest'
import { motionsDue } from '../../workers/courier/due/motions.ts'
import { carryDue } from '../support/clock.ts'
import { openPlace, type Place, type Said, type Someone } from '../support/place.ts'
import { type Acts, actsOf, hour, ok, outcome } from './acts.ts'
import { whileIn } from './race.ts'
import { dayMs, type StewardActs, stewardActsOf } from './stewards.ts'

// Two stewards, or a steward and time, at one moment: both have looked before either writes.

let place: Place
let it: Acts
let the: StewardActs
let ana: Someone
let luis: Someone
let omar: Someone
let eva: Someone

beforeEach(async () => {
  place = await openPlace()
  it = actsOf(place)
  the = stewardActsOf(place)
  ana = await place.joins('Ana Soler')
  luis = await place.joins('Luis Vidal')
  omar = await place.joins('Omar Haddad')
  eva = await place.joins('Eva Lind')
  ok(await the.office(place.rosa, omar, 'coordinator'))
  place.pass(7 * dayMs)
  await carryDue(place)
  const { motion } = ok(await the.office(place.rosa, eva, 'auditor'))
  ok(await the.approve(omar, motion.id))
})
afterEach(async () => {
  expect((await it.proof()).balanceSumSeconds).toBe(0)
  expect(place.errors).toEqual([])
  await place.dispose()
})

const whileAsking = async (ask: () => Promise<Said>, happens: () => Promise<Said>) => {
  let other: Said | undefined
  const said = (await whileIn(place)(ask, async () => {
    other = await happens()
  })) as Said
  return { said, other: other as Said }
}
const open = async () =>
  ok(await place.ask(place.rosa, 'listMotions', {}, { query: { open: 'true' } })).items
const clock = async (now = place.now()) => {
  return motionsDue.run(place.books, { now, today: new Date(now).toISOString().slice(0, 10) }, 50)
}

/** What two coordinators may both think of at one moment. */
const doubles: Record<string, () => Promise<(by: Someone) => Promise<Said>>> = {
  reversal: async () => {
    const exchange = await it.helped(luis, ana)
    place.pass(31 * dayMs)
    return (by) => it.reverse(by, exchange)
  },
  grant: async () => {
    await it.helped(luis, ana, 6 * hour)
    ok(await it.gift(luis, place.pool, 6 * hour))
    const applying = { id: place.id(), seconds: 5 * hour, reason: 'hours_ran_out' }
    ok(await place.ask(ana, 'applyToPool', { pool: place.pool }, { body: applying }))
    const at = { pool: place.pool, application: applying.id }
    const body = { answer: 'grant', reason: 'talked_first' }
    return (by) => place.ask(by, 'answerApplication', at, { body })
  },
  lift: async () => (by) => the.lift(by, ana, { floorSeconds: -40 * hour }),
  appointment: async () => (by) => the.office(by, luis, 'auditor'),
  removal: async () => (by) => the.office(by, eva, 'auditor', 'removed'),
}

test.each(Object.keys(doubles))(
  'two coordinators propose the same %s at once: one motion waits, and the other hears where',
  async (kind) => {
    const ask = (await doubles[kind]?.()) as (by: Someone) => Promise<Said>
    const { other, said } = await whileAsking(
      () => ask(omar),
      () => ask(place.rosa),
    )
    expect(outcome(other)).toBeLessThan(300)
    const [motion, ...more] = await open()
    expect([motion, more]).toMatchObject([{ kind, proposedBy: place.rosa.member }, []])
    expect(outcome(said)).toBe('motion_is_waiting')
    expect(said.body.motion).toBe(motion.id)
    // Once the first is taken back there is room for another.
    ok(await the.withdraw(place.rosa, motion.id))
    ok(await ask(omar))
    expect(await open()).toMatchObject([{ kind, proposedBy: omar.member }])
  },
)

test('another office of the same member, and another text of the charter, wait beside the first', async () => {
  ok(await the.office(place.rosa, luis, 'auditor'))
  expect(outcome(await the.office(omar, luis, 'auditor'))).toBe('motion_is_waiting')
  ok(await the.office(omar, luis, 'coordinator'))
  ok(await the.amend(place.rosa, { quantumSeconds: 1800 }))
  ok(await the.amend(omar, { quantumSeconds: 3600 }))
  expect(await open()).toHaveLength(4)
})

/** Omar and Eva rest while Rosa proposes, so that it is announced to all. */
async function announced() {
  for (const one of [omar, eva]) ok(await place.ask(one, 'pauseMember', { member: one.member }))
  const { motion } = ok(await the.office(place.rosa, luis, 'auditor'))
  expect(motion.state).toBe('announced')
  for (const one of [omar, eva]) ok(await place.ask(one, 'returnMember', { member: one.member }))
  return motion.id as string
}
const offices = async (whom: Someone) =>
  ok(await place.ask(place.rosa, 'readMember', { member: whom.member })).offices

test('a member objects while another steward seconds: what was carried takes no objection', async () => {
  const motion = await announced()
  const { other, said } = await whileAsking(
    () => the.object(ana, motion),
    () => the.approve(eva, motion),
  )
  expect([outcome(other), outcome(said)]).toEqual([201, 'motion_is_decided'])
  expect(ok(await the.motion(ana, motion)).steps).toMatchObject([
    { act: 'seconded' },
    { act: 'carried' },
  ])
  expect(await offices(luis)).toEqual(['auditor'])
})

test('another steward seconds while a member objects: both are heard, and two stewards decide', async () => {
  const motion = await announced()
  const { other, said } = await whileAsking(
    () => the.approve(eva, motion),
    () => the.object(ana, motion),
  )
  expect([outcome(other), outcome(said)]).toEqual([201, 201])
  expect(ok(await the.motion(ana, motion)).steps).toMatchObject([
    { act: 'objected' },
    { act: 'seconded' },
    { act: 'carried' },
  ])
  expect(await offices(luis)).toEqual(['auditor'])
})

test('time comes to carry while a member objects: it carries nothing', async () => {
  const motion = await announced()
  place.pass(7 * dayMs - 1)
  // The courier's own clock is a moment ahead, and it has looked before the objection stands.
  const carrying = await whileIn(place)(
    () => clock(place.now() + 1),
    async () => ok(await the.object(ana, motion)),
  )
  expect(carrying).toEqual({ done: 0, refused: 1, troubled: 0 })
  expect(await offices(luis)).toEqual([])
})

test('time carries while another steward seconds: it is done once', async () => {
  const motion = await announced()
  place.pass(7 * dayMs)
  const { other, said } = await whileAsking(
    () => the.approve(eva, motion),
    async () => ({ body: await clock(), status: 200, headers: new Headers() }) as Said,
  )
  expect(other.body).toEqual({ done: 1, refused: 0, troubled: 0 })
  expect(outcome(said)).toBe('motion_is_decided')
  expect(await offices(luis)).toEqual(['auditor'])
})

test('who proposed it leaves office while another seconds: nothing is carried', async () => {
  const { motion } = ok(await the.office(omar, luis, 'auditor'))
  const { said } = await whileAsking(
    () => the.approve(eva, motion.id),
    () => the.office(omar, omar, 'coordinator', 'removed'),
  )
  expect(outcome(said)).toBe('proposer_left_office')
  expect(await offices(luis)).toEqual([])
})
