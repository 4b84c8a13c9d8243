import { uuidv7 } from '@commonhour/contract'
import type { BetterAuthOptions } from 'better-auth'
import type { IdentityEnv } from './env.ts'

/** What every use of better-auth here has in common. None of its own paths is served by itself. */
export function libraryOptions(env: IdentityEnv) {
  const log = env.log ?? ((line: object) => console.error(JSON.stringify(line)))
  return {
    appName: 'Commonhour',
    baseURL: env.base,
    basePath: '/auth',
    secret: env.authSecret,
    user: { modelName: 'person' },
    session: { modelName: 'session', fields: { userId: 'person', token: 'tokenHash' } },
    verification: { modelName: 'verification' },
    advanced: {
      database: { generateId: () => newId(env.now()) },
      useSecureCookies: env.base.startsWith('https:'),
    },
    // Tries are counted in the host database, exactly, before the library is asked.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { level: 'error', log: (level, message) => log({ level, in: 'identity', message }) },
  } satisfies BetterAuthOptions
}

/** A new UUIDv7. */
export function newId(now: number): string {
  return uuidv7(now, crypto.getRandomValues(new Uint8Array(10)))
}
