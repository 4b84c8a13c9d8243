import { afterEach, beforeEach, expect, test } from 'vitest'
import { carryDue } from '../support/clock.ts'
import { openPlace, type Place, type Said, type Someone } from '../support/place.ts'
import { type Acts, actsOf, hour, ok, outcome } from './acts.ts'
import { dayMs, type StewardActs, stewardActsOf } from './stewards.ts'

let place: Place
let it: Acts
let the: StewardActs
let ana: Someone
let omar: Someone

beforeEach(async () => {
  place = await openPlace()
  it = actsOf(place)
  the = stewardActsOf(place)
  ana = await place.joins('Ana Soler')
  omar = await place.joins('Omar Haddad')
})
afterEach(() => place.dispose())

/** Rosa founded alone: Omar's office is announced for its days, and nobody objects. */
async function appointed(whom: Someone, office: string) {
  const { motion } = ok(await the.office(place.rosa, whom, office))
  if (motion.state === 'waiting') return ok(await the.approve(omar, motion.id))
  place.pass(7 * dayMs)
  expect(await carryDue(place)).toEqual(['carried'])
}
const offices = async (whom: Someone) =>
  ok(await place.ask(place.rosa, 'readMember', { member: whom.member })).offices
const outcomes = (said: Said[]) => said.map(outcome).map(String).toSorted()
const notices = (motion: string) =>
  place.books.client
    .execute({ sql: 'SELECT kind, member FROM outbox WHERE ref = ? ORDER BY id', args: [motion] })
    .then(({ rows }) => rows.map(({ kind, member }) => [kind, member]))
const logged = async () =>
  (
    await place.books.client.execute("SELECT kind FROM log WHERE kind GLOB 'motion.*' ORDER BY seq")
  ).rows.map(({ kind }) => kind)

test('while fewer than two stewards are free, an act is announced to every active member', async () => {
  const { motion } = ok(await the.office(place.rosa, omar, 'coordinator'))
  expect(motion).toMatchObject({ state: 'announced', member: omar.member, office: 'coordinator' })
  expect(await notices(motion.id)).toEqual([
    ['motion.announced', place.rosa.member],
    ['motion.announced', ana.member],
    ['motion.announced', omar.member],
  ])
  place.pass(7 * dayMs - 1)
  expect(await carryDue(place)).toEqual([])
  place.pass(1)
  expect(await carryDue(place)).toEqual(['carried'])
  expect(await carryDue(place)).toEqual([])
  expect(await offices(omar)).toEqual(['coordinator'])
  expect(await logged()).toEqual(['motion.proposed', 'motion.carried'])
})

test('an objection stops what was announced: then two stewards decide, or nobody', async () => {
  const { motion } = ok(await the.office(place.rosa, omar, 'auditor'))
  expect(outcome(await the.object(place.rosa, motion.id))).toBe(201)
  const seen = ok(await the.motion(ana, motion.id))
  expect(seen).toMatchObject({ state: 'objected', may: [] })
  // Who objects is not told to fellow members.
  expect(seen.steps).toMatchObject([{ act: 'objected', by: null, reason: 'too_soon' }])
  expect(outcome(await the.object(ana, motion.id))).toBe('motion_takes_no_objection')
  place.pass(8 * dayMs)
  expect(await carryDue(place)).toEqual([])
  expect(outcome(await the.approve(place.rosa, motion.id))).toBe('second_steward_is_needed')
  place.pass(30 * dayMs)
  expect(await carryDue(place)).toEqual(['lapsed'])
  expect(await offices(omar)).toEqual([])
})

test('who proposed a motion takes it back, nobody else, and then it is decided', async () => {
  const { motion } = ok(await the.office(place.rosa, omar, 'auditor'))
  expect(outcome(await the.withdraw(ana, motion.id))).toBe('actor_is_not_the_proposer')
  expect(ok(await the.withdraw(place.rosa, motion.id))).toMatchObject({ state: 'withdrawn' })
  for (const act of [the.withdraw, the.object]) {
    expect(outcome(await act(place.rosa, motion.id))).toBe('motion_is_decided')
  }
  place.pass(7 * dayMs)
  expect(await carryDue(place)).toEqual([])
  expect(outcome(await the.object(ana, place.id()))).toBe('not_found')
})

test('nobody seconds in their own cause, and what waits takes no objection', async () => {
  await appointed(omar, 'coordinator')
  const eva = await place.joins('Eva Lind')
  await appointed(eva, 'auditor')
  const { motion } = ok(await the.office(place.rosa, omar, 'auditor'))
  expect(motion.state).toBe('waiting')
  expect(outcome(await the.approve(omar, motion.id))).toBe('decision_is_in_own_cause')
  expect(outcome(await the.object(ana, motion.id))).toBe('motion_takes_no_objection')
  expect(ok(await the.motion(eva, motion.id)).may).toEqual(['approval'])
  expect(ok(await the.approve(eva, motion.id)).state).toBe('carried')
  const { items } = ok(await place.ask(ana, 'listMotions', {}, { query: { open: 'true' } }))
  expect(items).toEqual([])
  expect(ok(await place.ask(ana, 'listMotions', {}, { query: { limit: '2' } })).next).toBeTypeOf(
    'string',
  )
})

test('a motion is judged afresh when it is carried: who left meanwhile takes no office', async () => {
  const { motion } = ok(await the.office(place.rosa, omar, 'auditor'))
  ok(await place.ask(omar, 'pauseMember', { member: omar.member }))
  place.pass(7 * dayMs)
  expect(await carryDue(place)).toEqual(['lapsed'])
  const { steps } = ok(await the.motion(ana, motion.id))
  expect(steps).toMatchObject([{ act: 'lapsed', by: null, reason: 'member_is_not_active' }])
})

test.each(['leaves office', 'leaves the community'])(
  'a motion whose proposer %s is seconded by nobody, carried by no time, and runs out with why',
  async (how) => {
    await appointed(omar, 'coordinator')
    const waits = ok(await the.office(omar, ana, 'auditor')).motion
    ok(await place.ask(place.rosa, 'pauseMember', { member: place.rosa.member }))
    const announced = ok(await the.lift(omar, ana, { floorSeconds: -40 * hour })).motion
    ok(await place.ask(place.rosa, 'returnMember', { member: place.rosa.member }))
    expect([waits.state, announced.state]).toEqual(['waiting', 'announced'])
    ok(
      how === 'leaves office'
        ? await the.office(omar, omar, 'coordinator', 'removed')
        : await place.ask(omar, 'departMember', omar as never, { body: { reason: 'moved' } }),
    )
    expect(outcome(await the.approve(place.rosa, waits.id))).toBe('proposer_left_office')
    expect(ok(await the.motion(place.rosa, waits.id)).may).toEqual([])
    expect(await carryDue(place)).toEqual(['lapsed', 'lapsed'])
    for (const { id } of [waits, announced]) {
      const { steps } = ok(await the.motion(place.rosa, id))
      expect(steps).toMatchObject([{ act: 'lapsed', by: null, reason: 'proposer_left_office' }])
    }
    place.pass(7 * dayMs)
    expect(await carryDue(place)).toEqual([])
    expect(await offices(ana)).toEqual([])
    expect((await it.account(ana)).floorSeconds).toBeGreaterThan(-40 * hour)
    // Rosa may propose it herself.
    ok(await the.office(place.rosa, ana, 'auditor'))
  },
)

test('a steward who may act for the member it is about is not free: it is announced', async () => {
  await appointed(omar, 'auditor')
  const may = { id: place.id(), delegate: omar.member, scope: 'see', untilOn: '2026-06-30' }
  ok(await place.ask(ana, 'offerDelegation', { member: ana.member }, { body: may }))
  const lift = async () => ok(await the.lift(place.rosa, ana, { floorSeconds: -40 * hour })).motion
  const before = await lift()
  expect(before.state).toBe('waiting')
  ok(await the.withdraw(place.rosa, before.id))
  ok(await place.ask(omar, 'acceptDelegation', { delegation: may.id }))
  const { id, state } = await lift()
  expect(state).toBe('announced')
  // Who counts as free, and whom the rule of one's own cause refuses, are the same people.
  expect(outcome(await the.approve(omar, id))).toBe('decision_is_in_own_cause')
  ok(await the.withdraw(place.rosa, id))
  // About anyone else Omar is free.
  const eva = await place.joins('Eva Lind')
  expect(ok(await the.lift(place.rosa, eva, { floorSeconds: -40 * hour })).motion.state).toBe(
    'waiting',
  )
  ok(await place.ask(omar, 'withdrawDelegation', { delegation: may.id }))
  expect((await lift()).state).toBe('waiting')
})

test('a motion that waited a month has run out', async () => {
  await appointed(omar, 'auditor')
  const { motion } = ok(await the.office(place.rosa, ana, 'auditor'))
  place.pass(30 * dayMs)
  expect(outcome(await the.approve(omar, motion.id))).toBe('motion_is_decided')
  expect(await carryDue(place)).toEqual(['lapsed'])
  expect(ok(await the.motion(ana, motion.id)).steps).toMatchObject([{ reason: null }])
})

test('of two who second at once one carries it, and it is done once', async () => {
  await appointed(omar, 'auditor')
  const eva = await place.joins('Eva Lind')
  await appointed(eva, 'auditor')
  const { motion } = ok(await the.office(place.rosa, ana, 'auditor'))
  const both = await Promise.all([the.approve(omar, motion.id), the.approve(eva, motion.id)])
  expect(outcomes(both)).toEqual(['201', 'motion_is_decided'])
  expect(await offices(ana)).toEqual(['auditor'])
})

test('of a second, a withdrawal and an objection at once, one stands and the losers are told', async () => {
  await appointed(omar, 'auditor')
  const { motion } = ok(await the.office(place.rosa, ana, 'auditor'))
  const both = await Promise.all([
    the.approve(omar, motion.id),
    the.withdraw(place.rosa, motion.id),
  ])
  expect(outcomes(both)).toEqual(['201', 'motion_is_decided'])
  const { state } = ok(await the.motion(ana, motion.id))
  expect(await offices(ana)).toEqual(state === 'carried' ? ['auditor'] : [])
})

test('time and an objection at once: whichever comes first stands', async () => {
  const { motion } = ok(await the.office(place.rosa, omar, 'auditor'))
  place.pass(7 * dayMs - 1)
  const objecting = the.object(ana, motion.id)
  place.pass(1)
  const [objected, carried] = await Promise.all([objecting, carryDue(place)])
  const { state } = ok(await the.motion(ana, motion.id))
  expect(['carried', 'objected']).toContain(state)
  if (state === 'carried') expect(outcome(objected)).not.toBe(201)
  else expect(carried).not.toContain('carried')
  expect(await offices(omar)).toEqual(state === 'carried' ? ['auditor'] : [])
})

test('a lift is the business of its member and the stewards; announced, all read it without whom', async () => {
  const announced = ok(await the.lift(place.rosa, ana, { floorSeconds: -40 * hour })).motion
  expect(announced).toMatchObject({ kind: 'lift', member: ana.member, state: 'announced' })
  const seen = ok(await the.motion(omar, announced.id))
  expect(seen).toMatchObject({ member: null, line: { floorSeconds: -40 * hour } })
  expect(JSON.stringify(seen)).not.toContain('Ana')
  expect(ok(await the.motion(ana, announced.id)).member).toBe(ana.member)
  ok(await the.withdraw(place.rosa, announced.id))
  await appointed(omar, 'auditor')
  const waiting = ok(await the.lift(place.rosa, ana, { floorSeconds: -40 * hour })).motion
  const nia = await place.joins('Nia Okafor')
  expect(outcome(await the.motion(nia, waiting.id))).toBe('not_found')
  expect(ok(await place.ask(nia, 'listMotions', {})).items).not.toContainEqual(
    expect.objectContaining({ id: waiting.id }),
  )
  expect(ok(await the.approve(omar, waiting.id)).state).toBe('carried')
  expect((await it.account(ana)).floorSeconds).toBe(-40 * hour)
})
