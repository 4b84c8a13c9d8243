import { standingAlarms } from '@commonhour/host'
import type { AuditEnv } from './env.ts'

/**
 * `GET /healthz`: 200 where no alarm stands, 503 where one does or the memory is out of reach. It
 * names communities and codes, which are no secret: a head that stays away shows as much.
 */
export async function healthOf(env: AuditEnv): Promise<Response> {
  try {
    const standing = await standingAlarms(env.open('audit'), null)
    const alarms = standing.map(({ at, code, community }) => ({ community, code, at }))
    const headers = { 'cache-control': 'no-store' }
    return Response.json({ alarms }, { status: alarms.length === 0 ? 200 : 503, headers })
  } catch (cause) {
    const name = cause instanceof Error ? cause.name : typeof cause
    env.log({ level: 'error', event: 'audit_is_not_well', name })
    return new Response('The memory is out of reach.\n', { status: 503 })
  }
}
