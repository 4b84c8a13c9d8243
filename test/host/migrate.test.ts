import { type Migration, migrate } from '@commonhour/host'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Books, makeDatabase, openBooks } from './books.ts'

const first: Migration = { name: '1-table', sql: 'CREATE TABLE a (x INTEGER) STRICT;' }
const second: Migration = {
  name: '2-row',
  sql: 'INSERT INTO a VALUES (1); INSERT INTO a VALUES (2);',
}

let books: Books
beforeEach(async () => {
  books = await openBooks()
  await makeDatabase(books, 'riverside')
})
afterEach(() => books.close())

const client = () => books.open('riverside')
async function values(sql: string) {
  return (await client().execute(sql)).rows.map((row) => row[0])
}

test('what is missing is applied once, in order, with its hash and the time', async () => {
  expect(await migrate(client(), [first], 1000)).toEqual(['1-table'])
  expect(await migrate(client(), [first, second], 2000)).toEqual(['2-row'])
  expect(await migrate(client(), [first, second], 3000)).toEqual([])
  expect(await values('SELECT x FROM a')).toEqual([1, 2])
  const { rows } = await client().execute('SELECT * FROM schema_migration ORDER BY name')
  expect(rows.map((row) => [row.name, row.at])).toEqual([
    ['1-table', 1000],
    ['2-row', 2000],
  ])
  expect(String(rows[0]?.sha256)).toMatch(/^[0-9a-f]{64}$/)
})

test('a migration changed after it was applied is refused, and nothing further is applied', async () => {
  await migrate(client(), [first], 0)
  const changed = { ...first, sql: `${first.sql} -- better` }
  await expect(migrate(client(), [changed, second], 0)).rejects.toThrow(
    'Migration 1-table was changed after it was applied.',
  )
  expect(await values('SELECT x FROM a')).toEqual([])
})

test('a migration that fails in the middle leaves nothing of itself, and says where it failed', async () => {
  await migrate(client(), [first], 0)
  const bad = { name: '2-bad', sql: 'INSERT INTO a VALUES (1); INSERT INTO b VALUES (2);' }
  await expect(migrate(client(), [first, bad], 0)).rejects.toThrow(/Migration 2-bad, statement 2: /)
  expect(await values('SELECT x FROM a')).toEqual([])
  expect(await values('SELECT name FROM schema_migration')).toEqual(['1-table'])
  expect(await migrate(client(), [first, second], 0)).toEqual(['2-row'])
})

test('a database made by a newer program is refused', async () => {
  await migrate(client(), [first, second], 0)
  await expect(migrate(client(), [first], 0)).rejects.toThrow('2-row, which this program does not')
})

test('a migration that sorts before an applied one is refused', async () => {
  await migrate(client(), [first], 0)
  const late = { name: '0-late', sql: 'SELECT 1' }
  await expect(migrate(client(), [late, first], 0)).rejects.toThrow('in that place')
  await expect(migrate(client(), [second, first], 0)).rejects.toThrow('must sort after')
})

test('two runners at the same moment end in the same state', async () => {
  const runs = Array.from({ length: 5 }, () => migrate(client(), [first, second], 0))
  const done = (await Promise.all(runs)).flat().sort()
  expect(done).toEqual(['1-table', '2-row'])
  expect(await values('SELECT x FROM a')).toEqual([1, 2])
})
