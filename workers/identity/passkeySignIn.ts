import { type Fault, fault, isFault } from '@commonhour/contract'
import {
  findPasskey,
  findSession,
  listPasskeys,
  type Passkey,
  proveSession,
  startSession,
  usePasskey,
} from '@commonhour/host'
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  verifyAuthenticationResponse,
} from '@simplewebauthn/server'
import type { Context } from 'hono'
import * as v from 'valibot'
import { newChallenge, type Purpose, takesChallenge } from './challenges.ts'
import type { IdentityEnv } from './env.ts'
import { newId } from './library.ts'
import { pauseFor } from './limits.ts'
import { placeOf } from './passkeys.ts'
import { inputOf, refuse } from './refuse.ts'
import { answerOf, Device, sessionOf } from './sessions.ts'
import { sessionDays } from './signIn.ts'

const text = (most: number) => v.pipe(v.string('a text'), v.minLength(1), v.maxLength(most))

const Used = v.strictObject({
  response: v.looseObject({
    id: text(1400),
    rawId: text(1400),
    type: v.literal('public-key'),
    response: v.looseObject({
      clientDataJSON: text(4000),
      authenticatorData: text(4000),
      signature: text(4000),
    }),
    clientExtensionResults: v.looseObject({}),
  }),
  device: v.optional(Device, ''),
})

/**
 * `POST /auth/passkey/asking` → 200: what `navigator.credentials.get` is to be asked. Without a
 * session any passkey of this place may answer; with one, its person's own, to prove them again.
 */
export function askWithPasskey(env: IdentityEnv) {
  return async (c: Context): Promise<Response> => {
    const given = c.req.header('authorization') !== undefined
    const session = given ? await sessionOf(env, c) : null
    if (isFault(session)) return refuse(session)
    const person = session?.person.id
    const own = person === undefined ? [] : await listPasskeys(env.open('host'), person)
    const options = await generateAuthenticationOptions({
      rpID: placeOf(env),
      challenge: await newChallenge(env, purposeOf(person)),
      allowCredentials: own.map(({ id, transports }) => ({ id, transports: [...transports] })),
      userVerification: 'required',
    })
    return c.json(options)
  }
}

/** `POST /auth/passkey/session { response, device? }` → 200, as `POST /auth/session` answers. */
export function beginByPasskey(env: IdentityEnv) {
  return async (c: Context): Promise<Response> => {
    const input = await inputOf(c, Used)
    if (isFault(input)) return refuse(input)
    const pause = await pauseFor(env, 'guess', `passkey ${input.response.id}`, c.req.raw)
    if (pause) return refuse(pause)
    const response = input.response as unknown as AuthenticationResponseJSON
    const used = await answeredBy(env, response, undefined)
    if (isFault(used)) return refuse(used)
    const host = env.open('host')
    const now = env.now()
    const token = randomToken()
    const expiresAt = now + sessionDays * 86_400_000
    const { person } = used
    const { device } = input
    await startSession(host, { id: newId(now), token, person, device, now, expiresAt })
    const session = await findSession(host, token, now)
    if (!session) throw new Error('A session that has just begun was not found.')
    return c.json({ session: token, ...answerOf(session) })
  }
}

/** `POST /auth/passkey/proof { response }` with a session → 204: proves who is there again. */
export function proveByPasskey(env: IdentityEnv) {
  return async (c: Context): Promise<Response> => {
    const session = await sessionOf(env, c)
    if (isFault(session)) return refuse(session)
    const input = await inputOf(c, Used)
    if (isFault(input)) return refuse(input)
    const response = input.response as unknown as AuthenticationResponseJSON
    const used = await answeredBy(env, response, session.person.id)
    if (isFault(used)) return refuse(used)
    await proveSession(env.open('host'), session.id, env.now())
    return c.body(null, 204)
  }
}

function purposeOf(person: string | undefined): Purpose {
  return person === undefined ? 'sign-in' : `proof of ${person}`
}

/** The passkey that answered; `passkey_is_unknown`, `passkey_is_not_good`, `passkey_was_copied`. */
async function answeredBy(
  env: IdentityEnv,
  response: AuthenticationResponseJSON,
  person: string | undefined,
): Promise<Passkey | Fault> {
  const host = env.open('host')
  const passkey = await findPasskey(host, response.id)
  if (!passkey) return fault('passkey_is_unknown')
  if (person !== undefined && passkey.person !== person) return fault('passkey_is_unknown')
  const counter = await counterOf(env, response, passkey, purposeOf(person))
  if (isFault(counter)) return counter
  const noted = await usePasskey(host, { id: passkey.id, counter, now: env.now() })
  return noted ? passkey : fault('passkey_was_copied')
}

/** What the authenticator says it has counted, once its signature is found good. */
async function counterOf(
  env: IdentityEnv,
  response: AuthenticationResponseJSON,
  passkey: Passkey,
  purpose: Purpose,
): Promise<number | Fault> {
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge: takesChallenge(env, purpose),
      expectedOrigin: new URL(env.base).origin,
      expectedRPID: placeOf(env),
      // The counter is compared by the database, where two at once meet.
      credential: { id: passkey.id, publicKey: bytesOf(passkey.publicKey), counter: 0 },
      requireUserVerification: true,
    })
    return verified ? authenticationInfo.newCounter : fault('passkey_is_not_good')
  } catch {
    // The library throws what it finds wrong: another origin, place, challenge, or broken bytes.
    return fault('passkey_is_not_good')
  }
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(plain, (one) => one.charCodeAt(0))
}

function randomToken(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
