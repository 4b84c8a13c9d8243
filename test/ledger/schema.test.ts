import { getTableName, is } from 'drizzle-orm'
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { releasedSchemaHashes } from '../../packages/ledger/schema.ts'
import { schemaHash, schemaQuery } from '../../packages/ledger/schemaHash.ts'
import * as ledger from '../../packages/ledger/tables.ts'
import { openTestBooks, type TestBooks } from '../support/books.ts'

let books: TestBooks
beforeAll(async () => {
  books = await openTestBooks(null)
})
afterAll(() => books.dispose())

const tables = Object.values(ledger).filter((table) => is(table, SQLiteTable))

async function made() {
  return books.read(`SELECT name, strict FROM pragma_table_list
    WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
      AND name <> 'schema_migration' ORDER BY name`)
}

test('every table of the migrations is STRICT and stands in drizzle, and no other does', async () => {
  const rows = await made()
  expect(rows.filter(({ strict }) => strict !== 1)).toEqual([])
  expect(tables.map((table) => getTableName(table)).sort()).toEqual(rows.map(({ name }) => name))
})

describe('columns are the same in drizzle and in the migrations:', () => {
  test.each(tables.map((table) => [getTableName(table), table] as const))('%s', sameColumns)
})

async function sameColumns(name: string, table: SQLiteTable) {
  const columns = await books.read(
    `SELECT name, lower(type) AS type, "notnull" AS given, pk, hidden, dflt_value AS standard
     FROM pragma_table_xinfo(?) ORDER BY cid`,
    name,
  )
  // Keys of several columns are not said in drizzle: only the migrations need them.
  const keys = columns.filter(({ pk }) => pk !== 0).length
  const inMigrations = columns.map(({ given, hidden, name, pk, standard, type }) => ({
    name,
    type,
    // A row's number is never null, though SQLite does not say so.
    notNull: given === 1 || pk !== 0,
    primary: pk !== 0 && keys === 1,
    generated: hidden !== 0,
    standard,
  }))
  expect(inDrizzle(table)).toEqual(inMigrations)
}

function inDrizzle(table: SQLiteTable) {
  return getTableConfig(table).columns.map((column) => ({
    name: column.name,
    type: column.getSQLType(),
    notNull: column.notNull || column.primary,
    primary: column.primary,
    generated: column.generated !== undefined,
    standard: literal(column.default),
  }))
}

function literal(standard: unknown): string | null {
  if (standard === undefined) return null
  return typeof standard === 'string' ? `'${standard}'` : String(standard)
}

test('the schema is the newest that was released', async () => {
  const hash = await schemaHash(await lines())
  expect(hash, 'the hash of what migrations/community makes').toBe(releasedSchemaHashes.at(-1))
})

test('a schema without one of its triggers is not one that was released', async () => {
  const all = await lines()
  const less = all.filter((line) => !line.startsWith('trigger transfer_is_never_updated '))
  expect(less).toHaveLength(all.length - 1)
  expect(releasedSchemaHashes).not.toContain(await schemaHash(less))
})

async function lines(): Promise<string[]> {
  const { rows } = await books.client.execute(schemaQuery.sql)
  return schemaQuery.read(rows)
}
