import { type Fault, fault, isFault, momentOf } from '@commonhour/contract'
import { endSession, findSession, nameDevice, type Session } from '@commonhour/host'
import { APIError } from 'better-auth'
import type { Context } from 'hono'
import * as v from 'valibot'
import { Email } from './codes.ts'
import type { IdentityEnv } from './env.ts'
import { pauseFor } from './limits.ts'
import { inputOf, refuse } from './refuse.ts'
import type { SignIn } from './signIn.ts'

/** What a session was begun on, in a few words, for its person to know it again by. */
export const Device = v.pipe(v.string('a few words'), v.trim(), v.maxLength(60))

const CodeGiven = v.strictObject({
  email: Email,
  // People type the code as they read it: "123 456" is meant as 123456.
  code: v.pipe(
    v.string('the code of six digits'),
    v.transform((text) => text.normalize('NFKC').replace(/[\s-]/g, '')),
    v.regex(/^\d{6}$/, 'the code of six digits'),
  ),
  device: v.optional(Device, ''),
})

/**
 * `POST /auth/session { email, code, device? }` → 200 `{ session, person, expiresAt }`: takes a
 * code, once, and begins a session. `session` is told here only; afterwards it is sent as
 * `Authorization: Bearer`.
 */
export function beginSession(env: IdentityEnv, signIn: SignIn) {
  return async (c: Context): Promise<Response> => {
    const input = await inputOf(c, CodeGiven)
    if (isFault(input)) return refuse(input)
    const { email, code, device } = input
    const pause = await pauseFor(env, 'guess', email, c.req.raw)
    if (pause) return refuse(pause)
    const token = await redeem(signIn, email, code)
    if (isFault(token)) return refuse(token)
    const host = env.open('host')
    const session = await findSession(host, token, env.now())
    if (session && device !== '') await nameDevice(host, session.id, device)
    if (!session) throw new Error('A session that has just begun was not found.')
    return c.json({ session: token, ...answerOf(session) })
  }
}

/** `GET /auth/session` → 200 `{ person, expiresAt }`, or `session_has_ended`. */
export function readSession(env: IdentityEnv) {
  return async (c: Context): Promise<Response> => {
    const session = await sessionOf(env, c)
    return isFault(session) ? refuse(session) : c.json(answerOf(session))
  }
}

/** `DELETE /auth/session` → 204, also when it had ended. */
export function leaveSession(env: IdentityEnv) {
  return async (c: Context): Promise<Response> => {
    const token = bearerOf(c)
    if (token) await endSession(env.open('host'), token, env.now())
    return c.body(null, 204)
  }
}

/** The session a request carries, or `session_has_ended`. */
export async function sessionOf(env: IdentityEnv, c: Context): Promise<Session | Fault> {
  const token = bearerOf(c)
  const session = token ? await findSession(env.open('host'), token, env.now()) : null
  return session ?? fault('session_has_ended')
}

/** Cookies mean nothing here: a browser sends them by itself, also for another site's page. */
function bearerOf(c: Context): string | null {
  return /^Bearer ([\w-]{20,200})$/i.exec(c.req.header('authorization') ?? '')?.[1] ?? null
}

export function answerOf({ person, expiresAt }: Session) {
  return { person: { id: person.id, email: person.email }, expiresAt: momentOf(expiresAt) }
}

async function redeem(signIn: SignIn, email: string, otp: string): Promise<string | Fault> {
  try {
    return (await signIn.api.signInEmailOTP({ body: { email, otp } })).token
  } catch (refused) {
    if (!(refused instanceof APIError)) throw refused
    if (refused.body?.code === 'INVALID_OTP') return fault('code_is_wrong')
    // A code that was tried five times ends as one that ran out: only a new one helps.
    const ends = ['OTP_EXPIRED', 'TOO_MANY_ATTEMPTS']
    if (ends.includes(String(refused.body?.code))) return fault('code_has_expired')
    throw refused
  }
}
