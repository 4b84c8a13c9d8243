import { base64urlOf, bytesOfBase64url } from '../bytes.ts'
import { jsonOf } from '../json.ts'
import { type SigningKey, signingKeyOf } from './signingKey.ts'

const seedBytes = 32

/**
 * A steward's own key, to sign reports with: made on their own machine, and kept as a private JWK
 * (RFC 8037) that never leaves it.
 * @param random 32 fresh random bytes
 */
export async function makeOwnKey(random: Uint8Array): Promise<{ key: SigningKey; text: string }> {
  const key = await signingKeyOf(random, 'report')
  const { kid, x } = key.publicKey
  const jwk = { kty: 'OKP', crv: 'Ed25519', kid, x, d: base64urlOf(random) }
  return { key, text: `${JSON.stringify(jwk, null, 2)}\n` }
}

/** The key that a file holds; null where it holds none, or halves that do not belong together. */
export async function readOwnKey(text: string): Promise<SigningKey | null> {
  const { d, x } = (jsonOf(text) ?? {}) as { d?: unknown; x?: unknown }
  const seed = typeof d === 'string' ? bytesOfBase64url(d) : null
  if (seed?.length !== seedBytes) return null
  const key = await signingKeyOf(seed, 'report')
  return key.publicKey.x === x ? key : null
}
