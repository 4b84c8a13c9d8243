import { sha256 } from '@noble/hashes/sha2.js'
import * as v from 'valibot'
import { type Bytes, base64urlOf, bytesOfBase64url, utf8 } from '../bytes.ts'
import { type Finding, finding } from '../findings.ts'

/** What a key may sign. One that promises receipts is accepted on nothing else, and so on. */
export const keyUses = ['report', 'receipt', 'recovery'] as const
export type KeyUse = (typeof keyUses)[number]

/** A public key as a community publishes it: a JWK (RFC 8037) with its use and its time. */
export interface PublicKey {
  readonly kty: 'OKP'
  readonly crv: 'Ed25519'
  /** 32 bytes, base64url. */
  readonly x: string
  /** RFC 7638 thumbprint. */
  readonly kid: string
  readonly use: KeyUse
  /** The sizes of the log that it may sign, both counted in; null: no end yet. */
  readonly from: number
  readonly until: number | null
}

const Size = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const PublicKeyShape = v.object({
  kty: v.literal('OKP'),
  crv: v.literal('Ed25519'),
  x: v.pipe(v.string(), v.check(isKeyText)),
  kid: v.string(),
  use: v.picklist(keyUses),
  from: v.optional(Size, 0),
  until: v.optional(v.nullable(Size), null),
})

/** A key as somebody hands it in; a JWK whose `kid` is not its own thumbprint is none. */
export function readPublicKey(value: unknown): PublicKey | Finding {
  const read = v.safeParse(PublicKeyShape, value)
  if (!read.success || read.output.kid !== kidOf(read.output.x)) return finding('key_is_malformed')
  return read.output
}

/** A public key from its 32 bytes. */
export function publicKeyOf(raw: Uint8Array, use: KeyUse, from = 0): PublicKey {
  const x = base64urlOf(raw)
  return { kty: 'OKP', crv: 'Ed25519', x, kid: kidOf(x), use, from, until: null }
}

/** RFC 7638: SHA-256 of the required members, in their order, without spaces. */
export function kidOf(x: string): string {
  return base64urlOf(sha256(utf8(JSON.stringify({ crv: 'Ed25519', kty: 'OKP', x }))))
}

/** Whether the key may sign for a log of this size. */
export function isValidAt({ from, until }: PublicKey, size: number): boolean {
  return size >= from && (until === null || size <= until)
}

/**
 * The key for WebCrypto, which has Ed25519 in browsers, Workers and Node alike; null where the
 * bytes are no point of the curve. Some notice that here, the others when they verify.
 */
export async function verifyingKeyOf(key: { readonly x: string }): Promise<CryptoKey | null> {
  try {
    return await crypto.subtle.importKey('raw', rawOf(key), 'Ed25519', false, ['verify'])
  } catch {
    return null
  }
}

/** Whether the key signed the message: Ed25519 (RFC 8032), 64 bytes. */
export async function isSignedBy(
  key: { readonly x: string },
  message: Bytes,
  signature: Bytes,
): Promise<boolean> {
  const verifying = await verifyingKeyOf(key)
  return verifying !== null && crypto.subtle.verify('Ed25519', verifying, signature, message)
}

/** The 32 bytes of a key that was read before. */
export function rawOf({ x }: { readonly x: string }): Bytes {
  return bytesOfBase64url(x) as Bytes
}

function isKeyText(x: string): boolean {
  return bytesOfBase64url(x)?.length === 32
}
