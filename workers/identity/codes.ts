import { fault, isFault, momentOf } from '@commonhour/contract'
import { normaliseEmail } from '@commonhour/host'
import type { Context } from 'hono'
import * as v from 'valibot'
import type { IdentityEnv } from './env.ts'
import { pauseFor } from './limits.ts'
import { codeMail, codeMinutes } from './mail.ts'
import { wordsFor } from './mailWords.ts'
import { inputOf, refuse } from './refuse.ts'
import type { SignIn } from './signIn.ts'

export const Email = v.pipe(
  v.string('an e-mail address'),
  v.transform(normaliseEmail),
  v.email('an e-mail address'),
  v.maxLength(254, 'an e-mail address of at most 254 characters'),
)
const CodeRequest = v.strictObject({ email: Email })

/**
 * `POST /auth/code { email }` → 202 `{ expiresAt }`: sends a code. The same answer and the same
 * work for known and unknown addresses: whoever signs in first becomes a person then.
 */
export function sendCode(env: IdentityEnv, signIn: SignIn) {
  return async (c: Context): Promise<Response> => {
    const input = await inputOf(c, CodeRequest)
    if (isFault(input)) return refuse(input)
    const { email } = input
    const pause = await pauseFor(env, 'send', email, c.req.raw)
    if (pause) return refuse(pause)
    const expiresAt = env.now() + codeMinutes * 60_000
    const code = await signIn.api.createVerificationOTP({ body: { email, type: 'sign-in' } })
    try {
      const words = wordsFor(c.req.header('accept-language') ?? '')
      await env.sendMail(codeMail({ base: env.base, to: email, code, words }))
    } catch (cause) {
      env.log?.({ level: 'error', in: 'identity', message: `Mail: ${cause}` })
      return refuse(fault('mail_was_not_sent'))
    }
    return c.json({ expiresAt: momentOf(expiresAt) }, 202)
  }
}
