import { spendChallenge } from '@commonhour/host'
import type { IdentityEnv } from './env.ts'
import { keyedHash } from './keyedHash.ts'

/** What an authenticator is asked for: to sign somebody in, to prove this person, a new passkey. */
export type Purpose = 'sign-in' | `proof of ${string}` | `passkey of ${string}`

export const challengeMinutes = 15

/**
 * A challenge that carries its own end and our mark of it, so that asking for one writes nothing: a
 * sign-in page that is only looked at leaves no trace.
 */
export async function newChallenge(env: IdentityEnv, purpose: Purpose): Promise<string> {
  const random = crypto.getRandomValues(new Uint8Array(16))
  const text = Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('')
  const start = `${text}.${env.now() + challengeMinutes * 60_000}`
  return `${start}.${await markOf(env, purpose, start)}`
}

/**
 * Whether this is a challenge of ours, for this purpose, that has not run out: and takes it, once.
 * @param encoded as an authenticator gives it back, base64url
 */
export function takesChallenge(env: IdentityEnv, purpose: Purpose) {
  return async (encoded: string): Promise<boolean> => {
    const challenge = atob(encoded.replaceAll('-', '+').replaceAll('_', '/'))
    const [random = '', end = '', mark] = challenge.split('.')
    if (mark !== (await markOf(env, purpose, `${random}.${end}`))) return false
    const endsAt = Number(end)
    const now = env.now()
    if (endsAt <= now) return false
    return spendChallenge(env.open('host'), { challenge, endsAt, now })
  }
}

function markOf(env: IdentityEnv, purpose: Purpose, start: string): Promise<string> {
  return keyedHash(env.authSecret, `challenge, ${purpose}`, start)
}
