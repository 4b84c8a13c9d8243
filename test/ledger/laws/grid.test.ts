import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { foundedBytes, type Row } from '../../support/books.ts'
import { type NativeBooks, openNativeBooks } from '../../support/nativeBooks.ts'
import { beside, type Policy, policies } from './gridPolicy.ts'
import { filling } from './gridRows.ts'

// Every table × every way to write over what stands in it. The tables, columns and keys are read
// from the schema, so that a new one without a line in the policy fails here.

const books: NativeBooks = openNativeBooks(await foundedBytes())
const named = books
  .readNow(
    "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual', 'shadow')",
  )
  .map(({ name }) => String(name))
const tables = named.filter((name) => !beside.test(name))
const quote = (name: string) => `"${name}"`

interface Column {
  name: string
  generated: boolean
}
const columnsOf = (table: string): Column[] =>
  books.readNow('SELECT name, hidden FROM pragma_table_xinfo(?)', table).map((column) => ({
    name: String(column.name),
    generated: column.hidden !== 0,
  }))
/** The keys of a table that hold for its rows: a partial one only where a row is of its kind. */
const keysOf = (table: string): string[][] => {
  const lists = books.readNow('SELECT name FROM pragma_index_list(?) WHERE "unique" = 1', table)
  const held = lists.filter(({ name }) => {
    const [{ kind } = { kind: null }] = books.readNow(
      "SELECT substr(sql, instr(sql, ' WHERE ')) AS kind FROM sqlite_schema WHERE name = ?",
      String(name),
    )
    const where = String(kind ?? '').startsWith(' WHERE ') ? String(kind) : ''
    return books.readNow(`SELECT 1 FROM ${quote(table)}${where}`).length > 0
  })
  const keys = held.map(({ name }) =>
    books
      .readNow('SELECT name FROM pragma_index_info(?)', String(name))
      .map((key) => String(key.name)),
  )
  const primary = books.readNow(
    'SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk',
    table,
  )
  return [...keys, primary.map(({ name }) => String(name))]
}
const dump = () =>
  JSON.stringify(
    named.map((table) => [table, books.readNow(`SELECT * FROM ${quote(table)}`).map(plain)]),
  )
const plain = (row: Row) => Object.values(row).map(String)

/** Tries one statement; what it changed is undone. Answers whether it changed anything. */
function changes(before: string, text: string, ...args: (string | bigint | null)[]): boolean {
  books.exec('BEGIN')
  try {
    books.writeNow({ sql: text, args })
    return dump() !== before
  } catch {
    return false
  } finally {
    books.exec('ROLLBACK')
  }
}

let before: string
beforeAll(() => {
  books.writeNow(...filling())
  before = dump()
})
afterAll(() => books.dispose())

test('every table of the schema has a line in the policy, and no line is left over', () => {
  expect(tables.toSorted()).toEqual(Object.keys(policies).toSorted())
})

describe.each(tables)('%s', (table) => {
  const policy: Policy = policies[table] ?? {}
  const columns = columnsOf(table)
  const given = columns.filter(({ generated }) => !generated).map(({ name }) => name)
  const places = given.map(() => '?').join()
  const rows = () => books.readNow(`SELECT ${given.map(quote).join()} FROM ${quote(table)}`)
  const into = `INTO ${quote(table)} (${given.map(quote).join()}) VALUES (${places})`
  const values = (row: Row) => given.map((name) => bound(row[name] ?? null))

  test('has a row to be tampered with', () => {
    expect(rows().length).toBeGreaterThan(0)
  })

  test('a copy of a written row changes nothing, by whatever verb', () => {
    for (const verb of [
      'INSERT',
      'INSERT OR REPLACE',
      'REPLACE',
      'INSERT OR IGNORE',
      'INSERT OR FAIL',
    ]) {
      for (const row of rows()) {
        expect(changes(before, `${verb} ${into}`, ...values(row)), verb).toBe(false)
      }
    }
  })

  test('another row under a key that is taken changes nothing', () => {
    const keys = keysOf(table)
    const [{ seq: next }] = books.readNow('SELECT seq FROM next_leaf') as [Row]
    for (const key of keys) {
      // All else is as lawful as can be: next in the log, and no other key taken.
      const value = (row: Row, name: string) => {
        if (key.includes(name)) return row[name] ?? null
        if (name === 'seq' || name === 'logSize') return next ?? null
        return keys.flat().includes(name) ? fresh(row[name]) : (row[name] ?? null)
      }
      for (const row of rows()) {
        if (key.some((name) => row[name] === null)) continue
        const args = given.map((name) => bound(value(row, name)))
        for (const verb of ['INSERT', 'INSERT OR REPLACE', 'INSERT OR IGNORE']) {
          if (verb === 'INSERT OR REPLACE' && isFree(policy, given, key)) continue
          expect(changes(before, `${verb} ${into}`, ...args), `${verb} ${key}`).toBe(false)
        }
      }
    }
  })

  test('an upsert changes what may change, and nothing else', () => {
    const row = rows()[0] as Row
    for (const key of keysOf(table)) {
      for (const column of given) {
        const on = `ON CONFLICT (${key.map(quote).join()}) DO UPDATE SET ${quote(column)} = ?`
        const args = [...values(row), bound(fresh(row[column]))]
        const changed = changes(before, `INSERT ${into} ${on}`, ...args)
        if (!policy.mutable?.includes(column)) expect(changed, `${key}: ${column}`).toBe(false)
      }
    }
  })

  test('an UPDATE sets what may change, and nothing else', () => {
    const allowed = policy.mutable ?? []
    for (const verb of ['UPDATE', 'UPDATE OR REPLACE', 'UPDATE OR IGNORE', 'UPDATE OR FAIL']) {
      for (const column of given) {
        const taken = rows().flatMap((row) => [fresh(row[column]), row[column] ?? null])
        const tried = new Set([
          ...taken,
          null,
          0,
          1,
          -1,
          'open',
          '[]',
          '{}',
          '2030-01-01',
          'closed',
          '#abcdef',
        ])
        const set = `${verb} ${quote(table)} SET ${quote(column)} = ?`
        const one = given.map((name) => `${quote(name)} IS ?`).join(' AND ')
        const could = [...tried].flatMap((value) => [
          changes(before, set, bound(value)),
          changes(before, `${set} WHERE ${one}`, bound(value), ...values(rows()[0] as Row)),
        ])
        expect(could.includes(true), `${verb} ${column}`).toBe(allowed.includes(column))
      }
      expect(changes(before, `${verb} ${quote(table)} SET ${quote('rowid')} = 9000`)).toBe(false)
    }
  })

  test('a DELETE takes what may be erased, and nothing else', () => {
    expect(changes(before, `DELETE FROM ${quote(table)}`)).toBe(policy.erasable === true)
    for (const row of rows()) {
      const where = given.map((name) => `${quote(name)} IS ?`).join(' AND ')
      const changed = changes(before, `DELETE FROM ${quote(table)} WHERE ${where}`, ...values(row))
      expect(changed).toBe(policy.erasable === true)
    }
  })
})

/** A table of which nothing is kept may be written over by REPLACE. */
function isFree(policy: Policy, given: readonly string[], key: readonly string[]): boolean {
  return given.every((name) => key.includes(name) || policy.mutable?.includes(name) === true)
}

function bound(value: string | number | null): string | bigint | null {
  return typeof value === 'number' ? BigInt(value) : value
}

/** A value of the same sort that stands nowhere yet. */
function fresh(value: string | number | null | undefined): string | number | null {
  if (typeof value === 'number') return value + 1000
  return value === null || value === undefined ? null : `${value}x`
}
