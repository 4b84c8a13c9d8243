import type { GenericEndpointContext } from 'better-auth'
import { betterAuth } from 'better-auth/minimal'
import { emailOTP } from 'better-auth/plugins/email-otp'
import { jwt, signJWT } from 'better-auth/plugins/jwt'
import { hostAdapter } from './adapter.ts'
import type { IdentityEnv } from './env.ts'
import { keyedHash } from './keyedHash.ts'
import { keyOptions, tokenSeconds } from './keys.ts'
import { libraryOptions, newId } from './library.ts'
import { codeMinutes } from './mail.ts'

export const sessionDays = 30

export type SignIn = ReturnType<typeof createSignIn>

interface Claims {
  readonly aud: string
  readonly sub: string
  readonly client_id: string
  readonly scope: string
  /** How and when its session was proven (RFC 8176, OpenID Connect). */
  readonly amr: readonly ['otp' | 'hwk']
  readonly auth_time: number
  /** There when it was proven well enough for acts of office. */
  readonly acr?: 'proven'
}

/** better-auth as we use it for people: codes, sessions, and the keys that sign their tokens. */
export function createSignIn(env: IdentityEnv) {
  const shared = libraryOptions(env)
  const keys = keyOptions(env)
  const hashFor = (purpose: string) => (text: string) => keyedHash(env.authSecret, purpose, text)
  const library = betterAuth({
    ...shared,
    database: hostAdapter(env.open('host'), {}),
    session: { ...shared.session, expiresIn: sessionDays * 86_400 },
    verification: { ...shared.verification, storeIdentifier: { hash: hashFor('code of') } },
    plugins: [
      jwt(keys),
      emailOTP({
        otpLength: 6,
        expiresIn: codeMinutes * 60,
        allowedAttempts: 5,
        storeOTP: { hash: hashFor('code') },
        // The code is asked for and sent by codes.ts, so that a message not sent is told.
        sendVerificationOTP: async () => {
          throw new Error('Codes are sent by codes.ts.')
        },
      }),
    ],
  })
  return {
    api: library.api,
    /** Signs an access token (RFC 9068) for one community's API. */
    async signToken(claims: Claims) {
      const iat = Math.floor(env.now() / 1000)
      const exp = iat + tokenSeconds
      const context = { context: await library.$context } as GenericEndpointContext
      const payload = { ...claims, iss: env.base, iat, exp, jti: newId(env.now()) }
      const token = await signJWT(context, { options: keys, header: { typ: 'at+jwt' }, payload })
      return { token, expiresAt: exp * 1000 }
    },
  }
}
