import type { Client } from '@libsql/client/web'
import { sha256 } from './hash.ts'
import type { ProvenBy } from './sessions.ts'

/** A session as its person sees it among theirs. */
export interface ListedSession {
  readonly id: string
  /** Two words, such as `Firefox, Android`; '' where the browser did not tell. */
  readonly device: string
  readonly provenBy: ProvenBy
  /** Milliseconds since the epoch, as is `seenAt`. */
  readonly createdAt: number
  readonly seenAt: number
}

interface NewSession {
  readonly id: string
  readonly token: string
  readonly person: string
  readonly device: string
  /** Milliseconds since the epoch, as is `expiresAt`. */
  readonly now: number
  readonly expiresAt: number
}

/** Begins a session that no code began. The database gets the token's hash only. */
export async function startSession(host: Client, session: NewSession): Promise<void> {
  const { id, token, person, device, now, expiresAt } = session
  await host.execute({
    sql: `INSERT INTO session (id, tokenHash, person, device, createdAt, expiresAt, provenBy)
          VALUES (?, ?, ?, ?, ?, ?, 'passkey')`,
    args: [id, await sha256(token), person, device, now, expiresAt],
  })
}

/** Says what a session was begun on. */
export async function nameDevice(host: Client, id: string, device: string): Promise<void> {
  await host.execute({ sql: 'UPDATE session SET device = ? WHERE id = ?', args: [device, id] })
}

/** The session was proven again by a passkey. */
export async function proveSession(host: Client, id: string, now: number): Promise<void> {
  await host.execute({
    sql: "UPDATE session SET provenBy = 'passkey', provenAt = ? WHERE id = ?",
    args: [now, id],
  })
}

/** Notes that a session was used, to the hour: what is finer would follow a person's day. */
export async function seeSession(host: Client, id: string, now: number): Promise<void> {
  await host.execute({
    sql: 'UPDATE session SET seenAt = ? WHERE id = ? AND coalesce(seenAt, createdAt) <= ? - 3600000',
    args: [now, id, now],
  })
}

/** A person's sessions that hold, the newest first. */
export async function listSessions(
  host: Client,
  person: string,
  now: number,
): Promise<ListedSession[]> {
  const { rows } = await host.execute({
    sql: `SELECT id, device, provenBy, createdAt, coalesce(seenAt, createdAt) AS seenAt
          FROM session WHERE person = ? AND expiresAt > ? ORDER BY createdAt DESC, id DESC`,
    args: [person, now],
  })
  return rows.map((row) => ({
    id: String(row.id),
    device: String(row.device),
    provenBy: row.provenBy as ProvenBy,
    createdAt: Number(row.createdAt),
    seenAt: Number(row.seenAt),
  }))
}

/** Ends one session of a person. One that is not theirs, or has ended, changes nothing. */
export async function endSessionOf(host: Client, person: string, id: string): Promise<void> {
  await host.execute({
    sql: 'DELETE FROM session WHERE person = ? AND id = ?',
    args: [person, id],
  })
}

/** Ends all sessions of a person but this one. */
export async function endOtherSessions(host: Client, person: string, kept: string): Promise<void> {
  await host.execute({
    sql: 'DELETE FROM session WHERE person = ? AND id <> ?',
    args: [person, kept],
  })
}
