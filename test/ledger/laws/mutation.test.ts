import { readFile } from 'node:fs/promises'
import { setImmediate } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { foundedBytes, openTestBooks } from '../../support/books.ts'
import { type NativeBooks, openNativeBooks } from '../../support/nativeBooks.ts'
import { equivalent } from './equivalent.ts'
import { groups } from './index.ts'
import type { Law } from './law.ts'
import { checkMutantsOf, type Mutant, mutantsOf, type Trigger } from './mutants.ts'

// A closed database keeps its memory until the statements made on it are collected, which Node sees
// no need for: they are small to it, and large to the engine. A thousand of them fill a machine.
setFlagsFromString('--expose-gc')
const collect: () => void = runInNewContext('gc')

let bytes: Record<Law['on'], Buffer>
beforeAll(async () => {
  const empty = await openTestBooks(null)
  await empty.client.execute('PRAGMA wal_checkpoint(TRUNCATE)')
  bytes = { empty: await readFile(empty.file), founded: await foundedBytes() }
  await empty.dispose()
})

const laws = Object.values(groups).flat()
let tried = 0
afterAll(() => console.log(`${tried} mutants, ${laws.length} laws`))

test('every law holds on the engine alone, as it does through the protocol', async () => {
  expect(await fallenOn(null)).toBeNull()
})

test('every mutant of the schema is noticed by a law', { timeout: 1_800_000 }, async () => {
  const books = openNativeBooks(bytes.founded)
  const made = (type: string) =>
    books.readNow(
      'SELECT name, sql FROM sqlite_schema WHERE type = ?',
      type,
    ) as unknown as Trigger[]
  const mutants = [...mutantsOf(made('trigger')), ...checkMutantsOf(made('table'))]
  books.dispose()
  const survivors: string[] = []
  for (const mutant of mutants) {
    tried++
    const law = await fallenOn(mutant)
    if (law === null) survivors.push(mutant.name)
    else note(law, mutant.trigger)
    collect()
    await setImmediate()
  }
  expect(survivors.filter((name) => !(name in equivalent))).toEqual([])
  expect(Object.keys(equivalent).filter((name) => !survivors.includes(name))).toEqual([])
})

/** The first law that falls on a mutant (null: the schema as it is), or null when all hold. */
async function fallenOn(mutant: Mutant | null): Promise<Law | null> {
  const books = { empty: openNativeBooks(bytes.empty), founded: openNativeBooks(bytes.founded) }
  try {
    if (mutant !== null) for (const each of Object.values(books)) change(each, mutant)
    for (const law of likelyFirst(mutant?.trigger ?? '')) {
      if (!(await stands(law, books[law.on]))) return law
    }
    return null
  } finally {
    for (const each of Object.values(books)) each.dispose()
  }
}

// In its place, since a trigger made anew would fire before its neighbours.
function change(books: NativeBooks, { sql, trigger }: Mutant): void {
  if (sql === null) {
    books.exec(`DROP TRIGGER ${trigger}`)
    return
  }
  books.exec('PRAGMA writable_schema = ON')
  books.writeNow({ sql: 'UPDATE sqlite_schema SET sql = ? WHERE name = ?', args: [sql, trigger] })
  books.exec('PRAGMA writable_schema = RESET')
  const stood = books.readNow('SELECT sql FROM sqlite_schema WHERE name = ?', trigger)
  if (stood[0]?.sql !== sql) throw new Error(`${trigger} was not changed`)
}

// The laws that noticed other mutants of the same trigger come first, then those that noticed most.
const noticed = new Map<string, number>()
const key = (law: Law, trigger: string) => `${trigger} ${law.says}`

function note(law: Law, trigger: string): void {
  for (const name of [key(law, trigger), key(law, '')]) {
    noticed.set(name, (noticed.get(name) ?? 0) + 1)
  }
}

function likelyFirst(trigger: string): Law[] {
  const score = (law: Law) =>
    1000 * (noticed.get(key(law, trigger)) ?? 0) + (noticed.get(key(law, '')) ?? 0)
  return laws.toSorted((a, b) => score(b) - score(a))
}

async function stands(law: Law, books: NativeBooks): Promise<boolean> {
  books.exec('BEGIN')
  try {
    await law.holds(books)
    return true
  } catch {
    return false
  } finally {
    books.exec('ROLLBACK')
  }
}
