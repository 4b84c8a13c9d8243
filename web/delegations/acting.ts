import { idPattern } from '@commonhour/contract'
import { serialize } from 'hono/utils/cookie'
import type { WebEnv } from '../env.ts'

/**
 * Whom this browser acts for, in which community: the API judges at every request whether it may.
 */
export function actingCookieName(env: WebEnv): string {
  return env.sessionCookieSecure ? '__Host-acting' : 'acting'
}

/** @param member nobody: this browser acts for whoever is signed in again */
export function actingCookie(env: WebEnv, community: string, member: string | null): string {
  return serialize(actingCookieName(env), member === null ? '' : `${community}.${member}`, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: env.sessionCookieSecure,
    maxAge: member === null ? 0 : actingSeconds,
  })
}

/** Forgotten after a working day: who comes back says anew for whom they act. */
const actingSeconds = 8 * 3600

/** The member this browser acts for here; undefined for whoever is signed in. */
export function actingOf(cookie: string | undefined, community: string): string | undefined {
  const [where, member = ''] = (cookie ?? '').split('.')
  return where === community && idPattern.test(member) ? member : undefined
}
