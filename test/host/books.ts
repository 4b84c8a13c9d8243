import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate, type Open, openFromEnvironment } from '@commonhour/host'
import { readMigrations } from '@commonhour/host/node'
import { openLibsql } from '@commonhour/libsql-local'

/**
 * Databases of a test's own, behind the protocol of production, in a directory removed at the end.
 */
export interface Books {
  readonly open: Open
  readonly fetch: typeof fetch
  close(): Promise<void>
}

/** No database stands at first; `provision` or `openHost` makes them. */
export async function openBooks(): Promise<Books> {
  const directory = await mkdtemp(join(tmpdir(), 'commonhour-host-'))
  const local = openLibsql({ fileOf: (name) => join(directory, `${name}.db`) })
  const through = local.fetch as typeof fetch
  const url = 'http://libsql.local/dev'
  return {
    fetch: through,
    open: openFromEnvironment({
      LIBSQL_HOST_URL: `${url}/host/`,
      LIBSQL_COMMUNITY_URL: `${url}/{community}/`,
      fetch: through,
    }),
    async close() {
      await local.close()
      await rm(directory, { recursive: true, force: true })
    },
  }
}

export const hostMigrations = () =>
  readMigrations(new URL('../../migrations/host', import.meta.url).pathname)

/** Makes an empty database. */
export async function makeDatabase(books: Books, name: string): Promise<void> {
  const answer = await books.fetch(`http://libsql.local/v1/namespaces/${name}/create`, {
    method: 'POST',
    body: '{}',
  })
  if (!answer.ok) throw new Error(await answer.text())
}

/** Books with a host database up to date. */
export async function openHost(): Promise<Books> {
  const books = await openBooks()
  await makeDatabase(books, 'host')
  await migrate(books.open('host'), await hostMigrations(), 0)
  return books
}
