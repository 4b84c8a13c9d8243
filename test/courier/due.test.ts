import { isoWeekOf } from '@commonhour/domain'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { actsOf, ok } from '../api/acts.ts'
import type { Someone } from '../support/place.ts'
import { openWorld, type World } from './world.ts'

const dayMs = 86_400_000
let world: World
let ana: Someone
let luis: Someone
beforeEach(async () => {
  world = await openWorld()
  ana = await world.joins('Ana')
  luis = await world.joins('Luis')
  await world.courier().round()
  world.taken.length = 0
})
afterEach(() => world.place.dispose())

const subjects = (name: string) => world.mailTo(name).map(({ subject }) => subject)

test('a need that nears its last day is told once, ends after it, and is then closed', async () => {
  const { place } = world
  const id = place.id()
  const body = { id, title: 'Bread', category: 'transport', expiresOn: '2026-03-20' }
  expect((await place.ask(ana, 'publishNeed', {}, { body })).status).toBe(201)
  await world.courier().round()
  expect(subjects('Ana')).toEqual([])
  place.pass(11 * dayMs)
  await Promise.all([world.courier().round(), world.courier().round()])
  await world.courier().round()
  expect(subjects('Ana')).toEqual(['“Bread” ends on 20 March 2026'])
  place.pass(7 * dayMs)
  await world.courier().round()
  expect((await place.ask(ana, 'readNeed', { need: id })).body.state).toBe('open')
  place.pass(dayMs)
  await Promise.all([world.courier().round(), world.courier().round()])
  const [row] = await world.rows('SELECT state FROM need')
  expect(row).toEqual({ state: 'expired' })
  expect(subjects('Ana').slice(1)).toEqual(['“Bread” has ended'])
})

test('an answer to a need that ended is let go with thanks', async () => {
  const { place } = world
  const need = place.id()
  const body = { id: need, title: 'Bread', category: 'transport', expiresOn: '2026-03-04' }
  await place.ask(ana, 'publishNeed', {}, { body })
  const proposal = {
    ...{ id: place.id(), giver: luis.member, receivers: [ana.member], about: { need } },
    ...{ title: 'Bread', estimateSeconds: 3600 },
  }
  const asked = await place.ask(luis, 'proposeExchange', {}, { body: proposal })
  expect(asked.status).toBe(201)
  place.pass(4 * dayMs)
  await world.courier().round()
  await world.courier().round()
  const states = await world.rows('SELECT state FROM exchange_state')
  expect(states).not.toContainEqual({ state: 'proposed' })
  const [last] = await world.rows('SELECT actor FROM exchange_state')
  expect(last).toEqual({ actor: 'clock' })
})

test('who chose it has one digest a week, with what suits them and nobody’s standing', async () => {
  const { place } = world
  const { client } = place.books
  const choose = "INSERT INTO member_choice (member, choice, value) VALUES (?, 'digest', 'weekly')"
  await client.execute({ sql: choose, args: [ana.member] })
  const need = (title: string, more = {}) =>
    place.ask(
      luis,
      'publishNeed',
      {},
      { body: { id: place.id(), title, category: 'transport', ...more } },
    )
  await need('A lift to the clinic')
  await need('Un paseo', { language: 'es' })
  await Promise.all([world.courier().round(), world.courier().round()])
  await world.courier().round()
  expect(subjects('Ana')).toEqual(['This week in Riverside Time Bank'])
  expect(subjects('Luis')).toEqual([])
  const [mail] = world.mailTo('Ana')
  expect(mail?.text).toContain('A lift to the clinic (Luis)')
  expect(mail?.text).not.toContain('Un paseo')
  place.pass(7 * dayMs)
  await world.courier().round()
  expect(subjects('Ana')).toHaveLength(2)
  expect(world.mailTo('Ana')[1]?.text).toContain('Nobody asked for anything new')
})

test('weeks are those of ISO 8601', () => {
  const known = {
    '2026-11-24': '2026-W48',
    '2025-12-29': '2026-W01',
    '2027-01-03': '2026-W53',
    '2024-12-31': '2025-W01',
    '2021-01-01': '2020-W53',
    '2028-02-29': '2028-W09',
  }
  for (const [day, week] of Object.entries(known)) expect(isoWeekOf(day)).toBe(week)
})

/** A step of the pool's account, as two stewards would have it. */
const poolIs = (act: 'frozen' | 'thawed') =>
  world.place.books.client.execute({
    sql: `INSERT INTO account_step (seq, at, account, act, actor)
      SELECT seq, max(at, ?), ?, ?, ? FROM next_leaf`,
    args: [BigInt(world.place.now()), world.place.pool, act, `member:${world.place.rosa.member}`],
  })

test('sixty that are refused do not stop the one behind them', { timeout: 60_000 }, async () => {
  const { place } = world
  const it = actsOf(place)
  const choir = await place.joins('Choir', { kind: 'organisation' })
  const leave = async (leaver: Someone, more = {}) => {
    const body = { reason: 'moved', ...more }
    const left = await place.ask(leaver, 'departMember', { member: leaver.member }, { body })
    expect(left.body).toMatchObject({ isClosed: false })
  }
  for (let number = 1; number <= 60; number++) {
    const leaver = await place.joins(`Leaver ${number}`)
    await it.helped(leaver, choir, 900)
    await leave(leaver)
  }
  // Only the last named somebody; their help was still to be confirmed when they left.
  const last = await place.joins('The last')
  const exchange = await it.done(last, choir, 900)
  await leave(last, { handTo: { member: luis.member } })
  ok(await it.confirm(choir, exchange, { seconds: 900 }))
  await poolIs('frozen')
  place.pass(91 * dayMs)
  expect(await world.courier().round()).toMatchObject({ departure: 1, refused: 60 })
  const status = 'SELECT status FROM account WHERE id = ?'
  expect(await world.rows(status, last.account)).toEqual([{ status: 'closed' }])
  expect(await it.account(luis)).toMatchObject({ balanceSeconds: 900 })
  // The others are looked at again in every round, until somebody may take their hours.
  await poolIs('thawed')
  expect(await world.courier().round()).toMatchObject({ departure: 50 })
  expect(await world.courier().round()).toMatchObject({ departure: 10 })
  expect((await it.proof()).balanceSumSeconds).toBe(0)
})

test('keys of writes are forgotten after ninety days, and not before', async () => {
  const old = Date.now() - 91 * dayMs
  const { client } = world.place.books
  const put = (key: string, at: number) =>
    client.execute({
      sql: `INSERT INTO idempotency (principal, key, fingerprint, ref, step, seq, at)
        VALUES ('p', ?, 'f', 'r', NULL, 1, ?)`,
      args: [key, BigInt(at)],
    })
  await put('old', old)
  await put('new', Date.now())
  await world.courier().round()
  const keys = (await world.rows("SELECT key FROM idempotency WHERE principal = 'p'")).map(
    ({ key }) => key,
  )
  expect(keys).toEqual(['new'])
})
