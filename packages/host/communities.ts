import { type Fault, fault, isFault, slugPattern } from '@commonhour/contract'
import type { Client, Row } from '@libsql/client/web'
import type { Open } from './open.ts'

/** `founding`: named, its books not yet ready · `open` · `moved`: it left this host. */
export type CommunityState = 'founding' | 'open' | 'moved'

/** One line of the host's register. */
export interface RegisteredCommunity {
  readonly slug: string
  readonly name: string
  /** The name its database is opened by. */
  readonly database: string
  readonly state: CommunityState
  /** Milliseconds since the epoch. */
  readonly createdAt: number
}

/**
 * Names no community may have: the host's own databases, and what already stands at the beginning
 * of an address (a community of that name could never be reached). The database refuses them as
 * well.
 */
export const reservedSlugs: readonly string[] = [
  ...['host', 'audit'],
  ...['v1', 'docs', 'auth', 'oauth', 'dev', 'federation', 'healthz', 'readyz', 'metrics'],
  ...['assets', 'sign-in', 'sign-out', 'verify'],
]

/**
 * Enters a new community, in state `founding`.
 * @returns the line, or `request_is_malformed` (its slug or name is none), or `id_is_taken`
 */
export async function registerCommunity(
  host: Client,
  it: { slug: string; name: string; database?: string; now: number },
): Promise<RegisteredCommunity | Fault> {
  const { slug, now } = it
  const name = it.name.trim()
  const wrong = badField(slug, name)
  if (wrong) return fault('request_is_malformed', { fields: [wrong] })
  try {
    const { rows } = await host.execute({
      sql: `INSERT INTO community (slug, name, database, state, createdAt)
            VALUES (?, ?, ?, 'founding', ?) RETURNING *`,
      args: [slug, name, it.database ?? slug, now],
    })
    return communityOf(rows[0] as Row)
  } catch (cause) {
    // The message of a refused statement ends in what its trigger raised.
    if (!(cause instanceof Error && cause.message.endsWith('id_is_taken'))) throw cause
    return fault('id_is_taken', { detail: `The name ${slug} is taken.` })
  }
}

/** Notes that a community's books are ready, or that it has moved away. */
export async function markCommunity(
  host: Client,
  slug: string,
  state: CommunityState,
): Promise<RegisteredCommunity | Fault> {
  const { rows } = await host.execute({
    sql: 'UPDATE community SET state = ? WHERE slug = ? RETURNING *',
    args: [state, slug],
  })
  const [row] = rows
  return row ? communityOf(row) : fault('community_is_unknown')
}

/** The communities of this host, by slug. */
export async function listCommunities(host: Client): Promise<RegisteredCommunity[]> {
  const { rows } = await host.execute('SELECT * FROM community ORDER BY slug')
  return rows.map(communityOf)
}

/** Reads from the register and tells nothing; throws when the host's books are out of reach. */
export async function reachRegister(host: Client): Promise<void> {
  await host.execute('SELECT 1 FROM community LIMIT 1')
}

/** @returns the community's line, or `community_is_unknown` */
export async function findCommunity(
  host: Client,
  slug: string,
): Promise<RegisteredCommunity | Fault> {
  const { rows } = await host.execute({
    sql: 'SELECT * FROM community WHERE slug = ?',
    args: [slug],
  })
  const [row] = rows
  return row ? communityOf(row) : fault('community_is_unknown')
}

/**
 * From slug to books: a function that opens a community's database.
 * @param known names met before. Share one map between requests: a slug never changes its database,
 *   so the host is asked only when a slug is first met
 */
export function communityDoor(
  open: Open,
  known = new Map<string, string>(),
): (slug: string) => Promise<Client | Fault> {
  return async (slug) => {
    const database = known.get(slug)
    if (database !== undefined) return open(database)
    if (!slugPattern.test(slug)) return fault('community_is_unknown')
    const found = await findCommunity(open('host'), slug)
    if (isFault(found)) return found
    if (found.state === 'founding') return fault('community_is_unknown')
    known.set(slug, found.database)
    return open(found.database)
  }
}

function badField(slug: string, name: string) {
  if (!slugPattern.test(slug) || reservedSlugs.includes(slug)) {
    const expected = '2 to 40 of a–z, 0–9 and -, beginning with a letter, and not a reserved one'
    return { pointer: '/slug', expected, received: slug }
  }
  if (name.length < 1 || name.length > 120) {
    return { pointer: '/name', expected: '1 to 120 characters', received: name }
  }
}

function communityOf(row: Row): RegisteredCommunity {
  return {
    slug: String(row.slug),
    name: String(row.name),
    database: String(row.database),
    state: String(row.state) as CommunityState,
    createdAt: Number(row.createdAt),
  }
}
