import { type CourierEnv, createCourier, type OutgoingMail } from '@commonhour/courier'
import { leaseMs } from '@commonhour/domain'
import type { Client } from '@libsql/client/web'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Someone } from '../support/place.ts'
import { openWorld, type World } from './world.ts'

const seeds = Number(process.env.COURIER_SEEDS ?? 120)
const minuteMs = 60_000

let world: World
let people: Someone[]
beforeAll(async () => {
  world = await openWorld()
  people = []
  for (const name of ['Ana', 'Luis', 'Nia']) people.push(await world.joins(name))
  await world.courier().round()
})
afterAll(() => world.place.dispose())

/** Mulberry32: a small generator of numbers that come again with the same seed. */
function chanceOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

class Died extends Error {}

/** What mailers took, and for which keys somebody could not know whether they did. */
interface Seen {
  readonly taken: Map<string, number>
  readonly doubts: Map<string, number>
}
const add = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1)

/** A courier that dies at one of its awaits: before it, or after it was done and not heard of. */
function mortal(chance: () => number, seen: Seen): CourierEnv {
  let left = Math.floor(chance() * 90)
  let dead = false
  const held: string[] = []
  const die = () => {
    dead = true
    for (const key of held) add(seen.doubts, key)
    throw new Died()
  }
  const through = async <T>(act: () => Promise<T>): Promise<T> => {
    if (dead) throw new Died()
    left -= 1
    if (left === 0 && chance() < 0.5) return die()
    const done = await act()
    if (left === 0) return die()
    if (dead) throw new Died()
    return done
  }
  const clientOf = (client: Client) =>
    ({
      execute: (asked: string) => through(() => client.execute(asked)),
      batch: async (...asked: Parameters<Client['batch']>) => {
        const answer = await through(() => client.batch(...asked))
        // What was taken before is noted by now, or will be known to be in doubt.
        if (String(JSON.stringify(asked, plain)).includes('"sent"')) held.length = 0
        return answer
      },
    }) as unknown as Client
  return {
    base: 'http://localhost:8787',
    open: (database) => clientOf(world.place.env.open(database)),
    from: 'hours@example.org',
    mailer: { send: (mail) => through(() => moody(mail, chance, seen, held)) },
    now: world.place.now,
    chance,
    log: () => {},
  }
}

const plain = (_: string, value: unknown) => (typeof value === 'bigint' ? Number(value) : value)

/** A mailer that refuses for now, loses its answers, or answers after the lease has run out. */
async function moody(mail: OutgoingMail, chance: () => number, seen: Seen, held: string[]) {
  const mood = chance()
  if (mood < 0.15) return 'later' as const
  add(seen.taken, mail.key)
  if (mood < 0.3) {
    add(seen.doubts, mail.key)
    throw new Error('The answer was lost.')
  }
  if (mood < 0.35) {
    add(seen.doubts, mail.key)
    world.place.pass(leaseMs + 1)
  }
  held.push(mail.key)
  return 'sent' as const
}

async function waiting(): Promise<number> {
  const [row] = await world.rows('SELECT count(*) AS n FROM outbox WHERE deliveredAt IS NULL')
  return Number(row?.n)
}

/** One seed: some notices, couriers that die, two at once; then a healthy one until all is told. */
async function live(seed: number) {
  const chance = chanceOf(seed)
  const seen: Seen = { taken: new Map(), doubts: new Map() }
  const first = Number((await world.rows('SELECT max(id) AS id FROM outbox'))[0]?.id)
  for (const { member } of people) await world.notice('member.admitted', member, member)
  for (let turn = 0; turn < 3; turn++) {
    const couriers = [mortal(chance, seen), mortal(chance, seen)].map(createCourier)
    await Promise.allSettled(couriers.map((courier) => courier.round()))
    world.place.pass(Math.floor(chance() * 8 * minuteMs))
  }
  const healthy = world.courier({
    mailer: {
      send: async ({ key }) => {
        add(seen.taken, key)
        return 'sent'
      },
    },
  })
  for (const minutes of [6, 6, 40, 150, 400, 750, 1000, 1500, 1800]) {
    if ((await waiting()) === 0) break
    world.place.pass(minutes * minuteMs)
    await healthy.round()
  }
  const ends = await world.rows(
    "SELECT outbox FROM delivery WHERE act = 'sent' AND outbox > ?",
    first,
  )
  return { seen, ends: ends.length, left: await waiting() }
}

test(`of ${seeds} lives each person gets each mail once, and nothing is lost`, async () => {
  const sum = { mails: 0, taken: 0, repeats: 0, inDoubt: 0 }
  for (let seed = 1; seed <= seeds; seed++) {
    const { ends, left, seen } = await live(seed)
    const say = `seed ${seed}`
    expect(left, say).toBe(0)
    // A mailer that knows keys has shown each of the three once; none is missing, none too many.
    expect(seen.taken.size, say).toBe(people.length)
    expect(ends, say).toBe(people.length)
    for (const [key, times] of seen.taken) {
      const doubts = seen.doubts.get(key) ?? 0
      // One that does not know keys shows a repeat at most where its own answer was in doubt.
      expect(times - 1, `${say}: repeats of ${key}`).toBeLessThanOrEqual(doubts)
      sum.taken += times
      sum.repeats += times - 1
      sum.inDoubt += doubts
    }
    sum.mails += seen.taken.size
  }
  console.log(`${seeds} seeds: ${JSON.stringify(sum)}`)
  expect(sum.repeats).toBeGreaterThan(0)
}, 240_000)

test('without trouble nobody gets anything twice, however many couriers run', async () => {
  for (const { member } of people) await world.notice('member.admitted', member, member)
  const before = world.taken.length
  await Promise.all(Array.from({ length: 5 }, () => world.courier().round()))
  expect(world.taken.length - before).toBe(people.length)
  expect(await waiting()).toBe(0)
})
