import type { Client, Row } from '@libsql/client/web'

/** A key that signs tokens. The private half is encrypted before it comes here. */
export interface SigningKey {
  /** What a token's `kid` names. */
  readonly id: string
  readonly alg: string
  readonly crv: string
  /** JSON Web Keys, as JSON text. */
  readonly publicKey: string
  readonly privateKey: string
  /** Milliseconds since the epoch. */
  readonly createdAt: number
}

/** The keys of this host, the newest first. */
export async function listSigningKeys(host: Client): Promise<SigningKey[]> {
  const { rows } = await host.execute('SELECT * FROM signing_key ORDER BY createdAt DESC, id')
  return rows.map(keyOf)
}

/**
 * Keeps a host's first key. Of several offered at the same moment one is kept and all callers get
 * that one, so no token is ever signed by a key that nobody publishes.
 */
export async function keepFirstSigningKey(host: Client, key: SigningKey): Promise<SigningKey> {
  const [, kept] = await host.batch(
    [
      {
        sql: `INSERT INTO signing_key (id, alg, crv, publicKey, privateKey, createdAt)
              SELECT ?, ?, ?, ?, ?, ? WHERE NOT EXISTS (SELECT 1 FROM signing_key)`,
        args: [key.id, key.alg, key.crv, key.publicKey, key.privateKey, key.createdAt],
      },
      'SELECT * FROM signing_key ORDER BY createdAt DESC, id LIMIT 1',
    ],
    'write',
  )
  const row = kept?.rows[0]
  if (!row) throw new Error('A signing key was neither found nor kept.')
  return keyOf(row)
}

function keyOf(row: Row): SigningKey {
  return {
    id: String(row.id),
    alg: String(row.alg),
    crv: String(row.crv),
    publicKey: String(row.publicKey),
    privateKey: String(row.privateKey),
    createdAt: Number(row.createdAt),
  }
}
