import { type Fault, isFault } from '@commonhour/contract'
import type { Caller } from './caller.ts'

/** What one key may ask in one window. */
export interface QuotaPolicy {
  readonly requests: number
  readonly windowSeconds: number
}

export interface Taken {
  readonly allowed: boolean
  /** Requests left in this window; null where the counter does not tell. */
  readonly remaining: number | null
  /** Seconds until the window ends. */
  readonly resetSeconds: number
}

/** Counts requests per key. At the edge the platform counts, on standalone this process. */
export interface Quota {
  readonly policy: QuotaPolicy
  /** @param now milliseconds since the epoch */
  take(key: string, now: number): Promise<Taken>
}

/**
 * Beyond this many callers in one window the rest share one count, so that memory stays bounded.
 */
const mostKeys = 100_000

/** A fixed window in memory: for one process. */
export function memoryQuota(policy: QuotaPolicy): Quota {
  let window = -1
  const taken = new Map<string, number>()
  return {
    policy,
    async take(key, now) {
      const seconds = now / 1000
      const current = Math.floor(seconds / policy.windowSeconds)
      if (current !== window) taken.clear()
      window = current
      const counted = taken.has(key) || taken.size < mostKeys ? key : 'everyone else'
      const count = (taken.get(counted) ?? 0) + 1
      taken.set(counted, count)
      return {
        allowed: count <= policy.requests,
        remaining: Math.max(0, policy.requests - count),
        resetSeconds: Math.max(1, Math.ceil((current + 1) * policy.windowSeconds - seconds)),
      }
    },
  }
}

/** The platform's own counter: it says yes or no, not how many are left. */
export interface RateLimitBinding {
  limit(asked: { key: string }): Promise<{ success: boolean }>
}

/** @param policy must be what wrangler.toml gives the binding: the binding does not tell */
export function platformQuota(binding: RateLimitBinding, policy: QuotaPolicy): Quota {
  return {
    policy,
    async take(key) {
      const { success } = await binding.limit({ key })
      return { allowed: success, remaining: null, resetSeconds: policy.windowSeconds }
    },
  }
}

/**
 * The headers of draft-ietf-httpapi-ratelimit-headers-10.
 * `RateLimit` is left out where the counter does not tell what is left.
 */
export function quotaHeaders(policy: QuotaPolicy, taken: Taken): Record<string, string> {
  const headers: Record<string, string> = {
    'RateLimit-Policy': `"default";q=${policy.requests};w=${policy.windowSeconds}`,
  }
  if (taken.remaining !== null) {
    headers.RateLimit = `"default";r=${taken.remaining};t=${taken.resetSeconds}`
  }
  return headers
}

/**
 * Whom a request is counted under: who asks, where a token that was verified says so, else its
 * address. All members reach us through the web's one address, so a token comes first; what a
 * made-up one says opens no count of its own.
 */
export function quotaKey(
  caller: Caller | Fault | undefined,
  slug: string,
  address: string | undefined,
): string {
  const isKnown = caller !== undefined && !isFault(caller)
  return isKnown ? `${caller.kind}:${caller.id}@${slug}` : `address:${address ?? 'unknown'}`
}
