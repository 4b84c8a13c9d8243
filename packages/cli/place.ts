import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { openDirectory, provisionIn, type Server, serverAt } from '@commonhour/host/node'
import { readLock } from '@commonhour/libsql-local'

/** The project's folder: migrations are read from it. */
export const root = resolve(import.meta.dirname, '../..')

/** The data directory, as `pnpm start` finds it. */
export function dataDirectoryOf(environment: Readonly<Record<string, string | undefined>>): string {
  return resolve(environment.DATA_DIR ?? join(root, 'data'))
}

export interface Place extends Server {
  readonly directory: string
  /** The process that serves the directory and that this one goes through; null: none does. */
  readonly servedBy: number | null
  close(): Promise<void>
}

/**
 * Reaches the databases of a data directory: through the process that serves it, else in this one,
 * so that there are never two writers.
 */
export async function openPlace(directory: string): Promise<Place> {
  const lock = readLock(directory)
  if (lock === null) return { ...(await openDirectory(directory)), directory, servedBy: null }
  const server = serverAt(`http://127.0.0.1:${lock.port}`)
  return { ...server, directory, servedBy: lock.pid, close: async () => {} }
}

/** Whether anything was ever kept there. Asking makes nothing. */
export function holdsData(directory: string): boolean {
  return existsSync(join(directory, 'host.db'))
}

/** Reaches the databases for a task and lets them go after it. */
export async function inPlace<T>(
  directory: string,
  task: (place: Place) => Promise<T>,
): Promise<T> {
  const place = await openPlace(directory)
  try {
    return await task(place)
  } finally {
    await place.close()
  }
}

/** Makes sure that the host's own database is there and up to date. */
export async function readyHost(place: Place): Promise<void> {
  await provisionIn(place, root, 'host')
}
