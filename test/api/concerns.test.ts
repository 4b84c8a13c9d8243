import type { OperationName } from '@commonhour/contract'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { openPlace, type Place, type Someone } from '../support/place.ts'
import { type Acts, actsOf, hour, ok, outcome } from './acts.ts'

// Wanting no contact, telling coordinators in confidence, and checks that were seen.

let place: Place
let it: Acts
let ana: Someone
let luis: Someone
let nia: Someone

beforeAll(async () => {
  place = await openPlace()
  it = actsOf(place)
  nia = await place.joins('Nia Okafor')
})
beforeEach(async () => {
  ana = await place.joins('Ana Soler', { contact: { phone: '01 555 0101' } })
  luis = await place.joins('Luis Vidal')
})
afterEach(() => expect(place.errors).toEqual([]))
afterAll(() => place.dispose())

const block = (by: Someone, whom: string) =>
  place.ask(by, 'blockMember', {}, { body: { member: whom } })
const lift = (by: Someone, whom: Someone) => place.ask(by, 'liftBlock', { member: whom.member })
const raise = (by: Someone, about: unknown, more: Record<string, unknown> = {}) =>
  place.ask(
    by,
    'raiseConcern',
    {},
    {
      body: { id: place.id(), about, kind: 'unkind', text: 'It was not nice.', ...more },
    },
  )
const read = (who: Someone, concern: string) => place.ask(who, 'readConcern', { concern })
const resolve = (who: Someone, concern: string) =>
  place.ask(who, 'resolveConcern', { concern }, { body: { outcome: 'talked' } })
const note = (who: Someone, member: string, more: Record<string, unknown> = {}) =>
  place.ask(
    who,
    'noteCheck',
    { member },
    {
      body: { kind: 'driving', untilOn: '2027-03-01', ...more },
    },
  )
/** One more coordinator, appointed as the founding does. */
async function coordinator(name: string): Promise<Someone> {
  const someone = await place.joins(name)
  await place.books.client.execute({
    sql: `INSERT INTO stewardship (seq, at, member, office, act, actor)
      SELECT seq, max(at, ?), ?, 'coordinator', 'appointed', ? FROM next_leaf`,
    args: [BigInt(place.now()), someone.member, `member:${place.rosa.member}`],
  })
  return someone
}

test('between two of whom one blocked the other nothing begins, and the other never learns why', async () => {
  const standing = ok(await it.propose(luis, luis, ana)).id
  expect(ok(await block(ana, luis.member)).members).toEqual([
    { member: luis.member, name: 'Luis Vidal' },
  ])
  const quiet = 'help_cannot_be_agreed_yet'
  expect(outcome(await it.propose(luis, luis, ana))).toBe(quiet)
  const claim = { alreadyDone: true }
  expect(outcome(await it.propose(luis, luis, ana, claim))).toBe(quiet)
  expect(outcome(await it.propose(ana, luis, ana))).toBe('member_is_blocked')
  expect(outcome(await it.accept(ana, standing, {}))).toBe('member_is_blocked')
  ok(await it.decline(ana, standing))
  // Others are not concerned.
  ok(await it.propose(nia, nia, ana))
  ok(await it.propose(luis, luis, nia))
  expect(ok(await place.ask(luis, 'listBlocks', {})).members).toEqual([])
})

test('no words pass between them, and contact details are hidden from the one blocked', async () => {
  const exchange = await it.helped(luis, ana)
  ok(await it.propose(luis, luis, ana).then(({ body }) => it.accept(ana, body.id, {})))
  const seen = async () => ok(await place.ask(luis, 'readMember', { member: ana.member })).contact
  expect(await seen()).toEqual({ phone: '01 555 0101' })
  ok(await block(ana, luis.member))
  expect(await seen()).toBeUndefined()
  const write = (who: Someone) =>
    place.ask(who, 'sendExchangeMessage', { exchange }, { body: { id: place.id(), text: 'Hello' } })
  expect(outcome(await write(luis))).toBe('help_cannot_be_agreed_yet')
  expect(outcome(await write(ana))).toBe('member_is_blocked')
})

test('who wants no contact is shown nothing of the other in lists, search and home; the other sees all', async () => {
  const title = `Mending ${place.id()}`
  await it.publish(luis, { title })
  await it.publish(luis, { title }, 'publishOffer')
  await it.publish(ana, { title: `${title} too` })
  await it.helped(luis, ana)
  const shown = async (who: Someone) => {
    const ask = async (name: OperationName, query = {}) =>
      ok(await place.ask(who, name, {}, { query }))
    const [needs, offers, found, home] = await Promise.all([
      ask('listNeeds'),
      ask('listOffers'),
      ask('search', { q: title.slice(-12) }),
      ask('readHome'),
    ])
    const others = [...needs.items, ...offers.items, ...found.items, ...home.needs]
    const ofOther = others.filter(({ member }: { member: string }) => member !== who.member)
    const met = home.companions.map(({ member }: { member: string }) => member)
    return [...ofOther.map((one: { title: string }) => one.title), ...met]
  }
  const before = await shown(luis)
  expect(await shown(ana)).toEqual(expect.arrayContaining([title, luis.member]))
  ok(await block(ana, luis.member))
  expect(await shown(ana)).not.toEqual(expect.arrayContaining([title]))
  expect(await shown(ana)).not.toContain(luis.member)
  expect(await shown(luis)).toEqual(before)
  expect(await shown(nia)).toEqual(expect.arrayContaining([title]))
  ok(await lift(ana, luis))
  expect(await shown(ana)).toEqual(expect.arrayContaining([title, luis.member]))
})

test('a block is lifted without a trace, and lifting twice or blocking twice is no matter', async () => {
  ok(await block(ana, luis.member))
  ok(await block(ana, luis.member))
  expect(ok(await lift(ana, luis)).members).toEqual([])
  expect(ok(await lift(ana, luis)).members).toEqual([])
  ok(await it.propose(luis, luis, ana))
  const { rows } = await place.books.client.execute({
    sql: 'SELECT count(*) AS count FROM member_block WHERE member = ?',
    args: [ana.member],
  })
  expect(Number(rows[0]?.count)).toBe(0)
  expect(outcome(await block(ana, ana.member))).toBe('parties_are_not_two')
  expect((await block(ana, place.id())).status).toBe(404)
  expect((await place.ask(ana, 'liftBlock', { member: place.id() })).status).toBe(404)
})

test('help that did happen is entered by a coordinator all the same', async () => {
  ok(await block(ana, luis.member))
  const line = {
    ...{ id: place.id(), giver: luis.member, receiver: ana.member, seconds: hour },
    ...{ workedOn: '2026-03-01', title: 'Gardening' },
  }
  const body = { id: place.id(), source: 'phone', lines: [line] }
  expect(ok(await place.ask(place.rosa, 'enterSlips', {}, { body })).lines[0].state).toBe(
    'confirmed',
  )
})

test('a concern is for coordinators it is not about, and who raised it sees what came of it', async () => {
  const { id } = ok(await raise(luis, { member: ana.member }))
  expect((await read(ana, id)).status).toBe(404)
  expect((await read(nia, id)).status).toBe(404)
  expect(ok(await read(luis, id))).toMatchObject({ state: 'open', outcome: null, may: [] })
  expect(ok(await read(place.rosa, id))).toMatchObject({
    by: { name: 'Luis Vidal' },
    about: { name: 'Ana Soler' },
    text: 'It was not nice.',
    may: ['resolution'],
  })
  expect(outcome(await resolve(luis, id))).toBe('actor_is_not_a_coordinator')
  ok(await resolve(place.rosa, id))
  expect(outcome(await resolve(place.rosa, id))).toBe('concern_is_resolved_already')
  expect(ok(await read(luis, id))).toMatchObject({ state: 'resolved', outcome: 'talked' })
  const mine = ok(await place.ask(luis, 'listConcerns', {})).items
  expect(mine.map((one: { id: string }) => one.id)).toEqual([id])
  expect(ok(await place.ask(ana, 'listConcerns', {})).items).toEqual([])
  const { rows } = await place.books.client.execute(
    "SELECT count(*) AS count FROM log WHERE body LIKE '%not nice%'",
  )
  expect(Number(rows[0]?.count)).toBe(0)
})

test('a coordinator it is about learns nothing of it, and who raised it decides nothing', async () => {
  const tom = await coordinator('Tom Byrne')
  const { id } = ok(await raise(luis, { member: tom.member }))
  expect((await read(tom, id)).status).toBe(404)
  expect((await resolve(tom, id)).status).toBe(404)
  const listed = ok(await place.ask(tom, 'listConcerns', {})).items
  expect(listed.map((one: { id: string }) => one.id)).not.toContain(id)
  const own = ok(await raise(tom, { member: ana.member })).id
  expect(outcome(await resolve(tom, own))).toBe('decision_is_in_own_cause')
  expect(ok(await read(tom, own)).may).toEqual([])
})

test('a concern about an exchange is raised by one of its people, and by nobody about themselves', async () => {
  const exchange = await it.helped(luis, ana)
  ok(await raise(ana, { exchange }))
  ok(await raise(ana, null))
  expect((await raise(nia, { exchange })).status).toBe(404)
  expect(outcome(await raise(ana, { member: ana.member }))).toBe('parties_are_not_two')
  expect((await raise(ana, { member: place.id() })).status).toBe(404)
  const id = ok(await raise(ana, null)).id
  expect(outcome(await raise(ana, null, { id }))).toBe('id_is_taken')
})

test('that a check was seen is told to the member and coordinators, and the rest is nowhere', async () => {
  const seen = ok(await note(place.rosa, ana.member))
  expect(seen.items).toMatchObject([
    { kind: 'driving', untilOn: '2027-03-01', isCurrent: true, by: { name: 'Rosa Keane' } },
  ])
  expect(ok(await place.ask(ana, 'listChecks', { member: ana.member }))).toEqual(seen)
  expect((await place.ask(luis, 'listChecks', { member: ana.member })).status).toBe(404)
  expect(outcome(await note(luis, ana.member))).toBe('actor_is_not_a_coordinator')
  expect(outcome(await note(place.rosa, place.rosa.member))).toBe('decision_is_in_own_cause')
  expect(outcome(await note(place.rosa, ana.member, { untilOn: '2026-03-01' }))).toBe(
    'check_has_run_out',
  )
  expect((await note(place.rosa, place.id())).status).toBe(404)
  const { rows } = await place.books.client.execute(
    "SELECT ref FROM log WHERE kind = 'check.seen' ORDER BY seq DESC LIMIT 1",
  )
  expect(rows[0]?.ref).toMatch(/^[0-9a-f]{32}$/)
})
