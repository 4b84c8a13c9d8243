import { readdir, readFile } from 'node:fs/promises'
import { faults } from '@commonhour/contract'
import { expect, test } from 'vitest'
import { communityMigrations } from '../../support/books.ts'

const sql = (await communityMigrations())
  .map((migration) => migration.sql.replace(/^--.*$/gm, ''))
  .join('\n')
const raised = new Set(
  [...sql.matchAll(/RAISE\(\s*(\w+),\s*'(\w+)'\)/g)].map(([, , token]) => token),
)
const named = new Set([...sql.matchAll(/CONSTRAINT (\w+)/g)].map(([, token]) => token))

test('every refusal aborts: never FAIL, ROLLBACK or IGNORE', () => {
  const ways = [...sql.matchAll(/RAISE\(\s*(\w+)/g)].map(([, way]) => way)
  expect(new Set(ways)).toEqual(new Set(['ABORT']))
  expect(sql).not.toMatch(/OR (FAIL|ROLLBACK|IGNORE|REPLACE)/)
})

test('every CHECK has a name', () => {
  const checks = [...sql.matchAll(/(CONSTRAINT \w+\s+)?CHECK\s*\(/g)]
  expect(checks.length).toBeGreaterThan(20)
  expect(checks.filter(([, name]) => name === undefined)).toEqual([])
})

test('every token that the schema can raise is provoked by a law', async () => {
  const directory = new URL('.', import.meta.url)
  const files = (await readdir(directory)).filter((name) => name !== 'tokens.test.ts')
  const laws = (
    await Promise.all(files.map((name) => readFile(new URL(name, directory), 'utf8')))
  ).join()
  const missing = [...raised, ...named].filter((token) => !laws.includes(`'${token}'`))
  expect(raised.size).toBeGreaterThan(30)
  expect(missing).toEqual([])
})

test('every token that the schema can raise is a fault of the catalogue', () => {
  // A CHECK that no caller can reach by the front door is a bug, not a fault.
  const unknown = [...raised, ...named].filter((token) => !Object.hasOwn(faults, String(token)))
  expect(unknown.filter((token) => token !== 'row_is_malformed')).toEqual([])
})
