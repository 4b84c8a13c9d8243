import { join } from 'node:path'
import { dataDirectory, type LocalLibsql, openLibsql, takeLock } from '@commonhour/libsql-local'
import { listCommunities } from './communities.ts'
import { openDirectly } from './direct.ts'
import { readMigrations } from './migrationFiles.ts'
import { type Open, openFromEnvironment } from './open.ts'
import { provision } from './provision.ts'
import { schemaLeaf } from './schemaLeaf.ts'

/** Where libsql-local answers in process: no port, only a name. */
export const inProcess = 'http://libsql.local'

/** The databases of a place: how to open them, and the server that makes new ones. */
export interface Server {
  readonly open: Open
  /** The server's address, without a closing `/`. */
  readonly base: string
  readonly fetch: typeof fetch
}
export interface Databases extends Server {
  /** The same server on a loopback port, with a closing `/`. */
  readonly url: string
  /** Waits for queued work, closes every file and lets the directory go. Safe to repeat. */
  close(): Promise<void>
}

/**
 * Opens a data directory in this process, as it stands; also on a loopback port, written in the
 * lock, so that another process goes through this one.
 * @param port on 127.0.0.1; 0 takes a free one
 * @throws LockIsHeld when another process serves the directory
 */
export async function openDirectory(directory: string, port = 0): Promise<Databases> {
  const libsql = openLibsql({ fileOf: dataDirectory(directory) })
  const served = await libsql.listen(port)
  let lock: { release(): void }
  try {
    lock = takeLock(directory, served.port)
  } catch (cause) {
    await served.close()
    await libsql.close()
    throw cause
  }
  return {
    ...serverInProcess(libsql),
    url: served.url,
    async close() {
      await served.close()
      await libsql.close()
      lock.release()
    },
  }
}

/** Opens a data directory, with the host's and every community's database brought up to date. */
export async function openDatabases(directory: string, root: string, port = 0): Promise<Databases> {
  const databases = await openDirectory(directory, port)
  try {
    await migrateAll(databases, root)
    return databases
  } catch (cause) {
    await databases.close()
    throw cause
  }
}

/** libsql-local in the same process. */
export function serverInProcess(libsql: LocalLibsql): Server {
  const server = serverAt(inProcess, libsql.fetch as typeof globalThis.fetch)
  return { ...server, open: openDirectly(libsql, server.open) }
}

/** A server that speaks sqld's namespaces, at an address without a closing `/`. */
export function serverAt(base: string, fetch = globalThis.fetch): Server {
  const open = openFromEnvironment({
    LIBSQL_HOST_URL: `${base}/dev/host/`,
    LIBSQL_AUDIT_URL: `${base}/dev/audit/`,
    LIBSQL_COMMUNITY_URL: `${base}/dev/{community}/`,
    fetch,
  })
  return { open, base, fetch }
}

/**
 * Makes one database if it is not there, and brings it up to date.
 * @param root the project's folder, which holds the migrations
 * @returns the names of the migrations applied
 */
export async function provisionIn(
  { base, fetch, open }: Server,
  root: string,
  database: string,
): Promise<string[]> {
  const folder = folderOf(database)
  const migrations = await readMigrations(join(root, 'migrations', folder))
  const it = { base, database, fetch, client: open(database), migrations, now: Date.now() }
  return provision(folder === 'community' ? { ...it, markOf: schemaLeaf } : it)
}

function folderOf(database: string): 'host' | 'audit' | 'community' {
  return database === 'host' || database === 'audit' ? database : 'community'
}

/**
 * Brings the host's database, audit's memory and every community up to date, but for those whose
 * founding is not finished: whoever finishes it does that.
 * @returns what was applied, by database
 */
export async function migrateAll(
  server: Server,
  root: string,
): Promise<{ database: string; applied: string[] }[]> {
  const done: { database: string; applied: string[] }[] = []
  for (const database of ['host', 'audit']) {
    done.push({ database, applied: await provisionIn(server, root, database) })
  }
  for (const { database, state } of await listCommunities(server.open('host'))) {
    if (state === 'founding') continue
    done.push({ database, applied: await provisionIn(server, root, database) })
  }
  return done
}
