import { type Client, type Config, createClient } from '@libsql/client/web'

/** A libSQL client for one database: `host`, `audit`, or a community's. */
export type Open = (database: string) => Client

/** Where the databases are (ARCHITECTURE, "Names at run time"). Addresses end in `/`. */
export interface LibsqlEnvironment {
  readonly LIBSQL_HOST_URL: string
  readonly LIBSQL_HOST_TOKEN?: string | undefined
  readonly LIBSQL_AUDIT_URL?: string | undefined
  readonly LIBSQL_AUDIT_TOKEN?: string | undefined
  /** A template holding `{community}`. */
  readonly LIBSQL_COMMUNITY_URL?: string | undefined
  readonly LIBSQL_COMMUNITY_TOKEN?: string | undefined
  /** In place of the network: libsql-local in the same process. */
  readonly fetch?: typeof fetch | undefined
}

/**
 * Clients by database name, made at first use and kept as long as the returned function is.
 * On Node keep it; on workerd call this once per request, since a client shared between requests
 * queues one request's work behind another's and dies.
 * @throws when an address is missing or does not end in `/` (the last part would be lost)
 */
export function openFromEnvironment(env: LibsqlEnvironment): Open {
  const clients = new Map<string, Client>()
  return (database) => {
    const kept = clients.get(database)
    if (kept) return kept
    const made = createClient(configOf(env, database))
    clients.set(database, made)
    return made
  }
}

function configOf(env: LibsqlEnvironment, database: string): Config {
  const [name, template, authToken] = placeOf(env, database)
  if (!template) throw new Error(`${name} is not set.`)
  const url = template.replace('{community}', database)
  if (!url.endsWith('/')) throw new Error(`${name} must end in "/": ${template}`)
  return { url, ...(authToken && { authToken }), ...(env.fetch && { fetch: env.fetch }) }
}

type Place = [name: string, template: string | undefined, token: string | undefined]

function placeOf(env: LibsqlEnvironment, database: string): Place {
  if (database === 'host') return ['LIBSQL_HOST_URL', env.LIBSQL_HOST_URL, env.LIBSQL_HOST_TOKEN]
  if (database === 'audit') {
    return ['LIBSQL_AUDIT_URL', env.LIBSQL_AUDIT_URL, env.LIBSQL_AUDIT_TOKEN]
  }
  if (env.LIBSQL_COMMUNITY_URL && !env.LIBSQL_COMMUNITY_URL.includes('{community}')) {
    throw new Error(
      'LIBSQL_COMMUNITY_URL must hold {community}, else all would share one database.',
    )
  }
  return ['LIBSQL_COMMUNITY_URL', env.LIBSQL_COMMUNITY_URL, env.LIBSQL_COMMUNITY_TOKEN]
}
