import { hkdf } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { type Bytes, base64urlOf, bytesOfBase64url, joined, utf8 } from '../bytes.ts'
import { type KeyUse, type PublicKey, publicKeyOf } from './key.ts'

/** A key that can sign, with its public half. The private half does not leave WebCrypto. */
export interface SigningKey {
  readonly publicKey: PublicKey
  readonly privateKey: CryptoKey
}

/** What tells one derived key from all others of a host. */
export interface KeyPlace {
  /** Of the community, as its checkpoints name it. */
  readonly origin: string
  readonly use: KeyUse
  /** 0 for the first; a new one when a key is replaced. */
  readonly generation: number
}

/** A secret shorter than the key it makes would be the easier one to guess. */
const leastSecretBytes = 32

/**
 * The 32 bytes from which a community's Ed25519 key is made (HKDF-SHA-256, RFC 5869): always the
 * same ones, so that a host keeps one secret and can still hand a community its own keys on exit.
 */
export function seedOf(hostSecret: Uint8Array, { generation, origin, use }: KeyPlace): Bytes {
  if (hostSecret.length < leastSecretBytes) {
    throw new RangeError(`A host's secret has at least ${leastSecretBytes} bytes.`)
  }
  // A list keeps its parts apart: no origin can be read as another one's use.
  const info = utf8(JSON.stringify(['commonhour key', use, origin, generation]))
  return hkdf(sha256, hostSecret, utf8('commonhour'), info, 32) as Bytes
}

// RFC 8410: what stands before the seed in a PKCS #8 document of an Ed25519 key.
const beforeSeed = bytesOfBase64url('MC4CAQAwBQYDK2VwBCIEIA') as Bytes

/** The signing key that a seed of 32 bytes makes. */
export async function signingKeyOf(seed: Uint8Array, use: KeyUse, from = 0): Promise<SigningKey> {
  const document = joined(beforeSeed, seed)
  const open = await crypto.subtle.importKey('pkcs8', document, 'Ed25519', true, ['sign'])
  const { x = '' } = await crypto.subtle.exportKey('jwk', open)
  const jwk = { kty: 'OKP', crv: 'Ed25519', x, d: base64urlOf(seed) }
  const privateKey = await crypto.subtle.importKey('jwk', jwk, 'Ed25519', false, ['sign'])
  return { publicKey: publicKeyOf(bytesOfBase64url(x) as Bytes, use, from), privateKey }
}

/** 64 bytes of Ed25519 (RFC 8032), the same for the same message. */
export async function signed(key: SigningKey, message: Uint8Array): Promise<Bytes> {
  const bytes = joined(message)
  return new Uint8Array(await crypto.subtle.sign('Ed25519', key.privateKey, bytes))
}
