import { type Fault, fault } from '@commonhour/contract'
import { countTry } from '@commonhour/host'
import type { IdentityEnv } from './env.ts'
import { keyedHash } from './keyedHash.ts'
import { signInLimits } from './signInLimits.ts'

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
