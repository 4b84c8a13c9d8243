import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDirectly } from '@commonhour/host/node'
import { dataDirectory, type LocalLibsql, openLibsql } from '@commonhour/libsql-local'
import { type Client, type Config, createClient } from '@libsql/client/web'

/** Both ways in: the same suite runs through each. */
export const doors = ['in process', 'over the port'] as const
/** A third one, for the client alone: its batches reach the queue as they are. */
export const direct = 'directly'
export type Door = (typeof doors)[number] | typeof direct

/** One libsql-local on a directory of its own, with a database `riverside`. */
export interface Place {
  directory: string
  libsql: LocalLibsql
  /** The real client; `close()` of the place ends it too. */
  client(config?: Partial<Config>): Client
  /** A request as the wire has it: a path of the server, JSON or raw text. */
  ask(path: string, body: unknown, init?: RequestInit): Promise<Response>
  /** One pipeline to `riverside`; its parsed answer. */
  // biome-ignore lint/suspicious/noExplicitAny: the tests look into an untyped wire
  pipeline(requests: unknown[]): Promise<{ status: number; answer: any }>
  /** Ends the server and starts another on the same files. */
  restart(): Promise<void>
  remove(): Promise<void>
}

export async function openPlace(door: Door): Promise<Place> {
  const directory = mkdtempSync(join(tmpdir(), 'libsql-local-'))
  const clients: Client[] = []
  let base = 'http://libsql.local/'

  const start = async () => {
    const libsql = openLibsql({ fileOf: dataDirectory(directory) })
    if (door === 'over the port') base = (await libsql.listen()).url
    return libsql
  }
  const place: Place = {
    directory,
    libsql: await start(),
    client(config) {
      const inProcess = door === 'over the port' ? {} : { fetch: place.libsql.fetch }
      const made = createClient({ url: `${base}dev/riverside/`, ...inProcess, ...config })
      const client = door === direct ? openDirectly(place.libsql, () => made)('riverside') : made
      clients.push(client)
      return client
    },
    ask(path, body, init = {}) {
      const text = typeof body === 'string' ? body : JSON.stringify(body)
      const send = door === 'over the port' ? fetch : place.libsql.fetch
      return send(new Request(new URL(path, base), { method: 'POST', body: text, ...init }))
    },
    async pipeline(requests) {
      const response = await place.ask('/dev/riverside/v2/pipeline', { requests })
      return { status: response.status, answer: await response.json() }
    },
    async restart() {
      await place.libsql.close()
      place.libsql = await start()
    },
    async remove() {
      for (const client of clients) client.close()
      await place.libsql.close()
      rmSync(directory, { recursive: true })
      if (existsSync(directory)) throw new Error('a file was written after close')
    },
  }
  const created = await place.ask('/v1/namespaces/riverside/create', {})
  if (created.status !== 200) throw new Error(`create answered ${created.status}`)
  return place
}

/** An `execute` request of the raw pipeline. */
export function execute(sql: string, args: unknown[] = []) {
  return { type: 'execute', stmt: { sql, args } }
}

/** What a promise was refused with; a promise that is kept fails the test. */
export async function refusalOf(promise: Promise<unknown>) {
  try {
    await promise
  } catch (thrown) {
    return thrown as Error & { code?: string; statementIndex?: number }
  }
  throw new Error('It was not refused')
}
