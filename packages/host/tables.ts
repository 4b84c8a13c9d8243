/**
 * The tables of the host database and their columns, as the migrations make them (a test compares).
 * Whatever writes by name, writes only what stands here.
 */
export const tables = {
  community: ['slug', 'name', 'database', 'state', 'createdAt'],
  alarm_notice: ['community', 'code', 'since', 'signedSize', 'signedAt'],
  person: ['id', 'email', 'createdAt'],
  session: [
    'id',
    'tokenHash',
    'person',
    'createdAt',
    'expiresAt',
    'device',
    'provenBy',
    'provenAt',
    'seenAt',
  ],
  passkey: ['id', 'person', 'name', 'publicKey', 'counter', 'transports', 'createdAt', 'usedAt'],
  passkey_challenge: ['hash', 'endsAt'],
  verification: ['id', 'identifier', 'value', 'createdAt', 'expiresAt'],
  signing_key: ['id', 'alg', 'crv', 'publicKey', 'privateKey', 'createdAt'],
  app: ['id', 'name', 'secretHash', 'redirectUris', 'scopes', 'contact', 'createdAt'],
  sign_in_counter: ['key', 'tries', 'endsAt'],
} as const

export type Table = keyof typeof tables

/** @throws when the table has no such column: names become SQL, so they come from the list only */
export function columnOf(table: Table, column: string): string {
  const known: readonly string[] = tables[table]
  if (!known.includes(column)) throw new Error(`The table ${table} has no column ${column}.`)
  return column
}
