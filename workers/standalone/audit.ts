import { type Audit, type AuditEnv, createAudit } from '@commonhour/audit'
import type { Open } from '@commonhour/host'
import { auditSecretOf, type Secrets } from './secrets.ts'

export interface AuditMeans {
  readonly base: string
  readonly open: Open
  readonly secrets: Secrets
  readonly log: AuditEnv['log']
  /** Milliseconds since the epoch; the clock unless given. */
  readonly now?: () => number
}

/** Audit over the databases of this process. */
export function auditOf({ base, log, now = Date.now, open, secrets }: AuditMeans): Audit {
  return createAudit({
    base,
    open,
    log,
    now,
    secret: auditSecretOf(secrets),
    recoveryX: secrets.recoveryX,
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
  })
}

const hourMs = 3_600_000

/** Asks for a round each time; once an hour for one that reads every line again. */
export function auditRounds(
  round: (whole: boolean) => Promise<unknown>,
  now = Date.now,
): () => Promise<unknown> {
  let wholeAt = now()
  return () => {
    const whole = now() - wholeAt >= hourMs
    if (whole) wholeAt = now()
    return round(whole)
  }
}

/**
 * `POST /dev/audit?whole=true`: one round now; says what it did. Development only: there is no such
 * page in production.
 */
export async function auditPage(
  request: Request,
  round: (whole: boolean) => Promise<unknown>,
): Promise<Response> {
  if (request.method !== 'POST') return new Response('POST asks for a round.\n', { status: 405 })
  const whole = new URL(request.url).searchParams.get('whole') === 'true'
  return Response.json(await round(whole), { headers: { 'cache-control': 'no-store' } })
}
