import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate } from '@commonhour/host'
import { readMigrations } from '@commonhour/host/node'
import { openLibsql } from '@commonhour/libsql-local'
import { type Client, createClient } from '@libsql/client/web'
import { founding } from './founding.ts'
import { now, type Statement } from './rows.ts'

export type Row = Record<string, string | number | null>

/** What a law is tried through: one door to write, one to read. */
export interface Books {
  /** One write batch: all of it, or the fault of the refused statement thrown. */
  write(...statements: Statement[]): Promise<void>
  read(sql: string, ...args: (string | number)[]): Promise<Row[]>
}
export interface TestBooks extends Books {
  readonly client: Client
  /** The database file, for those who look at its bytes. */
  readonly file: string
  dispose(): Promise<void>
}

/**
 * The token of a refusal: the last word of what the database said.
 * @throws when nothing was refused
 */
export async function refusal(books: Books, ...statements: Statement[]): Promise<string> {
  try {
    await books.write(...statements)
  } catch (thrown) {
    return (thrown as Error).message.split(/\s+/).at(-1) ?? ''
  }
  throw new Error(`It was not refused: ${statements.at(-1)?.sql}`)
}

export const communityMigrations = () =>
  readMigrations(new URL('../../migrations/community', import.meta.url).pathname)

/** Books with a community founded in them (see founding.ts), on a temporary file of their own. */
export async function foundTestBooks(): Promise<TestBooks> {
  founded ??= foundedBytes()
  return openTestBooks(await founded)
}

/** The same as bytes of a database file, made once. */
export async function foundedBytes(): Promise<Buffer> {
  const books = await openTestBooks(null)
  await books.write(...founding())
  await books.client.execute('PRAGMA wal_checkpoint(TRUNCATE)')
  const bytes = await readFile(books.file)
  await books.dispose()
  return bytes
}
let founded: Promise<Buffer> | undefined

/** Books on a copy of a database file; migrated, and no community founded, when there is none. */
export async function openTestBooks(bytes: Buffer | null): Promise<TestBooks> {
  const directory = await mkdtemp(join(tmpdir(), 'commonhour-books-'))
  const file = join(directory, 'riverside.db')
  await writeFile(file, bytes ?? '')
  const local = openLibsql({ fileOf: () => file })
  const client = createClient({
    url: 'http://libsql.local/dev/riverside/',
    fetch: local.fetch as typeof fetch,
  })
  if (bytes === null) await migrate(client, await communityMigrations(), now)
  return {
    client,
    file,
    async write(...statements) {
      await client.batch(statements, 'write')
    },
    async read(text, ...args) {
      const { columns, rows } = await client.execute({ sql: text, args: args.map(whole) })
      return rows.map((row) =>
        Object.fromEntries(columns.map((name) => [name, row[name]])),
      ) as Row[]
    },
    async dispose() {
      client.close()
      await local.close()
      await rm(directory, { recursive: true })
    },
  }
}

function whole(arg: string | number): string | bigint {
  return typeof arg === 'number' ? BigInt(arg) : arg
}
