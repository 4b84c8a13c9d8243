import type { Client, Row } from '@libsql/client/web'

/** Whoever signs in: one e-mail on the host. Their name belongs to their communities. */
export interface Person {
  readonly id: string
  readonly email: string
  /** Milliseconds since the epoch. */
  readonly createdAt: number
}

/** One spelling per mailbox: no space around it, lower case, composed characters. */
export function normaliseEmail(email: string): string {
  return email.trim().toLowerCase().normalize('NFC')
}

/**
 * The person with this e-mail; made with the given id if there is none yet.
 * Two calls at once end with one person: the e-mail is unique in the database.
 * @param now milliseconds since the epoch
 * @param id a new UUIDv7, used only if the person is new
 */
export async function findOrCreatePerson(
  host: Client,
  email: string,
  now: number,
  id: string,
): Promise<Person> {
  const normal = normaliseEmail(email)
  const [, found] = await host.batch(
    [
      {
        sql: `INSERT INTO person (id, email, createdAt) VALUES (?, ?, ?)
              ON CONFLICT (email) DO NOTHING`,
        args: [id, normal, now],
      },
      { sql: 'SELECT * FROM person WHERE email = ?', args: [normal] },
    ],
    'write',
  )
  const row = found?.rows[0]
  if (!row) throw new Error('A person was neither found nor made.')
  return personOf(row)
}

/** The person with this id, or null. */
export async function findPerson(host: Client, id: string): Promise<Person | null> {
  const { rows } = await host.execute({ sql: 'SELECT * FROM person WHERE id = ?', args: [id] })
  return rows[0] ? personOf(rows[0]) : null
}

/** The person with this e-mail, or null. */
export async function findPersonByEmail(host: Client, email: string): Promise<Person | null> {
  const { rows } = await host.execute({
    sql: 'SELECT * FROM person WHERE email = ?',
    args: [normaliseEmail(email)],
  })
  return rows[0] ? personOf(rows[0]) : null
}

/**
 * Forgets a person: their address and whatever signs them in. Codes sent to them stand under a
 * keyed hash and run out. Whoever signs in with that address later is somebody new.
 */
export async function forgetPerson(host: Client, id: string): Promise<void> {
  const statements = [
    { sql: 'DELETE FROM session WHERE person = ?', args: [id] },
    { sql: 'DELETE FROM passkey WHERE person = ?', args: [id] },
    { sql: 'DELETE FROM person WHERE id = ?', args: [id] },
  ]
  await host.batch(statements, 'write')
}

function personOf(row: Row): Person {
  return { id: String(row.id), email: String(row.email), createdAt: Number(row.createdAt) }
}
