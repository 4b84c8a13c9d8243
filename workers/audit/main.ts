import { createAudit } from './audit.ts'
import { type AuditBindings, auditEnvOf, holdsDevelopmentToken } from './edge.ts'
import { healthOf } from './health.ts'

/** The clock that asks for whole looks; wrangler.toml says the same. */
const hourly = '17 * * * *'

/**
 * The Worker at the edge. The platform's clock calls `scheduled`: every minute for new leaves, once
 * an hour for a whole look. From outside it answers only how it fares; in development it makes a
 * round.
 */
export default {
  async scheduled(event: { readonly cron: string }, bindings: AuditBindings): Promise<void> {
    await createAudit(auditEnvOf(bindings)).round({ whole: event.cron === hourly })
  },
  async fetch(request: Request, bindings: AuditBindings): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url)
    if (pathname === '/healthz') return healthOf(auditEnvOf(bindings))
    const isAsked = pathname === '/round' && request.method === 'POST'
    if (!isAsked || !holdsDevelopmentToken(request, bindings)) {
      return new Response('Not found\n', { status: 404 })
    }
    const whole = searchParams.get('whole') === 'true'
    return Response.json(await createAudit(auditEnvOf(bindings)).round({ whole }))
  },
}
