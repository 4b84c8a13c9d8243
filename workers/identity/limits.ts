import { type Fault, fault } from '@commonhour/contract'
import { countTry } from '@commonhour/host'
import type { IdentityEnv } from './env.ts'
import { keyedHash } from './keyedHash.ts'

interface Window {
  readonly limit: number
  readonly windowSeconds: number
}

/** How often a code may be sent and tried, for one e-mail and from one network address. */
export interface SignInLimits {
  readonly send: { readonly perEmail: Window; readonly perAddress: Window }
  readonly guess: { readonly perEmail: Window; readonly perAddress: Window }
}

/**
 * A code has a million values and lives through five wrong tries; ten tries an hour per e-mail
 * make guessing one take years. A community hall shares one address, so addresses may do more.
 */
export const signInLimits: SignInLimits = {
  send: {
    perEmail: { limit: 5, windowSeconds: 1800 },
    perAddress: { limit: 40, windowSeconds: 1800 },
  },
  guess: {
    perEmail: { limit: 10, windowSeconds: 3600 },
    perAddress: { limit: 80, windowSeconds: 3600 },
  },
}

/**
 * Counts a try before it is made, known address or not.
 * @returns `sign_in_is_paused` with how long to wait, or null
 */
export async function pauseFor(
  env: IdentityEnv,
  act: 'send' | 'guess',
  email: string,
  request: Request,
): Promise<Fault | null> {
  const { perEmail, perAddress } = (env.limits ?? signInLimits)[act]
  const keyOf = (kind: string, text: string) => keyedHash(env.authSecret, `${act} ${kind}`, text)
  const [emailKey, addressKey] = await Promise.all([
    keyOf('e-mail', email),
    keyOf('address', networkOf(env.addressOf(request))),
  ])
  const count = await countTry(
    env.open('host'),
    [
      { key: emailKey, ...perEmail },
      { key: addressKey, ...perAddress },
    ],
    env.now(),
  )
  if (count.within) return null
  return fault('sign_in_is_paused', { retryAfterSeconds: count.waitSeconds })
}

/** One household's IPv6 network has 2⁶⁴ addresses: they count as one. An IPv4 address is itself. */
function networkOf(address: string): string {
  if (!address.includes(':')) return address
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  if (mapped?.[1]) return mapped[1]
  const [head = '', tail] = address.toLowerCase().split('%')[0]?.split('::') ?? []
  const left = head.split(':').filter(Boolean)
  const right = (tail ?? '').split(':').filter(Boolean)
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0')
  const groups = tail === undefined ? left : [...left, ...zeros, ...right]
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}
