import { type Fault, fault, IdempotencyKey, type Operation } from '@commonhour/contract'
import { base64url } from 'jose'
import * as v from 'valibot'
import type { ApiEnv } from './env.ts'
import { shown } from './fields.ts'

/**
 * The caller's key, in lower case; null where the operation needs none.
 * @returns or `idempotency_key_is_missing`, for one that is no UUID as well
 */
export function readKey(operation: Operation, header: string | undefined): string | null | Fault {
  if (!operation.idempotent) return null
  if (header !== undefined && v.is(IdempotencyKey, header)) return header.toLowerCase()
  if (header === undefined) return fault('idempotency_key_is_missing')
  const fields = [{ pointer: '/Idempotency-Key', expected: 'a UUID', received: shown(header) }]
  return fault('idempotency_key_is_missing', { fields })
}

/** Makes fingerprints: HMAC-SHA-256 over method, path and canonical body, in base64url. */
export type Fingerprint = (method: string, path: string, sent: unknown) => Promise<string>

/** Without a secret, a stored fingerprint would let anyone guess at short bodies. */
export function fingerprints(env: Pick<ApiEnv, 'fingerprintSecret' | 'hmac'>): Fingerprint {
  const { fingerprintSecret, hmac = webHmac() } = env
  return async (method, path, sent) =>
    hmac(fingerprintSecret, `${method}\n${path}\n${canonical(sent)}`)
}

function webHmac(): (secret: string, text: string) => Promise<string> {
  let key: CryptoKey | undefined
  const hash = { name: 'HMAC', hash: 'SHA-256' }
  return async (secret, text) => {
    key ??= await crypto.subtle.importKey('raw', utf8(secret), hash, false, ['sign'])
    return base64url.encode(new Uint8Array(await crypto.subtle.sign('HMAC', key, utf8(text))))
  }
}

/** JSON with the names of every object in order: the same request however it was written. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const pairs = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${pairs.map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`).join(',')}}`
}

function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text)
}
