import { accountQuery, snapshot } from '@commonhour/ledger'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPlace, type Place, type Someone } from '../support/place.ts'
import { type Acts, actsOf, hour, ok, outcome, today } from './acts.ts'
import { handOver } from './handingOver.ts'

let place: Place
let it: Acts
let luis: Someone

beforeAll(async () => {
  place = await openPlace()
  it = actsOf(place)
  luis = await place.joins('Luis Vidal')
})
afterAll(() => place.dispose())

const leave = (who: Someone, member: Someone, body: Record<string, unknown>) =>
  place.ask(who, 'departMember', { member: member.member }, { body })
const helper = async (name: string, hours = 2) => {
  const someone = await place.joins(name)
  await it.helped(someone, await place.joins(`Neighbour of ${name}`), hours * hour)
  return someone
}
const standing = async (account: string) => {
  const { line } = await snapshot(place.books, { line: accountQuery(account, place.now()) })
  return { status: line?.status, seconds: line?.balanceSeconds }
}

test('who leaves names whom their hours go to, and the account closes at once', async () => {
  const ana = await helper('Ana Soler')
  const before = await it.account(luis)
  const left = ok(await leave(ana, ana, { reason: 'moved', handTo: { member: luis.member } }))
  expect(left).toMatchObject({ reason: 'moved', isClosed: true })
  expect(await standing(ana.account)).toEqual({ status: 'closed', seconds: 0 })
  expect((await it.account(luis)).balanceSeconds).toBe(before.balanceSeconds + 2 * hour)
  expect(outcome(await leave(ana, ana, { reason: 'leaves' }))).toBe('member_has_departed')
  // Fellow members see neither them nor how they stood.
  expect(outcome(await place.ask(luis, 'readMember', { member: ana.member }))).toBe('not_found')
  expect(outcome(await place.ask(luis, 'readAccount', { account: ana.account }))).toBe('not_found')
})

test('a standing below zero stays on the closed account', async () => {
  const ana = await place.joins('Ana below')
  await it.helped(luis, ana, 2 * hour)
  expect(ok(await leave(ana, ana, { reason: 'leaves' })).isClosed).toBe(true)
  expect(await standing(ana.account)).toEqual({ status: 'closed', seconds: -2 * hour })
  expect(await it.proof()).toMatchObject({ balanceSumSeconds: 0 })
})

test('only a coordinator who takes no part enters a death, and nobody leaves for another', async () => {
  const ana = await helper('Ana late')
  expect(outcome(await leave(luis, ana, { reason: 'died' }))).toBe('actor_is_not_a_coordinator')
  expect(outcome(await leave(place.rosa, ana, { reason: 'moved' }))).toBe(
    'departure_reason_does_not_fit',
  )
  expect(outcome(await leave(ana, ana, { reason: 'died' }))).toBe('departure_reason_does_not_fit')
  const toRosa = { reason: 'died', handTo: { member: place.rosa.member } }
  expect(outcome(await leave(place.rosa, ana, toRosa))).toBe('decision_is_in_own_cause')
  const toNobody = { reason: 'died', handTo: { pool: luis.account } }
  ok(await leave(place.rosa, ana, { reason: 'died', handTo: { pool: place.pool } }))
  expect(await standing(ana.account)).toEqual({ status: 'closed', seconds: 0 })
  expect(toNobody.reason).toBe('died')
})

test('hours go to an open pool or an active member, and never back to oneself', async () => {
  const ana = await helper('Ana choosing')
  const to = (handTo: unknown) => leave(ana, ana, { reason: 'leaves', handTo })
  expect(outcome(await to({ member: ana.member }))).toBe('hours_cannot_go_there')
  expect(outcome(await to({ member: place.id() }))).toBe('hours_cannot_go_there')
  ok(await to({ pool: place.pool }))
})

test('the last coordinator stays until another is there', async () => {
  expect(outcome(await leave(place.rosa, place.rosa, { reason: 'leaves' }))).toBe(
    'coordinator_is_the_last',
  )
})

test('proposals and agreements end and hours return; what is done goes on', async () => {
  const ana = await helper('Ana busy')
  const proposed = ok(await it.propose(luis, luis, ana)).id
  const own = ok(await it.propose(ana, ana, luis)).id
  const agreed = await it.agreed(ana, luis)
  const done = await it.done(ana, luis)
  const claimed = ok(await it.propose(ana, ana, luis, { alreadyDone: true })).id
  const need = await it.publish(ana)
  const { isClosed } = ok(await leave(ana, ana, { reason: 'moved', handTo: { pool: place.pool } }))
  expect(isClosed).toBe(false)
  const state = async (exchange: string) => ok(await it.read(luis, exchange)).state
  expect(await Promise.all([proposed, own, agreed, done, claimed].map(state))).toEqual([
    'declined',
    'cancelled',
    'cancelled',
    'done',
    'done',
  ])
  expect((await it.account(luis)).heldOutSeconds).toBe(hour)
  expect(ok(await place.ask(luis, 'readNeed', { need })).state).toBe('withdrawn')
  // Help given before is still booked: from what was set aside, and what was only said.
  ok(await it.confirm(luis, done, { seconds: hour }))
  expect(await handOver(place)).toBe(0)
  ok(await it.confirm(luis, claimed, { seconds: hour }))
  expect(await standing(ana.account)).toEqual({ status: 'frozen', seconds: 4 * hour })
  expect(await handOver(place)).toBe(1)
  expect(await standing(ana.account)).toEqual({ status: 'closed', seconds: 0 })
  expect(outcome(await it.complete(ana, agreed, { seconds: hour, workedOn: today }))).not.toBe(201)
})

test('hours that nobody was named for go to the pool after the days of the charter', async () => {
  const ana = await helper('Ana silent', 3)
  expect(ok(await leave(ana, ana, { reason: 'leaves' })).isClosed).toBe(false)
  const pool = (await standing(place.pool)).seconds ?? 0
  it.days(89)
  expect(await handOver(place)).toBe(0)
  it.days(1)
  expect(await handOver(place)).toBe(1)
  expect(await handOver(place)).toBe(0)
  expect(await standing(ana.account)).toEqual({ status: 'closed', seconds: 0 })
  expect((await standing(place.pool)).seconds).toBe(pool + 3 * hour)
})

test('twice at once, someone leaves once', async () => {
  const ana = await helper('Ana twice')
  const sent = await Promise.all([
    leave(ana, ana, { reason: 'leaves', handTo: { pool: place.pool } }),
    leave(ana, ana, { reason: 'moved', handTo: { pool: place.pool } }),
  ])
  expect(sent.map(outcome).sort()).toEqual([201, 'member_has_departed'])
})

test('the books are whole', async () => {
  expect(await it.proof()).toMatchObject({ balanceSumSeconds: 0, heldSeconds: 0 })
  expect(place.errors).toEqual([])
})
