import type { Session } from '../plumbing/identity.ts'
import { redirect } from '../plumbing/pages.tsx'
import type { Tokens } from '../plumbing/tokens.ts'
import type { Visit } from '../plumbing/visit.ts'
import { arrivingCookie, sessionCookie } from './cookies.ts'

/** In, and on to where they were going. Whoever was signed in here before is so no more. */
export async function enter(
  visit: Visit,
  made: Session,
  to: string,
  tokens: Tokens,
): Promise<Response> {
  const { session, identity, env, now } = visit
  if (session !== undefined) {
    tokens.forget(session)
    await identity.signOut(session)
  }
  const seconds = Math.max(0, Math.floor((Date.parse(made.expiresAt) - now) / 1000))
  const response = redirect(to)
  response.headers.append('set-cookie', sessionCookie(env, made.session, seconds))
  response.headers.append('set-cookie', arrivingCookie(env, null))
  return response
}
