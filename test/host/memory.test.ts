import {
  clearAlarms,
  type Head,
  listAlarms,
  migrate,
  raiseAlarm,
  rememberedHead,
  standingAlarms,
  swapHead,
} from '@commonhour/host'
import { readMigrations } from '@commonhour/host/node'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Books, makeDatabase, openBooks } from './books.ts'

let books: Books
beforeEach(async () => {
  books = await openBooks()
  await makeDatabase(books, 'memory')
  const folder = new URL('../../migrations/audit', import.meta.url).pathname
  await migrate(memory(), await readMigrations(folder), 0)
})
afterEach(() => books.close())

const memory = () => books.open('memory')
const head = (size: number, letter: string, more: Partial<Head> = {}): Head => ({
  ...{ community: 'riverside', origin: 'hours.example/riverside', at: size },
  ...{ size, root: letter.repeat(64), ...more },
})
const refused = async (sql: string) => {
  await expect(memory().execute(sql), sql).rejects.toThrow(/(head_moved|alarm_stands)/)
}

test('a head is swapped in for exactly the one before it', async () => {
  expect(await rememberedHead(memory(), 'riverside')).toBeNull()
  expect(await swapHead(memory(), null, head(3, 'a'))).toBe(true)
  expect(await swapHead(memory(), null, head(4, 'b'))).toBe(false)
  expect(await swapHead(memory(), head(2, 'a'), head(4, 'b'))).toBe(false)
  expect(await swapHead(memory(), head(3, 'c'), head(4, 'b'))).toBe(false)
  expect(await rememberedHead(memory(), 'riverside')).toEqual(head(3, 'a'))
  expect(await swapHead(memory(), head(3, 'a'), head(4, 'b'))).toBe(true)
  expect(await rememberedHead(memory(), 'riverside')).toEqual(head(4, 'b'))
  expect(await rememberedHead(memory(), 'valley')).toBeNull()
})

test('of many at the same moment one swaps', async () => {
  await swapHead(memory(), null, head(3, 'a'))
  const swaps = await Promise.all(
    ['b', 'c', 'd', 'e'].map((letter) => swapHead(memory(), head(3, 'a'), head(5, letter))),
  )
  expect(swaps.filter((done) => done)).toHaveLength(1)
})

test('a head never shrinks, is never renamed and never forgotten', async () => {
  await swapHead(memory(), null, head(3, 'a'))
  expect(await swapHead(memory(), head(3, 'a'), head(2, 'b'))).toBe(false)
  expect(await swapHead(memory(), head(3, 'a'), head(3, 'b'))).toBe(false)
  expect(await swapHead(memory(), head(3, 'a'), head(4, 'b', { at: 2 }))).toBe(false)
  await refused("UPDATE head SET origin = 'other', size = 9, at = 9")
  await refused("UPDATE head SET community = 'other', size = 9, at = 9")
  await refused('DELETE FROM head')
  await refused(`REPLACE INTO head SELECT community, origin, 1, root, at FROM head`)
})

test('an alarm is kept once while it stands, and stands until the whole log was read', async () => {
  const alarm = { community: 'riverside', code: 'log_is_forked', facts: { size: 3 } }
  const raise = (at: number, more = {}) =>
    raiseAlarm(memory(), { ...alarm, sealedSize: 3, at, ...more })
  expect(await raise(1)).toBe(true)
  expect(await raise(2)).toBe(false)
  expect(await raise(3, { facts: { size: 4 } })).toBe(true)
  expect(await raise(3, { community: 'valley' })).toBe(true)
  expect((await standingAlarms(memory(), 'riverside')).map(({ at }) => at)).toEqual([3, 1])
  await clearAlarms(memory(), 'riverside', 5)
  await clearAlarms(memory(), 'riverside', 6)
  expect(await standingAlarms(memory(), 'riverside')).toEqual([])
  expect((await standingAlarms(memory(), null)).map((one) => one.community)).toEqual(['valley'])
  expect(await raise(7)).toBe(true)
  expect((await listAlarms(memory())).map(({ at, community }) => [community, at])).toEqual([
    ...[
      ['riverside', 7],
      ['valley', 3],
      ['riverside', 3],
      ['riverside', 1],
    ],
  ])
})

test('alarms and their clearings are never changed nor taken back', async () => {
  const alarm = { community: 'riverside', code: 'log_is_forked', facts: {}, sealedSize: 0, at: 1 }
  await raiseAlarm(memory(), alarm)
  await clearAlarms(memory(), 'riverside', 2)
  for (const table of ['alarm', 'clearing']) {
    await refused(`UPDATE ${table} SET at = 9`)
    await refused(`DELETE FROM ${table}`)
    await refused(`REPLACE INTO ${table} SELECT * FROM ${table}`)
  }
})
