import type { MiddlewareHandler } from 'hono'

/**
 * No inline script or style, nothing from elsewhere, no frame around us. The service worker asks
 * for our own pages, under this same policy.
 */
const policy = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Files of others are put into this page: no script of it may ask anybody, not even us. */
const verifyPath = '/verify'
const sendsNothing = policy.replace("connect-src 'self'", "connect-src 'none'")

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * What every answer of the web client says, its files' too. `same-origin`: with `no-referrer` a
 * post would send `Origin: null`.
 */
export const fixedHeaders: readonly [name: string, value: string][] = [
  ['content-security-policy', policy],
  ['referrer-policy', 'same-origin'],
  ['x-content-type-options', 'nosniff'],
  ['cross-origin-opener-policy', 'same-origin'],
  ['permissions-policy', 'camera=(), geolocation=(), microphone=()'],
]

/** The headers of every page. */
export function headers(secure: boolean): MiddlewareHandler {
  return async (c, next) => {
    await next()
    const set = (name: string, value: string) => c.res.headers.set(name, value)
    for (const [name, value] of fixedHeaders) set(name, value)
    if (c.req.path === verifyPath) set('content-security-policy', sendsNothing)
    if (secure) set('strict-transport-security', 'max-age=31536000')
    // Whoever did not say otherwise shows something personal.
    if (!c.res.headers.has('cache-control')) set('cache-control', 'private, no-store')
  }
}

/**
 * Unsafe methods must come from our own pages; a request that does not say where from is refused.
 */
export function cameFromUs(request: Request, base: string): boolean {
  if (safeMethods.has(request.method)) return true
  const site = request.headers.get('sec-fetch-site')
  if (site !== null) return site === 'same-origin'
  return request.headers.get('origin') === new URL(base).origin
}
