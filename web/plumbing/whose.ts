import type { MiddlewareHandler } from 'hono'
import { getCookie } from 'hono/cookie'
import type { WebEnv } from '../env.ts'
import { sessionCookieName } from './visit.ts'

/** Says to the service worker, which sees no cookie, whose page this is. */
const whoseHeader = 'commonhour-whose'

/** A word of each session's own, that tells nothing of it; the empty session has one too. */
export function saysWhose(env: WebEnv): MiddlewareHandler {
  return async (c, next) => {
    const session = getCookie(c, sessionCookieName(env)) ?? ''
    await next()
    if (!c.res.headers.get('content-type')?.startsWith('text/html')) return
    c.res.headers.set(whoseHeader, await wordOf(session))
  }
}

async function wordOf(session: string): Promise<string> {
  const bytes = new TextEncoder().encode(`whose ${session}`)
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return [...digest.subarray(0, 8)].map((one) => one.toString(16).padStart(2, '0')).join('')
}
