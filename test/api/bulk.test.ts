import { afterEach, beforeEach, expect, test } from 'vitest'
import { base } from '../support/asking.ts'
import { openPlace, type Place, type Said, type Someone } from '../support/place.ts'
import { type Acts, actsOf, hour, ok, outcome, quarter } from './acts.ts'
import { raceIn, whileIn } from './race.ts'

let place: Place
let it: Acts
let ana: Someone
let luis: Someone
let nia: Someone
/** Organisations that let the library's app book for them. */
let choir: Someone
let library: string

interface Row {
  readonly id: string
  readonly [more: string]: unknown
}
const row = (to: Someone, more: Record<string, unknown> = {}): Row => ({
  ...{ id: place.id(), purpose: 'help', fromAccount: choir.account, toAccount: to.account },
  ...{ seconds: hour, workedOn: '2026-03-01', ...more },
})
const bulk = (transfers: readonly unknown[], ask = {}): Promise<Said> =>
  place.ask(`app:${library}`, 'bookTransfers', {}, { body: { transfers }, ...ask })
const gifts = (from: Someone, ...seconds: number[]): Promise<Said> => {
  const gift = { purpose: 'gift', fromAccount: from.account, toAccount: nia.account }
  const transfers = seconds.map((one) => ({ id: place.id(), seconds: one, ...gift }))
  return place.ask(from, 'bookTransfers', {}, { body: { transfers } })
}
const grant = (who: Someone, dailyCapSeconds: number) =>
  place.ask(who, 'grantApp', { account: who.account }, { body: { app: library, dailyCapSeconds } })
const withdraw = () => place.ask(place.rosa, 'withdrawApp', { app: library })
const transfers = async () => (await it.proof()).transfers
const named = ({ body }: Said) =>
  (body.fields ?? []).map(
    ({ pointer, received }: { pointer: string; received: string }) => `${pointer} ${received}`,
  )
const standing = async (who: Someone) => (await it.account(who)).balanceSeconds

beforeEach(async () => {
  place = await openPlace()
  it = actsOf(place)
  ana = await place.joins('Ana Soler')
  luis = await place.joins('Luis Vidal')
  nia = await place.joins('Nia Okafor')
  choir = await place.joins('Riverside Choir', { kind: 'organisation' })
  library = place.id()
  ok(await place.ask(place.rosa, 'admitApp', { app: library }, { body: { name: 'Library' } }))
  ok(await grant(choir, 200 * hour))
})
afterEach(async () => {
  expect((await it.proof()).balanceSumSeconds).toBe(0)
  expect(place.errors).toEqual([])
  await place.dispose()
})

test('an app books a day’s list at once; everyone finds their row', async () => {
  const rows = [row(ana, { memo: 'Story hour' }), row(luis, { seconds: 2 * hour }), row(ana)]
  const booked = ok(await bulk(rows)).transfers
  expect(booked).toMatchObject(rows)
  expect(booked.map(({ by }: { by: string }) => by)).toEqual([library, library, library])
  expect([await standing(choir), await standing(ana), await standing(luis)]).toEqual([
    -4 * hour,
    2 * hour,
    2 * hour,
  ])
  const listed = ok(await place.ask(`app:${library}`, 'listTransfers', {})).items
  expect(listed).toEqual([...booked].reverse())
  const told = await place.books.client.execute(
    "SELECT ref, member FROM outbox WHERE kind = 'transfer.help' ORDER BY id",
  )
  expect(told.rows.map(({ member, ref }) => [ref, member])).toEqual(
    rows.map((one, i) => [one.id, [ana, luis, ana][i]?.member]),
  )
  // In the log they stand together, as one act.
  const { rows: groups } = await place.books.client.execute(
    'SELECT groupId, count(*) AS count FROM transfer WHERE groupId IS NOT NULL GROUP BY groupId',
  )
  expect(groups.map(({ count }) => Number(count))).toEqual([3])
})

test('a hundred rows at once, and not one more', async () => {
  const before = await transfers()
  const rows = Array.from({ length: 100 }, () => row(luis, { seconds: quarter }))
  ok(await bulk(rows))
  expect((await transfers()) - before).toBe(100)
  expect(await standing(luis)).toBe(100 * quarter)
  expect(outcome(await bulk([...rows, row(luis)]))).toBe('request_is_malformed')
  expect(outcome(await bulk([]))).toBe('request_is_malformed')
  const path = `/v1/communities/${place.community}/transfers/bulk`
  expect((await place.api.fetch(new Request(`${base}${path}`))).status).toBe(405)
})

test('one bad row, and none is booked; each bad one is named with its place', async () => {
  const before = await transfers()
  const twice = row(luis)
  const stands = ok(await it.gift(await rich(), ana.account, quarter)).id
  const said = await bulk([
    row(luis),
    row(luis, { seconds: 1000 }),
    row(luis, { purpose: 'gift' }),
    row(choir),
    row(luis, { workedOn: '2026-03-04' }),
    row(luis, { toAccount: place.id() }),
    row(luis, { toAccount: place.pool }),
    twice,
    twice,
    row(luis, { id: stands }),
    // Whose row it could not be learns nothing of what stands.
    row(luis, { id: stands, fromAccount: luis.account, toAccount: ana.account }),
  ])
  expect(said).toMatchObject({ status: 422, body: { code: 'bookings_have_bad_rows' } })
  expect(named(said)).toEqual([
    '/transfers/1 seconds_are_not_whole',
    '/transfers/2 app_is_not_granted',
    '/transfers/3 accounts_are_the_same',
    '/transfers/4 help_is_in_the_future',
    '/transfers/5 not_found',
    '/transfers/6 parties_are_not_two',
    '/transfers/8 id_is_taken',
    '/transfers/9 id_is_taken',
    '/transfers/10 app_is_not_granted',
  ])
  // Help that made Nia rich, and her gift.
  expect((await transfers()) - before).toBe(2)
})

/** Someone with hours in hand. */
async function rich(): Promise<Someone> {
  await it.helped(nia, choir, 3 * hour)
  return nia
}

test('each row is judged where the rows before it leave the app’s day', async () => {
  ok(await grant(choir, 3 * hour))
  const said = await bulk([row(ana, { seconds: 2 * hour }), row(luis), row(ana)])
  expect(named(said)).toEqual(['/transfers/2 app_cap_is_reached'])
  ok(await bulk([row(ana, { seconds: 2 * hour }), row(luis)]))
  expect(named(await bulk([row(ana, { seconds: quarter })]))).toEqual([
    '/transfers/0 app_cap_is_reached',
  ])
})

test('… and the accounts: hours in hand are given once', async () => {
  await it.helped(luis, ana, 2 * hour)
  expect(named(await gifts(luis, hour, hour, quarter))).toEqual([
    '/transfers/2 gift_exceeds_hours_in_hand',
  ])
  ok(await gifts(luis, hour, hour))
  expect([await standing(luis), await standing(nia)]).toEqual([0, 2 * hour])
})

test('… and the line of an organisation, which the app hears nothing of', async () => {
  const day = { seconds: 24 * hour }
  const said = await bulk(Array.from({ length: 5 }, () => row(ana, day)))
  expect(named(said)).toEqual(['/transfers/4 help_cannot_be_agreed_yet'])
  expect(JSON.stringify(said.body)).not.toContain('availableSeconds')
  // What came in by a row before counts: the band helped the choir, and then stands higher.
  const band = await place.joins('Band', { kind: 'organisation' })
  ok(await grant(band, 200 * hour))
  const four = Array.from({ length: 4 }, () => row(ana, { ...day, fromAccount: band.account }))
  ok(await bulk([row(band), ...four, row(ana, { fromAccount: band.account, seconds: 5 * hour })]))
  expect(await standing(band)).toBe(-100 * hour)
})

test('a talk that is due is said once, however many rows are beyond the line', async () => {
  const day = { seconds: 24 * hour }
  ok(await bulk(Array.from({ length: 4 }, () => row(ana, day))))
  const { rows } = await place.books.client.execute("SELECT * FROM outbox WHERE kind = 'talk.due'")
  expect(rows).toHaveLength(1)
})

test('who may not book at all hears that, and not row by row', async () => {
  expect(outcome(await place.ask(place.stranger(), 'bookTransfers', {}, body()))).toBe(
    'actor_is_not_a_member',
  )
  expect(named(await place.ask(ana, 'bookTransfers', {}, body()))).toEqual([
    '/transfers/0 app_is_not_granted',
  ])
  const theirs = { purpose: 'gift', fromAccount: luis.account, toAccount: nia.account }
  expect(named(await place.ask(ana, 'bookTransfers', {}, body(theirs)))).toEqual([
    '/transfers/0 account_is_not_yours',
  ])
  ok(await place.ask(ana, 'pauseMember', { member: ana.member }, { body: {} }))
  expect(outcome(await place.ask(ana, 'bookTransfers', {}, body()))).toBe('actor_is_not_active')
  ok(await withdraw())
  expect(outcome(await bulk([row(ana)]))).toBe('app_is_not_admitted')
  expect(outcome(await bulk([row(ana)], { scope: 'hours:read' }))).toBe('scope_is_missing')
})
const body = (more = {}) => ({ body: { transfers: [row(luis, more)] } })

test('sent again with its key it is told again, as of then; another list is refused', async () => {
  const rows = [row(ana), row(luis)]
  const key = crypto.randomUUID()
  const first = await bulk(rows, { key })
  const reversal = { body: { id: place.id(), reason: 'booked_twice' } }
  ok(await place.ask(place.rosa, 'reverseTransfer', { transfer: rows[1]?.id ?? '' }, reversal))
  const before = await transfers()
  const again = await bulk(rows, { key })
  expect(again.body).toEqual(first.body)
  expect(again.headers.get('idempotent-replayed')).toBe('true')
  expect(outcome(await bulk([...rows].reverse(), { key }))).toBe(
    'idempotency_key_was_used_otherwise',
  )
  expect(named(await bulk(rows))).toEqual(['/transfers/0 id_is_taken', '/transfers/1 id_is_taken'])
  expect(await transfers()).toBe(before)
})

test('two lists at one moment do not pass the day’s cap together', async () => {
  ok(await grant(choir, 3 * hour))
  const list = () => bulk([row(ana), row(luis)])
  expect(await raceIn(place)(list, list)).toEqual([201, 'bookings_have_bad_rows'])
  expect(await standing(choir)).toBe(-2 * hour)
})

test('an app withdrawn while it books has booked nothing', async () => {
  const before = await transfers()
  const said = await whileIn(place)(
    () => bulk([row(ana), row(luis)]),
    async () => ok(await withdraw()),
  )
  expect(outcome(said as Said)).toBe('app_is_not_admitted')
  expect(await transfers()).toBe(before)
})

test('an id that is taken while it books is named as its row', async () => {
  const rows = [row(ana), row(luis)]
  const said = await whileIn(place)(
    () => bulk(rows),
    async () => ok(await it.gift(await rich(), ana.account, quarter, { id: rows[1]?.id })),
  )
  expect(named(said as Said)).toEqual(['/transfers/1 id_is_taken'])
})

test('a lost answer is learnt by asking again', async () => {
  const rows = [row(ana), row(luis)]
  const before = await transfers()
  let lost = false
  place.between(async (sent, send) => {
    const answered = await send()
    if (lost || !sent.includes('BEGIN IMMEDIATE')) return answered
    lost = true
    return new Response('gone', { status: 502 })
  })
  expect(ok(await bulk(rows)).transfers).toHaveLength(2)
  place.between(null)
  expect(lost).toBe(true)
  expect((await transfers()) - before).toBe(2)
})

test('what only the books refuse names its row too; only its holder hears of a ceiling', async () => {
  const charter = { softFloorSeconds: -36_000, floorSeconds: -72_000, ceilingSeconds: hour }
  const full = await openPlace({ charter: { member: charter } })
  const acts = actsOf(full)
  const [one, other] = [await full.joins('Ana Soler'), await full.joins('Luis Vidal')]
  await acts.helped(other, full.rosa)
  await acts.helped(one, full.rosa, quarter)
  const gift = { purpose: 'gift', fromAccount: one.account, toAccount: other.account }
  const pool = { ...gift, toAccount: full.pool, seconds: quarter / 900 }
  const rows = [pool, { ...gift, seconds: 1 }].map((more) => ({ id: full.id(), ...more }))
  const said = await full.ask(one, 'bookTransfers', {}, { body: { transfers: rows } })
  expect(named(said)).toEqual(['/transfers/1 help_cannot_be_agreed_yet'])
  expect((await acts.account(one)).balanceSeconds).toBe(quarter)
  await full.dispose()
})
