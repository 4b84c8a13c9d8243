import type { Client, Row } from '@libsql/client/web'
import { sha256 } from './hash.ts'

/** A key that an authenticator of a person holds; here is its public half. */
export interface Passkey {
  /** The credential's id, base64url. */
  readonly id: string
  readonly person: string
  /** What its person calls it. */
  readonly name: string
  /** COSE, base64url. */
  readonly publicKey: string
  /** How often it signed, as it says itself; 0 always where it does not count. */
  readonly counter: number
  readonly transports: readonly string[]
  /** Milliseconds since the epoch, as is `usedAt`. */
  readonly createdAt: number
  readonly usedAt: number | null
}

/** Keeps a new passkey. @returns false when there is one with this id already */
export async function addPasskey(host: Client, passkey: Omit<Passkey, 'usedAt'>): Promise<boolean> {
  const { id, person, name, publicKey, counter, transports, createdAt } = passkey
  const { rowsAffected } = await host.execute({
    sql: `INSERT INTO passkey (id, person, name, publicKey, counter, transports, createdAt)
          VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
    args: [id, person, name, publicKey, counter, JSON.stringify(transports), createdAt],
  })
  return rowsAffected === 1
}

export async function findPasskey(host: Client, id: string): Promise<Passkey | null> {
  const { rows } = await host.execute({ sql: 'SELECT * FROM passkey WHERE id = ?', args: [id] })
  return rows[0] ? passkeyOf(rows[0]) : null
}

/** A person's passkeys, the oldest first. */
export async function listPasskeys(host: Client, person: string): Promise<Passkey[]> {
  const { rows } = await host.execute({
    sql: 'SELECT * FROM passkey WHERE person = ? ORDER BY createdAt, id',
    args: [person],
  })
  return rows.map(passkeyOf)
}

/**
 * Notes that a passkey has signed.
 * @returns false when its counter did not go on, or it was removed meanwhile
 */
export async function usePasskey(
  host: Client,
  { id, counter, now }: { id: string; counter: number; now: number },
): Promise<boolean> {
  const { rowsAffected } = await host.execute({
    sql: `UPDATE passkey SET counter = ?, usedAt = ?
          WHERE id = ? AND (counter < ? OR (counter = 0 AND ? = 0))`,
    args: [counter, now, id, counter, counter],
  })
  return rowsAffected === 1
}

/** @returns false when the person has no such passkey */
export async function removePasskey(host: Client, person: string, id: string): Promise<boolean> {
  const { rowsAffected } = await host.execute({
    sql: 'DELETE FROM passkey WHERE person = ? AND id = ?',
    args: [person, id],
  })
  return rowsAffected === 1
}

/**
 * Takes a challenge as answered, and forgets those that ran out.
 * @returns false when it was answered before
 */
export async function spendChallenge(
  host: Client,
  { challenge, endsAt, now }: { challenge: string; endsAt: number; now: number },
): Promise<boolean> {
  const [, spent] = await host.batch(
    [
      { sql: 'DELETE FROM passkey_challenge WHERE endsAt <= ?', args: [now] },
      {
        sql: `INSERT INTO passkey_challenge (hash, endsAt) VALUES (?, ?)
              ON CONFLICT (hash) DO NOTHING`,
        args: [await sha256(challenge), endsAt],
      },
    ],
    'write',
  )
  return spent?.rowsAffected === 1
}

function passkeyOf(row: Row): Passkey {
  return {
    id: String(row.id),
    person: String(row.person),
    name: String(row.name),
    publicKey: String(row.publicKey),
    counter: Number(row.counter),
    transports: JSON.parse(String(row.transports)) as string[],
    createdAt: Number(row.createdAt),
    usedAt: row.usedAt === null ? null : Number(row.usedAt),
  }
}
