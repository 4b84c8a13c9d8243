import { coordinatorsQuery, snapshot, stewardsQuery } from '@commonhour/ledger'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openPlace, type Place, type Someone } from '../support/place.ts'
import { type Acts, actsOf, ok, outcome } from './acts.ts'
import { dayMs, stewardActsOf } from './stewards.ts'

// A steward says whom they live with: it binds both of them, and both are told so.

let place: Place
let it: Acts
let luis: Someone
let nia: Someone
let omar: Someone

beforeAll(async () => {
  place = await openPlace()
  it = actsOf(place)
  luis = await place.joins('Luis Vidal')
  nia = await place.joins('Nia Okafor')
  omar = await place.joins('Omar Haddad')
  const { rosa } = place
  await place.books.client.execute({
    sql: `INSERT INTO stewardship (seq, at, member, office, act, actor)
      SELECT seq, max(at, ?), ?, 'coordinator', 'appointed', ? FROM next_leaf`,
    args: [BigInt(place.now()), omar.member, `member:${rosa.member}`],
  })
})
afterEach(() => expect(place.errors).toEqual([]))
afterAll(() => place.dispose())

const declare = (who: Someone, of: Someone, act = 'declared') =>
  place.ask(who, 'declareHousehold', {}, { body: { member: of.member, act } })
const reversing = async (who: Someone, whom: Someone) =>
  outcome(await it.reverse(who, await it.helped(luis, whom)))
/** Whom the steward speaks for, as motions, and as cards see it. */
async function causesOf({ member }: Someone) {
  const asked = { stewards: stewardsQuery(), coordinators: coordinatorsQuery }
  const { coordinators, stewards } = await snapshot(place.books, asked)
  return [stewards, coordinators].map((all) => all.find((one) => one.member === member)?.speaksFor)
}

test('whom a steward lives with decides nothing of theirs, though they never said so', async () => {
  expect(await reversing(omar, place.rosa)).toBe(201)
  const said = ok(await declare(place.rosa, omar))
  expect(said).toEqual({ members: [{ member: omar.member, name: 'Omar Haddad' }], saidBy: [] })
  expect(await reversing(omar, place.rosa)).toBe('decision_is_in_own_cause')
  expect(await reversing(place.rosa, omar)).toBe('decision_is_in_own_cause')
  for (const [one, other] of [
    [place.rosa, omar],
    [omar, place.rosa],
  ] as const) {
    for (const causes of await causesOf(one)) {
      expect(causes?.toSorted()).toEqual([one.member, other.member].toSorted())
    }
  }
  // Nobody else is concerned.
  expect(await reversing(omar, nia)).toBe(201)
  expect(await reversing(place.rosa, nia)).toBe(201)
})

test('they are told, and can read who said so', async () => {
  const read = ok(await place.ask(omar, 'readHousehold', {}))
  expect(read).toEqual({
    members: [],
    saidBy: [{ member: place.rosa.member, name: 'Rosa Keane' }],
  })
  const { rows } = await place.books.client.execute({
    sql: `SELECT kind FROM outbox WHERE kind GLOB 'household.*' AND member = ?`,
    args: [omar.member],
  })
  expect(rows.map(({ kind }) => kind)).toEqual(['household.declared'])
})

test('neither of them seconds what the other proposed', async () => {
  const acts = stewardActsOf(place)
  const { motion } = ok(await acts.office(place.rosa, nia, 'auditor'))
  // No second steward is free: it is announced to all members.
  expect(motion.state).toBe('announced')
  expect(outcome(await acts.approve(omar, motion.id))).toBe('second_steward_is_needed')
  ok(await acts.withdraw(place.rosa, motion.id))
})

test('it ends for both when who said it ends it, unless the other says it too', async () => {
  ok(await declare(omar, place.rosa))
  ok(await declare(place.rosa, omar, 'ended'))
  expect(await reversing(omar, place.rosa)).toBe('decision_is_in_own_cause')
  expect(await reversing(place.rosa, omar)).toBe('decision_is_in_own_cause')
  ok(await declare(omar, place.rosa, 'ended'))
  expect(await reversing(omar, place.rosa)).toBe(201)
  expect(await reversing(place.rosa, omar)).toBe(201)
})

test('whoever may act for another decides nothing of theirs, as motions and cards see it', async () => {
  const body = { id: place.id(), delegate: omar.member, scope: 'see', untilOn: '2026-03-10' }
  ok(await place.ask(nia, 'offerDelegation', { member: nia.member }, { body }))
  ok(await place.ask(omar, 'acceptDelegation', { delegation: body.id }))
  for (const causes of await causesOf(omar)) expect(causes).toContain(nia.member)
  // Until it has ended: the next leaf is written after its last day.
  place.pass(30 * dayMs)
  await it.publish(luis)
  ok(await declare(place.rosa, luis))
  for (const causes of await causesOf(omar)) expect(causes).not.toContain(nia.member)
})
