import { type LibsqlEnvironment, openFromEnvironment } from '@commonhour/host'
import { createRemoteJWKSet, customFetch } from 'jose'
import type { ApiEnv } from './env.ts'
import { memoryQuota, platformQuota, type QuotaPolicy, type RateLimitBinding } from './quota.ts'

/** What wrangler.toml binds to this Worker. */
export interface ApiBindings extends LibsqlEnvironment {
  /** The origin everyone knows us by. */
  readonly BASE_URL: string
  readonly FINGERPRINT_SECRET: string
  /** What receipt keys derive from, base64url. */
  readonly RECEIPT_SECRET: string
  /** Identity, asked for its public keys only. Without it they are fetched from `BASE_URL`. */
  readonly IDENTITY?: { fetch(url: string, init?: RequestInit): Promise<Response> }
  /** The platform's counter; without it each isolate counts for itself. */
  readonly QUOTA?: RateLimitBinding
}

/** What one key may ask. wrangler.toml gives its binding the same two numbers. */
const policy: QuotaPolicy = { requests: 600, windowSeconds: 60 }

/**
 * Bindings, parsed once per isolate.
 * @throws when one is missing: the Worker must not answer half configured
 */
export function apiEnvOf(bindings: ApiBindings): ApiEnv {
  const base = required(bindings, 'BASE_URL').replace(/\/$/, '')
  const { IDENTITY: identity, QUOTA: quota } = bindings
  return {
    base,
    // A client for each call: on workerd one that is shared between requests dies.
    open: (database) => openFromEnvironment(bindings)(database),
    keys: createRemoteJWKSet(
      new URL(`${base}/.well-known/jwks.json`),
      identity && { [customFetch]: (url, init) => identity.fetch(url, init) },
    ),
    fingerprintSecret: required(bindings, 'FINGERPRINT_SECRET'),
    receiptSecret: required(bindings, 'RECEIPT_SECRET'),
    quota: quota ? platformQuota(quota, policy) : memoryQuota(policy),
    now: () => Date.now(),
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
    log: (line) => console.log(JSON.stringify(line)),
  }
}

type RequiredName = 'BASE_URL' | 'FINGERPRINT_SECRET' | 'RECEIPT_SECRET'

function required(bindings: ApiBindings, name: RequiredName): string {
  const value = bindings[name]
  if (!value) throw new Error(`${name} is not set.`)
  return value
}
