import type { Client, InStatement } from '@libsql/client/web'
import { sha256 } from './hash.ts'
import { splitSql } from './splitSql.ts'

/** One forward step of a database; `name` orders it among the others. */
export interface Migration {
  readonly name: string
  readonly sql: string
}

/** A migration that stands in a database: its name and the SHA-256 of its text. */
export interface Applied {
  readonly name: string
  readonly sha256: string
}

/** A row that goes with a migration, last in its batch; null where none does. */
export type MarkOf = (applied: Applied, now: number) => InStatement | null

// The runner's own book, made before the first migration, so that a migration never has to.
const book = `CREATE TABLE IF NOT EXISTS schema_migration (
  name TEXT NOT NULL PRIMARY KEY, sha256 TEXT NOT NULL, at INTEGER NOT NULL) STRICT`

/**
 * Applies what is missing, forward only, each migration as one write batch: all of it or nothing.
 * Two runners at once end in the same state, since each batch begins with its line in the book.
 * @param migrations all of them; what is applied must be the beginning of this list
 * @param now milliseconds since the epoch, noted beside each
 * @param markOf what each leaves in the database beside its own statements
 * @returns the names applied by this call
 * @throws when an applied migration's text has changed, when the database knows one that the list
 *   does not, or when a statement is refused (the message names migration and statement)
 */
export async function migrate(
  client: Client,
  migrations: readonly Migration[],
  now: number,
  markOf: MarkOf = () => null,
): Promise<string[]> {
  const wanted = await Promise.all(migrations.map(withHash))
  inOrder(wanted)
  await client.execute(book)
  const done: string[] = []
  const before = await applied(client)
  agree(wanted, before)
  for (const migration of wanted.slice(before.length)) {
    if (await apply(client, migration, now, markOf)) done.push(migration.name)
  }
  return done
}

/** The migrations a database has, in the order of their names. */
async function applied(client: Client): Promise<Applied[]> {
  const { rows } = await client.execute('SELECT name, sha256 FROM schema_migration ORDER BY name')
  return rows.map((row) => ({ name: String(row.name), sha256: String(row.sha256) }))
}

type Wanted = Migration & Applied

async function withHash(migration: Migration): Promise<Wanted> {
  return { ...migration, sha256: await sha256(migration.sql) }
}

function inOrder(wanted: readonly Wanted[]): void {
  for (const [i, migration] of wanted.entries()) {
    const before = wanted[i - 1]
    if (before && before.name >= migration.name) {
      throw new Error(`Migration ${migration.name} must sort after ${before.name}.`)
    }
  }
}

function agree(wanted: readonly Wanted[], have: readonly Applied[]): void {
  for (const [i, line] of have.entries()) {
    const match = wanted[i]
    if (match?.name !== line.name) {
      throw new Error(
        `The database has migration ${line.name}, which this program does not know in that place.` +
          ' It was made by a newer program: run that one.',
      )
    }
    if (match.sha256 !== line.sha256) {
      throw new Error(
        `Migration ${line.name} was changed after it was applied.` +
          ' Applied migrations never change: put its text back and write a new one.',
      )
    }
  }
}

async function apply(
  client: Client,
  migration: Wanted,
  now: number,
  markOf: MarkOf,
): Promise<boolean> {
  const { name } = migration
  const mark = markOf(migration, now)
  const line: InStatement = {
    sql: 'INSERT INTO schema_migration (name, sha256, at) VALUES (?, ?, ?)',
    args: [name, migration.sha256, now],
  }
  try {
    const statements = [line, ...splitSql(migration.sql), ...(mark === null ? [] : [mark])]
    await client.batch(statements, 'write')
    return true
  } catch (cause) {
    // Another runner may have been first: then its line stands, and there is nothing left to do.
    if (
      (await applied(client)).some((have) => have.name === name && have.sha256 === migration.sha256)
    ) {
      return false
    }
    throw new Error(`Migration ${name}, ${placeOf(cause)}: ${said(cause)}`, { cause })
  }
}

function placeOf(cause: unknown): string {
  const index = cause instanceof Error && 'statementIndex' in cause ? cause.statementIndex : null
  // The runner's own line is statement 0 of the batch, so this counts the file's from 1.
  return typeof index === 'number' ? `statement ${index}` : 'as a whole'
}

function said(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
