import type { Client } from '@libsql/client/web'
import { type MarkOf, type Migration, migrate } from './migrate.ts'

/**
 * How a new database comes to be on a server that speaks sqld's namespaces (libsql-local, sqld).
 */
export interface Provision {
  /** The server's address, without a closing `/`. */
  readonly base: string
  readonly database: string
  readonly token?: string | undefined
  readonly fetch?: typeof fetch | undefined
  readonly client: Client
  readonly migrations: readonly Migration[]
  /** Milliseconds since the epoch. */
  readonly now: number
  readonly markOf?: MarkOf
}

/**
 * Makes a database if it is not there, then brings it up to date. Safe to repeat: half of it done
 * is finished by the next call.
 * @returns the names of the migrations applied
 * @throws when the server refuses to make it, or as `migrate` does
 */
export async function provision(it: Provision): Promise<string[]> {
  const send = it.fetch ?? fetch
  const answer = await send(`${it.base}/v1/namespaces/${it.database}/create`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(it.token && { authorization: `Bearer ${it.token}` }),
    },
    body: '{}',
  })
  const text = await answer.text()
  if (!answer.ok && !isThereAlready(answer.status, text)) {
    throw new Error(`The database ${it.database} could not be made: ${answer.status} ${text}`)
  }
  return migrate(it.client, it.migrations, it.now, it.markOf)
}

function isThereAlready(status: number, text: string): boolean {
  return status === 409 || (status === 400 && /already exists/i.test(text))
}
