import { type Fault, fault, isFault, momentOf } from '@commonhour/contract'
import { addPasskey, listPasskeys, type Passkey, removePasskey } from '@commonhour/host'
import {
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  type VerifiedRegistrationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import type { Context } from 'hono'
import * as v from 'valibot'
import { newChallenge, takesChallenge } from './challenges.ts'
import type { IdentityEnv } from './env.ts'
import { inputOf, refuse } from './refuse.ts'
import { sessionOf } from './sessions.ts'
import { isFresh } from './standing.ts'

const text = (most: number) => v.pipe(v.string('a text'), v.minLength(1), v.maxLength(most))

const Made = v.strictObject({
  name: v.pipe(v.string('what to call it'), v.trim(), v.minLength(1), v.maxLength(60)),
  // The library looks at the rest; here only what must be there for it to begin.
  response: v.looseObject({
    id: text(1400),
    rawId: text(1400),
    type: v.literal('public-key'),
    response: v.looseObject({ clientDataJSON: text(4000), attestationObject: text(9000) }),
    clientExtensionResults: v.looseObject({}),
  }),
})

/** ES256, RS256, EdDSA (COSE): what phones, computers and keys have. */
const supportedAlgorithmIDs = [-7, -257, -8]

/** Which place passkeys are for: the host's name, without its port. */
export function placeOf(env: IdentityEnv): string {
  return new URL(env.base).hostname
}

/** `GET /auth/passkey` with a session → 200 `{ items }`: the person's own, the oldest first. */
export function readPasskeys(env: IdentityEnv) {
  return async (c: Context): Promise<Response> => {
    const session = await sessionOf(env, c)
    if (isFault(session)) return refuse(session)
    const items = await listPasskeys(env.open('host'), session.person.id)
    return c.json({ items: items.map(shownOf) })
  }
}

/**
 * `POST /auth/passkey/making` with a session → 200: what `navigator.credentials.create` is to be
 * asked, or `step_up_is_needed`: whoever finds a phone unlocked makes no key of their own.
 */
export function askForPasskey(env: IdentityEnv) {
  return async (c: Context): Promise<Response> => {
    const session = await sessionOf(env, c)
    if (isFault(session)) return refuse(session)
    if (!isFresh(session, env.now())) return refuse(fault('step_up_is_needed'))
    const { id, email } = session.person
    const has = await listPasskeys(env.open('host'), id)
    const options = await generateRegistrationOptions({
      rpName: 'Commonhour',
      rpID: placeOf(env),
      userName: email,
      userID: new TextEncoder().encode(id),
      challenge: await newChallenge(env, `passkey of ${id}`),
      attestationType: 'none',
      supportedAlgorithmIDs,
      excludeCredentials: has.map(({ id, transports }) => ({ id, transports: [...transports] })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    })
    return c.json(options)
  }
}

/**
 * `POST /auth/passkey { name, response }` with a session → 201: the passkey that was made;
 * `passkey_is_not_good` for one that answers something else, `passkey_is_known` for one twice.
 */
export function makePasskey(env: IdentityEnv) {
  return async (c: Context): Promise<Response> => {
    const session = await sessionOf(env, c)
    if (isFault(session)) return refuse(session)
    const input = await inputOf(c, Made)
    if (isFault(input)) return refuse(input)
    if (!isFresh(session, env.now())) return refuse(fault('step_up_is_needed'))
    const person = session.person.id
    const made = await lookedAt(env, person, input.response as unknown as RegistrationResponseJSON)
    if (isFault(made)) return refuse(made)
    const { id, publicKey, counter, transports = [] } = made.credential
    const passkey: Passkey = {
      id,
      person,
      name: input.name,
      publicKey: encoded(publicKey),
      counter,
      transports: transports.slice(0, 8).map((one) => String(one).slice(0, 20)),
      createdAt: env.now(),
      usedAt: null,
    }
    if (!(await addPasskey(env.open('host'), passkey))) return refuse(fault('passkey_is_known'))
    return c.json(shownOf(passkey), 201)
  }
}

/** `DELETE /auth/passkey/{id}` with a session → 204, also when there is none such. */
export function dropPasskey(env: IdentityEnv) {
  return async (c: Context): Promise<Response> => {
    const session = await sessionOf(env, c)
    if (isFault(session)) return refuse(session)
    if (!isFresh(session, env.now())) return refuse(fault('step_up_is_needed'))
    await removePasskey(env.open('host'), session.person.id, c.req.param('id') ?? '')
    return c.body(null, 204)
  }
}

type Registered = NonNullable<VerifiedRegistrationResponse['registrationInfo']>

async function lookedAt(
  env: IdentityEnv,
  person: string,
  response: RegistrationResponseJSON,
): Promise<Registered | Fault> {
  try {
    const { registrationInfo } = await verifyRegistrationResponse({
      response,
      expectedChallenge: takesChallenge(env, `passkey of ${person}`),
      expectedOrigin: new URL(env.base).origin,
      expectedRPID: placeOf(env),
      requireUserVerification: true,
      supportedAlgorithmIDs,
    })
    return registrationInfo ?? fault('passkey_is_not_good')
  } catch {
    // The library throws what it finds wrong: another origin, place, challenge, or broken bytes.
    return fault('passkey_is_not_good')
  }
}

function encoded(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

function shownOf({ id, name, createdAt, usedAt }: Passkey) {
  return {
    id,
    name,
    createdAt: momentOf(createdAt),
    usedAt: usedAt === null ? null : momentOf(usedAt),
  }
}
