import type { Client } from '@libsql/client/web'
import { sha256 } from './hash.ts'

/** What proved that a session is its person's. */
export type ProvenBy = 'code' | 'passkey'

/** A session that holds, with the person it belongs to. */
export interface Session {
  readonly id: string
  readonly person: { readonly id: string; readonly email: string }
  /** Milliseconds since the epoch, as is `provenAt`. */
  readonly expiresAt: number
  /** By what it was proven last, and when. */
  readonly provenBy: ProvenBy
  readonly provenAt: number
}

/**
 * The session of a token, or null if it has ended. The database knows the token's hash only, so a
 * copy of it signs nobody in.
 * @param now milliseconds since the epoch
 */
export async function findSession(
  host: Client,
  token: string,
  now: number,
): Promise<Session | null> {
  const { rows } = await host.execute({
    sql: `SELECT session.id, session.expiresAt, session.provenBy,
            coalesce(session.provenAt, session.createdAt) AS provenAt,
            person.id AS person, person.email
          FROM session JOIN person ON person.id = session.person
          WHERE session.tokenHash = ? AND session.expiresAt > ?`,
    args: [await sha256(token), now],
  })
  const [row] = rows
  if (!row) return null
  return {
    id: String(row.id),
    person: { id: String(row.person), email: String(row.email) },
    expiresAt: Number(row.expiresAt),
    provenBy: row.provenBy as ProvenBy,
    provenAt: Number(row.provenAt),
  }
}

/** Ends the session of a token, and forgets those that ran out. A token of none changes nothing. */
export async function endSession(host: Client, token: string, now: number): Promise<void> {
  await host.execute({
    sql: 'DELETE FROM session WHERE tokenHash = ? OR expiresAt <= ?',
    args: [await sha256(token), now],
  })
}
