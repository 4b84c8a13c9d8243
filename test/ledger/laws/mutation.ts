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
import { checkMutantsOf, type Mutant, mutantsOf, shareOf, type Trigger } from './mutants.ts'

// A closed database keeps its memory until the statements made on it are collected, which Node sees
// no need for: they are small to it, and large to the engine. A thousand of them fill a machine.
setFlagsFromString('--expose-gc')
const collect: () => void = runInNewContext('gc')

let bytes: Record<Law['on'], Buffer>
const laws = Object.values(groups).flat()

/**
 * Tries the mutants of one share of the triggers and tables, so that every core has some; the
 * shares together are all there are.
 */
export function tryShare(share: number, of: number): void {
  let tried = 0
  let all = 0
  beforeAll(async () => {
    const empty = await openTestBooks(null)
    await empty.client.execute('PRAGMA wal_checkpoint(TRUNCATE)')
    bytes = { empty: await readFile(empty.file), founded: await foundedBytes() }
    await empty.dispose()
  })
  afterAll(() => console.log(`${tried} of ${all} mutants, ${laws.length} laws`))

  test('every law holds on the engine alone, as it does through the protocol', async () => {
    expect(await fallenOn(null)).toBeNull()
  })

  test('the shares are all mutants, each in one of them', () => {
    const shares = Array.from({ length: of }, (_, one) => shareOf(allMutants(), one, of))
    expect(shares.flat().map(named).sort()).toEqual(allMutants().map(named).sort())
    expect(new Set(allMutants().map(named)).size).toBe(allMutants().length)
  })

  test('every mutant of the schema is noticed by a law', { timeout: 1_800_000 }, async () => {
    const mutants = shareOf(allMutants(), share, of)
    all = allMutants().length
    const survivors: string[] = []
    for (const mutant of mutants) {
      tried++
      const law = await fallenOn(mutant)
      if (law === null) survivors.push(mutant.name)
      else note(law, mutant.trigger)
      collect()
      await setImmediate()
    }
    // What is excused must survive, and must be a mutant of some share.
    const others = allMutants()
      .map(named)
      .filter((name) => !mutants.map(named).includes(name))
    const excused = Object.keys(equivalent).filter((name) => !others.includes(name))
    expect(survivors.sort()).toEqual(excused.sort())
  })
}

const named = ({ name }: Mutant) => name

function allMutants(): Mutant[] {
  const books = openNativeBooks(bytes.founded)
  const made = (type: string) =>
    books.readNow(
      'SELECT name, sql FROM sqlite_schema WHERE type = ?',
      type,
    ) as unknown as Trigger[]
  const mutants = [...mutantsOf(made('trigger')), ...checkMutantsOf(made('table'))]
  books.dispose()
  return mutants
}

/** The first law that falls on a mutant (null: the schema as it is), or null when all hold. */
async function fallenOn(mutant: Mutant | null): Promise<Law | null> {
  const books = { empty: openNativeBooks(bytes.empty), founded: openNativeBooks(bytes.founded) }
  try {
    if (mutant !== null) for (const each of Object.values(books)) change(each, mutant)
    for (const law of likelyFirst(mutant)) {
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

const noticed = new Map<string, number>()
const key = (law: Law, trigger: string) => `${trigger} ${law.says}`

function note(law: Law, trigger: string): void {
  for (const name of [key(law, trigger), key(law, '')]) {
    noticed.set(name, (noticed.get(name) ?? 0) + 1)
  }
}

/**
 * First the laws that noticed other mutants of the same trigger, then those that speak of a refusal
 * that the mutant touches, then those that noticed most.
 */
function likelyFirst(mutant: Mutant | null): Law[] {
  const { refusals = [], trigger = '' } = mutant ?? {}
  const score = (law: Law) =>
    1000 * (noticed.get(key(law, trigger)) ?? 0) +
    2000 * Number(refusals.some((token) => textOf(law).includes(token))) +
    (noticed.get(key(law, '')) ?? 0)
  return laws
    .map((law) => ({ law, points: score(law) }))
    .sort((a, b) => b.points - a.points)
    .map(({ law }) => law)
}

const texts = new Map<Law, string>()

function textOf(law: Law): string {
  const text = texts.get(law) ?? law.holds.toString()
  texts.set(law, text)
  return text
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
