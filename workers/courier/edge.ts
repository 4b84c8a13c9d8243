import { type LibsqlEnvironment, openFromEnvironment } from '@commonhour/host'
import type { CourierEnv } from './env.ts'
import { mailerOverHttp } from './mail/http.ts'

/** What wrangler.toml binds to this Worker: no key that signs anyone in, or that signs anything. */
export interface CourierBindings extends LibsqlEnvironment {
  /** The origin everyone knows us by. */
  readonly BASE_URL: string
  /** Takes a message as JSON (see `mailerOverHttp`). */
  readonly MAIL_URL: string
  readonly MAIL_TOKEN?: string
  readonly MAIL_FROM: string
  /** Development only: who holds it may ask for a round at another moment. */
  readonly DEVELOPMENT_TOKEN?: string
}

/**
 * Bindings, parsed once per round: at the edge a database client belongs to one request.
 * @param aheadMs how far ahead of the clock; only development asks for it
 * @throws when one is missing: the Worker must not run half configured
 */
export function courierEnvOf(bindings: CourierBindings, aheadMs = 0): CourierEnv {
  for (const name of ['BASE_URL', 'MAIL_URL', 'MAIL_FROM'] as const) {
    if (!bindings[name]) throw new Error(`${name} is not set.`)
  }
  return {
    base: bindings.BASE_URL.replace(/\/$/, ''),
    open: openFromEnvironment(bindings),
    mailer: mailerOverHttp(bindings.MAIL_URL, bindings.MAIL_FROM, bindings.MAIL_TOKEN),
    from: bindings.MAIL_FROM,
    now: () => Date.now() + aheadMs,
    chance: Math.random,
    log: (line) => console.log(JSON.stringify(line)),
  }
}

/** False wherever no such token is bound, which is everywhere but on a development machine. */
export function holdsDevelopmentToken(request: Request, bindings: CourierBindings): boolean {
  const { DEVELOPMENT_TOKEN: token } = bindings
  return !!token && request.headers.get('authorization') === `Bearer ${token}`
}
