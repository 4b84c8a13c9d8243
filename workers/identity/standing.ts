import { listPasskeys, type Session } from '@commonhour/host'
import type { IdentityEnv } from './env.ts'

const freshMinutes = 15
const passkeyHours = 12

/** Whether a session was proven, by whatever its person has, within the last quarter of an hour. */
export function isFresh({ provenAt }: Session, now: number): boolean {
  return now - provenAt < freshMinutes * 60_000
}

/**
 * Whether a session is proven well enough for acts of office: by a passkey today, or, where its
 * person has none, by a code just now.
 */
export async function isProven(env: IdentityEnv, session: Session): Promise<boolean> {
  const now = env.now()
  if (session.provenBy === 'passkey') return now - session.provenAt < passkeyHours * 3_600_000
  if (!isFresh(session, now)) return false
  return (await listPasskeys(env.open('host'), session.person.id)).length === 0
}
