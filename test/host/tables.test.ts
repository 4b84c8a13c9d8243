import { openStore, tables } from '@commonhour/host'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Books, openHost } from './books.ts'

let books: Books
beforeEach(async () => {
  books = await openHost()
})
afterEach(() => books.close())

const host = () => books.open('host')

test('the listed tables and columns are those that the migrations make', async () => {
  const { rows } = await host().execute(
    `SELECT t.name AS name, t.strict AS strict, c.name AS column
     FROM pragma_table_list t JOIN pragma_table_info(t.name) c
     WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite_%'
       AND t.name <> 'schema_migration' ORDER BY c.cid`,
  )
  const made: Record<string, string[]> = {}
  for (const row of rows) {
    expect(row.strict, `${row.name} is STRICT`).toBe(1)
    made[String(row.name)] ??= []
    made[String(row.name)]?.push(String(row.column))
  }
  expect(made).toEqual(tables)
})

test('the store writes only the columns that stand in the list', async () => {
  const store = openStore(host())
  const bad = { id: '1', 'email) VALUES (1); --': 'x' }
  await expect(store.insert('person', bad)).rejects.toThrow('has no column')
  const where = [{ column: '1 = 1 --', operator: 'eq', value: 1 }] as const
  await expect(store.remove('person', where)).rejects.toThrow('has no column')
})

test('the store finds, orders, counts, changes and removes by conditions', async () => {
  const store = openStore(host())
  for (const [i, name] of ['ana', 'luis', 'rosa'].entries()) {
    await store.insert('person', { id: name, email: `${name}@example.org`, createdAt: i })
  }
  const orderBy = { column: 'createdAt', direction: 'desc' } as const
  const later = [{ column: 'createdAt', operator: 'gte', value: 1 }] as const
  expect(ids(await store.find('person', later, { orderBy }))).toEqual(['rosa', 'luis'])
  expect(ids(await store.find('person', [], { orderBy, limit: 1, offset: 1 }))).toEqual(['luis'])
  const either = [
    { column: 'id', operator: 'in', value: ['ana', 'nobody'] },
    { column: 'id', operator: 'eq', value: 'rosa', or: true },
  ] as const
  expect(await store.count('person', either)).toBe(2)
  const ana = [{ column: 'id', operator: 'eq', value: 'ana' }] as const
  expect(await store.update('person', ana, { createdAt: 9 })).toMatchObject([{ createdAt: 9 }])
  expect(await store.remove('person', later)).toBe(3)
})

test('a person made meanwhile by someone else is found, not made twice', async () => {
  const store = openStore(host())
  const ana = { email: 'ana@example.org', createdAt: 1 }
  expect(await store.insert('person', { id: 'first', ...ana })).toMatchObject({ id: 'first' })
  expect(await store.insert('person', { id: 'second', ...ana })).toMatchObject({ id: 'first' })
})

test('of many who take one row at the same moment one gets it', async () => {
  const store = openStore(host())
  await store.insert('verification', code('1', 'first', 100))
  const where = [{ column: 'identifier', operator: 'eq', value: 'ana' }] as const
  const taken = await Promise.all(
    Array.from({ length: 20 }, () => store.take('verification', where)),
  )
  expect(taken.filter((row) => row !== null)).toHaveLength(1)
})

test('a newer code ends the one before; an older one put back does not end a newer', async () => {
  const store = openStore(host())
  const standing = async () => (await store.find('verification', [])).map(({ value }) => value)
  await store.insert('verification', code('1', 'first', 100))
  await store.insert('verification', code('2', 'second', 200))
  expect(await standing()).toEqual(['second'])
  await store.insert('verification', code('3', 'first, one try used', 100))
  expect(await standing()).toEqual(['second'])
})

function code(id: string, value: string, expiresAt: number) {
  return { id, identifier: 'ana', value, createdAt: 0, expiresAt }
}

function ids(rows: readonly Record<string, unknown>[]) {
  return rows.map(({ id }) => id)
}
