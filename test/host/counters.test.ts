import { countTry } from '@commonhour/host'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Books, openHost } from './books.ts'

let books: Books
beforeEach(async () => {
  books = await openHost()
})
afterEach(() => books.close())

const host = () => books.open('host')
const ana = { key: 'ana', limit: 3, windowSeconds: 60 }
const hall = { key: 'hall', limit: 5, windowSeconds: 600 }

test('tries within the limit pass, the next waits until the window of the first ends', async () => {
  for (const at of [0, 10_000, 20_000]) {
    expect(await countTry(host(), [ana], at)).toEqual({ within: true })
  }
  expect(await countTry(host(), [ana], 30_500)).toEqual({ within: false, waitSeconds: 30 })
  expect(await countTry(host(), [ana], 59_999)).toEqual({ within: false, waitSeconds: 1 })
  expect(await countTry(host(), [ana], 60_000)).toEqual({ within: true })
})

test('every counter must have room, and the longest wait is told', async () => {
  for (let i = 0; i < 5; i++) await countTry(host(), [{ ...ana, key: `person-${i}` }, hall], 0)
  expect(await countTry(host(), [{ ...ana, key: 'newcomer' }, hall], 0)).toEqual({
    within: false,
    waitSeconds: 600,
  })
})

test('of many tries at the same moment as many pass as the limit says', async () => {
  const counts = await Promise.all(Array.from({ length: 25 }, () => countTry(host(), [hall], 0)))
  expect(counts.filter(({ within }) => within)).toHaveLength(5)
})

test('counters whose window has ended are forgotten', async () => {
  await countTry(host(), [ana, hall], 0)
  await countTry(host(), [{ ...ana, key: 'luis' }], 61_000)
  const { rows } = await host().execute('SELECT key FROM sign_in_counter ORDER BY key')
  expect(rows.map((row) => row.key)).toEqual(['hall', 'luis'])
})
