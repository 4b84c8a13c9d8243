import { fault, uuidv7 } from '@commonhour/contract'
import type { ApiContext, ApiMiddleware } from './context.ts'
import type { ApiEnv } from './env.ts'
import { quotaHeaders, quotaKey } from './quota.ts'
import { refuse } from './refuse.ts'
import { keptCallers } from './token.ts'

/** First of all: an id for the request, and one line in the log when it is answered. */
export function numbered(env: ApiEnv): ApiMiddleware {
  return async (c, next) => {
    const startedAt = env.now()
    const request = uuidv7(startedAt, env.random(10))
    c.set('request', request)
    await next()
    c.header('Request-Id', request)
    env.log({
      level: 'info',
      event: 'request',
      request,
      method: c.req.method,
      operation: c.get('operation')?.name ?? null,
      status: c.res.status,
      code: c.get('refused')?.fault ?? null,
      milliseconds: env.now() - startedAt,
    })
  }
}

/** The API serves data and one docs page: nothing of it may be framed, sniffed or embedded. */
export function guarded(env: ApiEnv): ApiMiddleware {
  const secure = env.base.startsWith('https:')
  return async (c, next) => {
    await next()
    c.header('X-Content-Type-Options', 'nosniff')
    c.header('Referrer-Policy', 'no-referrer')
    if (secure) c.header('Strict-Transport-Security', 'max-age=63072000; includeSubDomains')
    if (c.res.headers.has('Content-Security-Policy')) return
    c.header('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'")
  }
}

const exposed = [
  'ETag',
  'Idempotent-Replayed',
  'Link',
  'RateLimit',
  'RateLimit-Policy',
  'Request-Id',
  'Retry-After',
  'WWW-Authenticate',
].join(', ')

/**
 * Any origin may call: only a Bearer token opens anything here and no browser sends one by itself,
 * so a foreign page can do no more than a foreign server. Credentials are never allowed.
 */
export const shared: ApiMiddleware = async (c, next) => {
  if (c.req.method === 'OPTIONS' && c.req.header('access-control-request-method')) {
    return preflight(c)
  }
  await next()
  c.header('Access-Control-Allow-Origin', '*')
  c.header('Access-Control-Expose-Headers', exposed)
}

function preflight(c: ApiContext): Response {
  c.header('Access-Control-Allow-Origin', '*')
  c.header('Access-Control-Allow-Methods', 'GET, HEAD, POST')
  c.header(
    'Access-Control-Allow-Headers',
    'Authorization, Content-Type, Idempotency-Key, If-None-Match, On-Behalf-Of',
  )
  c.header('Access-Control-Max-Age', '86400')
  return c.body(null, 204)
}

const slugIn = /^\/v1\/communities\/([^/]+)/

/**
 * Reads who asks, counts the request under them or their address, tells what is left, and refuses
 * what is too much.
 */
export function counted(env: ApiEnv): ApiMiddleware {
  const callers = keptCallers(env)
  return async (c, next) => {
    const slug = slugIn.exec(c.req.path)?.[1] ?? ''
    const authorization = c.req.header('authorization')
    const caller = authorization ? await callers(authorization, slug) : undefined
    c.set('caller', caller)
    const taken = await env.quota.take(quotaKey(caller, slug, c.env.address), env.now())
    for (const [name, value] of Object.entries(quotaHeaders(env.quota.policy, taken))) {
      c.header(name, value)
    }
    if (taken.allowed) return next()
    return refuse(c, fault('quota_is_used_up', { retryAfterSeconds: taken.resetSeconds }))
  }
}
