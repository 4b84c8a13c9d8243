import { serialize } from 'hono/utils/cookie'
import type { WebEnv } from '../env.ts'
import { sessionCookieName } from '../plumbing/visit.ts'

/**
 * `__Host-` on https: this origin only, no domain, whole path. On http://localhost browsers refuse
 * that prefix.
 */
export function sessionCookie(env: WebEnv, session: string, seconds: number): string {
  return serialize(sessionCookieName(env), session, { ...options(env), maxAge: seconds })
}

export function noSessionCookie(env: WebEnv): string {
  return sessionCookie(env, '', 0)
}

/**
 * Who asked for a code, and where they were going: between two pages, never in an address or a log.
 */
export interface Arriving {
  email: string
  to: string
}

const arrivingSeconds = 15 * 60

export function arrivingCookieName(env: WebEnv): string {
  return env.sessionCookieSecure ? '__Host-arriving' : 'arriving'
}

export function arrivingCookie(env: WebEnv, arriving: Arriving | null): string {
  const value = arriving === null ? '' : JSON.stringify(arriving)
  const maxAge = arriving === null ? 0 : arrivingSeconds
  return serialize(arrivingCookieName(env), value, { ...options(env), maxAge })
}

export function arrivingOf(text: string | undefined): Arriving | undefined {
  try {
    const { email, to } = JSON.parse(text ?? '') as Partial<Arriving>
    return typeof email === 'string' ? { email, to: insideOf(to ?? '') } : undefined
  } catch {
    return undefined
  }
}

/** That a passkey was offered in this browser; nothing more, as long as a cookie lasts. */
export function offeredCookieName(env: WebEnv): string {
  return env.sessionCookieSecure ? '__Host-offered' : 'offered'
}

export function offeredCookie(env: WebEnv): string {
  const maxAge = 400 * 86_400
  return serialize(offeredCookieName(env), 'passkey', { ...options(env), maxAge })
}

/** An address of ours to go to after signing in; anything else leads to the front page. */
export function insideOf(to: string): string {
  return /^\/(?![/\\])[\x21-\x7e]*$/.test(to) && !to.includes('\\') ? to : '/'
}

function options(env: WebEnv) {
  return { path: '/', httpOnly: true, sameSite: 'Lax', secure: env.sessionCookieSecure } as const
}
