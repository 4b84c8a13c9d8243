import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPlace, type Place, type Someone } from '../support/place.ts'
import { type Acts, actsOf, hour, ok } from './acts.ts'

let place: Place
let it: Acts
let ana: Someone
let everyone: Someone[]

beforeAll(async () => {
  place = await openPlace()
  it = actsOf(place)
  ana = await place.joins('Ana Soler')
  const luis = await place.joins('Luis Vidal')
  const choir = await place.joins('Choir', { kind: 'organisation' })
  const home = await place.joins('The Byrnes', { kind: 'household' })
  everyone = [ana, luis, choir, home, place.rosa]
})
afterAll(() => place.dispose())

/** Floor and ceiling as the API tells them, and as the books enforce them at their newest leaf. */
async function lines(): Promise<[told: unknown[], enforced: unknown[]]> {
  // A leaf of this very moment: the books judge by the newest.
  const app = place.id()
  ok(await place.ask(place.rosa, 'admitApp', { app }, { body: { name: 'An app' } }))
  const told: unknown[] = []
  const enforced: unknown[] = []
  for (const account of [...everyone.map((one) => one.account), place.pool]) {
    const read = ok(await place.ask(place.rosa, 'readAccount', { account }))
    told.push([read.floorSeconds, read.ceilingSeconds])
    const sql = 'SELECT floorSeconds, ceilingSeconds FROM line_in_force WHERE account = ?'
    const [row] = (await place.books.client.execute({ sql, args: [account] })).rows
    enforced.push([Number(row?.floorSeconds), row?.ceilingSeconds ?? null])
  }
  return [told, enforced]
}
const limit = (floorSeconds: number, until: number | null) =>
  place.books.client.execute({
    sql: `INSERT INTO limit_change (seq, at, account, floorSeconds, until, reason, actor)
      SELECT seq, max(at, ?), ?, ?, ?, 'supported', ? FROM next_leaf`,
    args: [
      BigInt(place.now()),
      ana.account,
      BigInt(floorSeconds),
      until === null ? null : BigInt(until),
      `member:${place.rosa.member}`,
    ],
  })

test('the line that is told is the line the books enforce, of every kind of account', async () => {
  const [told, enforced] = await lines()
  expect(told).toEqual(enforced)
  const floors = told.map((one) => (one as number[])[0])
  expect(floors).toEqual([-6, -6, -100, -20, -6, 0].map((hours) => hours * hour || 0))
})

test('once help was given the newcomer’s line is lifted; undone, it is back', async () => {
  const [, luis] = everyone as [Someone, Someone]
  const exchange = await it.helped(ana, luis)
  const [told, enforced] = await lines()
  expect(told).toEqual(enforced)
  expect(told[0]).toEqual([-20 * hour, null])
  ok(await it.reverse(place.rosa, exchange))
  const [after, kept] = await lines()
  expect(after).toEqual(kept)
  expect(after[0]).toEqual([-6 * hour, null])
})

test('a line of one’s own holds up to its end, to the millisecond, and ends by itself', async () => {
  const until = place.now() + 1000
  await limit(-30 * hour, until)
  for (const [at, floor] of [
    [until - 1, -30],
    [until, -6],
  ] as const) {
    place.pass(at - place.now())
    const [told, enforced] = await lines()
    expect(told).toEqual(enforced)
    expect(told[0]).toEqual([floor * hour, null])
  }
  await limit(-3 * hour, null)
  const [told, enforced] = await lines()
  expect(told).toEqual(enforced)
  expect(told[0]).toEqual([-3 * hour, null])
})
