import { createClient, isRefusal } from '@commonhour/client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { actsOf, hour, quarter } from '../api/acts.ts'
import { base } from '../support/asking.ts'
import { chanceOf } from '../support/bytes.ts'
import { amount, seedToday } from '../support/long.ts'
import { openPlace, type Place, type Someone } from '../support/place.ts'
import { picked } from './acts.ts'

// Many at once on few accounts: whoever reads the whole meanwhile finds books that sum to zero and
// nobody beyond their line, and in the end every answer is accounted for.

const clients = 32
const each = amount(60, 600)
const readers = 4
const names = ['Ana Soler', 'Luis Vidal', 'Nia Okafor', 'Vera Lind', 'Tom Reilly', 'Eva Lund']

let place: Place
let hot: Someone[]
beforeAll(async () => {
  place = await openPlace()
  const it = actsOf(place)
  hot = []
  for (const name of names) hot.push(await place.joins(name))
  for (const one of hot) await it.helped(one, place.rosa, hour)
})
afterAll(() => place.dispose())

/** Hours that somebody was told had moved, and what was refused. */
interface Told {
  readonly booked: { readonly from: string; readonly to: string; readonly seconds: number }[]
  /** Help that was recorded, and whose hours wait. */
  waiting: number
  readonly refused: Map<string, number>
}

test(`every read sums to zero, and every answer is accounted for (SEED=${seedToday})`, async () => {
  const before = await standings()
  const transfersBefore = await count('transfer')
  const told: Told = { booked: [], waiting: 0, refused: new Map() }
  let running = true
  const asking = Array.from({ length: clients }, (_, i) => ask(told, chanceOf(seedToday + i)))
  const reading = Array.from({ length: readers }, () => read(() => running))
  await Promise.all(asking)
  running = false
  const reads = (await Promise.all(reading)).reduce((sum, one) => sum + one, 0)
  const refused = [...told.refused.values()].reduce((sum, one) => sum + one, 0)
  expect(told.booked.length + told.waiting + refused).toBe(clients * each)
  expect((await count('transfer')) - transfersBefore).toBe(told.booked.length)
  expect(await standings()).toEqual(after(before, told))
  expect(place.errors).toEqual([])
  // Lines must have been met, or nothing was shown of them; and readers must have been there.
  expect(told.refused.get('gift_exceeds_hours_in_hand')).toBeGreaterThan(0)
  expect(told.waiting).toBeGreaterThan(0)
  expect(reads).toBeGreaterThan(20)
  const why = [...told.refused].map(([fault, n]) => `${n} ${fault}`).join(', ')
  console.log(
    `bank: ${clients} clients × ${each} requests on ${hot.length} accounts, ` +
      `${told.booked.length} booked, ${told.waiting} waiting at a line, ${refused} refused (${why}), ${reads} whole reads, all zero`,
  )
}, 1_200_000)

/** One client: gifts, and help that its receiver records, among the few. */
async function ask(told: Told, chance: () => number): Promise<void> {
  for (let turn = 0; turn < each; turn++) {
    // One of them is helped so often that their line is reached.
    const from = chance() < 0.3 ? (hot[0] as Someone) : picked(hot, chance)
    const to = picked(
      hot.filter((one) => one !== from),
      chance,
    )
    const seconds = quarter * (1 + Math.floor(chance() * 12))
    const isGift = from !== hot[0] && chance() < 0.6
    const answer = await (isGift ? give : record)(from, to, seconds)
    // Help that was given is never refused for its receiver's line: it waits for a way.
    if (!isRefusal(answer) && 'state' in answer && answer.state !== 'confirmed') told.waiting += 1
    else if (!isRefusal(answer)) {
      told.booked.push({ from: from.account, to: to.account, seconds })
    } else told.refused.set(answer.fault, (told.refused.get(answer.fault) ?? 0) + 1)
  }
}

function give(from: Someone, to: Someone, seconds: number) {
  const between = { fromAccount: from.account, toAccount: to.account, seconds }
  const body = { id: place.id(), purpose: 'gift' as const, ...between }
  return clientOf(from).bookTransfer({ community: place.community }, { body })
}

function record(receiver: Someone, giver: Someone, estimateSeconds: number) {
  const sides = { giver: giver.member, receivers: [receiver.member] }
  const about = { title: 'A lift', estimateSeconds, alreadyDone: true }
  const body = { id: place.id(), ...sides, ...about }
  return clientOf(receiver).proposeExchange({ community: place.community }, { body })
}

function clientOf({ person }: Someone) {
  return createClient({
    base,
    token: () => place.token(person),
    fetch: (request) => place.api.fetch(request, { address: '127.0.0.1' }),
  })
}

/** Reads the whole, again and again: Σ of standings, of lines and of holds, and who is beyond. */
async function read(goesOn: () => boolean): Promise<number> {
  let reads = 0
  while (goesOn()) {
    const { rows } = await place.books.client.execute(`
      SELECT (SELECT sum(inSeconds - outSeconds) FROM account) AS standings,
        (SELECT sum(deltaSeconds) FROM entry) AS lines,
        (SELECT sum(heldInSeconds - heldOutSeconds) FROM account) AS holds,
        (SELECT count(*) FROM account a JOIN line_in_force l ON l.account = a.id
          WHERE a.inSeconds - a.outSeconds - a.heldOutSeconds < l.floorSeconds) AS beyond`)
    expect({ ...rows[0] }).toEqual({ standings: 0, lines: 0, holds: 0, beyond: 0 })
    reads += 1
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  return reads
}

async function standings(): Promise<Record<string, number>> {
  const sql = 'SELECT id, inSeconds - outSeconds AS seconds FROM account ORDER BY id'
  const { rows } = await place.books.client.execute(sql)
  return Object.fromEntries(rows.map(({ id, seconds }) => [String(id), Number(seconds)]))
}

function after(before: Record<string, number>, { booked }: Told): Record<string, number> {
  const stands = { ...before }
  for (const { from, seconds, to } of booked) {
    stands[from] = (stands[from] ?? 0) - seconds
    stands[to] = (stands[to] ?? 0) + seconds
  }
  return stands
}

async function count(table: string): Promise<number> {
  const { rows } = await place.books.client.execute(`SELECT count(*) AS n FROM ${table}`)
  return Number(rows[0]?.n)
}
