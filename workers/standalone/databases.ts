import { join } from 'node:path'
import { listCommunities, type Open, openFromEnvironment, provision } from '@commonhour/host'
import { readMigrations } from '@commonhour/host/node'
import { dataDirectory, openLibsql, takeLock } from '@commonhour/libsql-local'

/** Where libsql-local answers in process: no port, only a name. */
export const inProcess = 'http://libsql.local'

export interface Databases {
  readonly open: Open
  /** Waits for queued work, closes every file and lets the directory go. Safe to repeat. */
  close(): Promise<void>
}

/**
 * Opens the databases of a data directory, migrated; also on a loopback port, written in the lock,
 * so that the command line goes through this process.
 * @throws LockIsHeld when another process serves the directory
 */
export async function openDatabases(directory: string, root: string): Promise<Databases> {
  const libsql = openLibsql({ fileOf: dataDirectory(directory) })
  const served = await libsql.listen(0)
  let lock: { release(): void }
  try {
    lock = takeLock(directory, served.port)
  } catch (cause) {
    await served.close()
    await libsql.close()
    throw cause
  }
  const close = async () => {
    await served.close()
    await libsql.close()
    lock.release()
  }
  try {
    const open = openInProcess(libsql.fetch)
    await migrateAll(open, libsql.fetch, root)
    return { open, close }
  } catch (cause) {
    await close()
    throw cause
  }
}

/** Clients over libsql-local in the same process. */
export function openInProcess(fetch: unknown): Open {
  return openFromEnvironment({
    LIBSQL_HOST_URL: `${inProcess}/dev/host/`,
    LIBSQL_AUDIT_URL: `${inProcess}/dev/audit/`,
    LIBSQL_COMMUNITY_URL: `${inProcess}/dev/{community}/`,
    fetch: fetch as typeof globalThis.fetch,
  })
}

/** Makes one database and brings it up to date. */
export async function provisionIn(
  open: Open,
  fetch: unknown,
  root: string,
  database: string,
): Promise<void> {
  const folder = database === 'host' ? 'host' : 'community'
  await provision({
    base: inProcess,
    database,
    fetch: fetch as typeof globalThis.fetch,
    client: open(database),
    migrations: await readMigrations(join(root, 'migrations', folder)),
    now: Date.now(),
  })
}

async function migrateAll(open: Open, fetch: unknown, root: string): Promise<void> {
  await provisionIn(open, fetch, root, 'host')
  for (const { database, state } of await listCommunities(open('host'))) {
    if (state !== 'founding') await provisionIn(open, fetch, root, database)
  }
}
