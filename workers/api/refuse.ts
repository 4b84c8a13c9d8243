import { type Fault, faults, problemOf } from '@commonhour/contract'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { ApiContext } from './context.ts'

/** Seconds to wait where a fault does not say how long. */
const usualWaitSeconds = 5

/** Every refusal of the API leaves here: one status, one shape (RFC 9457). */
export function refuse(c: ApiContext, fault: Fault): Response {
  c.set('refused', fault)
  const { status } = faults[fault.fault]
  c.header('Content-Type', 'application/problem+json')
  c.header('Cache-Control', 'no-store')
  if (status === 401 || fault.fault === 'scope_is_missing') {
    c.header('WWW-Authenticate', challengeOf(c, fault))
  }
  if (status === 429 || status === 503) {
    c.header('Retry-After', String(fault.retryAfterSeconds ?? usualWaitSeconds))
  }
  return c.body(JSON.stringify(problemOf(fault, c.get('request'))), status as ContentfulStatusCode)
}

/** RFC 6750 §3: what was wrong with the token, in words for software. */
function challengeOf(c: ApiContext, fault: Fault): string {
  const realm = 'Bearer realm="commonhour"'
  if (fault.fault === 'token_is_missing') return realm
  if (fault.fault !== 'scope_is_missing') return `${realm}, error="invalid_token"`
  return `${realm}, error="insufficient_scope", scope="${c.get('operation').scope}"`
}
