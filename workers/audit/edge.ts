import { type LibsqlEnvironment, openFromEnvironment } from '@commonhour/host'
import type { Bytes } from './bytes.ts'
import type { AuditEnv } from './env.ts'

/** What wrangler.toml binds to this Worker: alone the memory's address and the host's secret. */
export interface AuditBindings extends LibsqlEnvironment {
  /** The origin everyone knows us by. */
  readonly BASE_URL: string
  /** What all keys derive from: 32 bytes or more, base64url. */
  readonly AUDIT_SECRET: string
  /** The public half of the key on paper (`x` of its JWK); without it no keys are begun. */
  readonly RECOVERY_KEY?: string
  /** Development only: who holds it may ask for a round. */
  readonly DEVELOPMENT_TOKEN?: string
}

/**
 * Bindings, parsed once per round: at the edge a database client belongs to one request.
 * @throws when one is missing: the Worker must not run half configured
 */
export function auditEnvOf(bindings: AuditBindings): AuditEnv {
  for (const name of ['BASE_URL', 'AUDIT_SECRET', 'LIBSQL_AUDIT_URL'] as const) {
    if (!bindings[name]) throw new Error(`${name} is not set.`)
  }
  return {
    base: bindings.BASE_URL.replace(/\/$/, ''),
    open: openFromEnvironment(bindings),
    secret: secretOf(bindings.AUDIT_SECRET),
    recoveryX: bindings.RECOVERY_KEY || null,
    now: () => Date.now(),
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
    log: (line) => console.log(JSON.stringify(line)),
  }
}

/** A secret from base64url. */
export function secretOf(text: string): Bytes {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(binary, (char) => char.charCodeAt(0))
}

/** False wherever no such token is bound, which is everywhere but on a development machine. */
export function holdsDevelopmentToken(request: Request, bindings: AuditBindings): boolean {
  const { DEVELOPMENT_TOKEN: token } = bindings
  return !!token && request.headers.get('authorization') === `Bearer ${token}`
}
