import { createHash } from 'node:crypto'
import { type Bytes, type KeyUse, type SigningKey, seedOf, signingKeyOf } from '@commonhour/proof'

export const origin = 'time.example/riverside'
const hostSecret = new TextEncoder().encode('a secret of a host that exists in tests only')

/** A key of the community of the tests, or of another one; always the same. */
export function testKey(use: KeyUse, generation = 0, of = origin): Promise<SigningKey> {
  return signingKeyOf(seedOf(hostSecret, { origin: of, use, generation }), use)
}

/** The salt of an account, which in life is random. */
export function saltOf(publicId: string): Bytes {
  return Uint8Array.from(createHash('sha256').update(`salt ${publicId}`).digest())
}

export const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
