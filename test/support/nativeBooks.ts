import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import type { Books, Row } from './books.ts'
import type { Statement } from './rows.ts'

/** The engine alone, for what must be tried a thousand times: no protocol, no commit to disk. */
export interface NativeBooks extends Books {
  /** Runs statements as they stand, outside of any batch. */
  exec(sql: string): void
  /** Runs one batch; throws what refused it, all of it undone. */
  writeNow(...statements: Statement[]): void
  readNow(sql: string, ...args: (string | number)[]): Row[]
  dispose(): void
}

/**
 * Opens a copy of a database file. Batches are savepoints, so that they may stand in a transaction.
 */
export function openNativeBooks(bytes: Buffer): NativeBooks {
  const directory = mkdtempSync(join(tmpdir(), 'commonhour-native-'))
  const file = join(directory, 'riverside.db')
  writeFileSync(file, bytes)
  const db = new Database(file)
  db.defaultSafeIntegers(true)
  db.exec('PRAGMA foreign_keys = ON; PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY')
  // To compile a statement with all its triggers costs far more than to run it once more.
  const prepared = new Map<string, Database.Statement>()
  const prepare = (sql: string) => {
    const statement = prepared.get(sql) ?? db.prepare(sql)
    prepared.set(sql, statement)
    return statement
  }
  const writeNow = (...statements: Statement[]) => {
    db.exec('SAVEPOINT batch')
    try {
      for (const { args, sql } of statements) prepare(sql).run(...args)
      db.exec('RELEASE batch')
    } catch (thrown) {
      db.exec('ROLLBACK TO batch; RELEASE batch')
      throw thrown
    }
  }
  const readNow = (sql: string, ...args: (string | number)[]) => {
    const statement = prepare(sql)
    const names = statement.columns().map(({ name }) => name)
    const bound = args.map((arg) => (typeof arg === 'number' ? BigInt(arg) : arg))
    const rows = statement.raw().all(...bound) as (string | bigint | null)[][]
    return rows.map((row) =>
      Object.fromEntries(names.map((name, i) => [name, number(row[i])])),
    ) as Row[]
  }
  return {
    exec: (sql) => db.exec(sql),
    writeNow,
    readNow,
    async write(...statements) {
      writeNow(...statements)
    },
    async read(sql, ...args) {
      return readNow(sql, ...args)
    },
    dispose() {
      db.close()
      rmSync(directory, { recursive: true })
    },
  }
}

function number(value: unknown): unknown {
  return typeof value === 'bigint' ? Number(value) : value
}
