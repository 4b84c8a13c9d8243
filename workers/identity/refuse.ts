import { type Fault, fault, faults, problemOf } from '@commonhour/contract'
import type { Context } from 'hono'
import * as v from 'valibot'

/** A fault on the wire: RFC 9457, with `Retry-After` where waiting helps. */
export function refuse(refused: Fault, request?: string): Response {
  const wait = refused.retryAfterSeconds
  return new Response(JSON.stringify(problemOf(refused, request)), {
    status: faults[refused.fault].status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...(wait !== undefined && { 'retry-after': String(wait) }),
      ...(refused.fault === 'session_has_ended' && { 'www-authenticate': 'Bearer' }),
    },
  })
}

/**
 * The JSON body of a request, by its schema.
 * @returns the input, or `body_is_not_json`, or `request_is_malformed` naming every field. What was
 *   sent is not repeated: it may be a code.
 */
export async function inputOf<S extends v.GenericSchema>(
  c: Context,
  schema: S,
): Promise<v.InferOutput<S> | Fault> {
  // A form of another site can send text, never this type: that alone keeps such forms out.
  if (!/^application\/json\b/i.test(c.req.header('content-type') ?? '')) {
    return fault('body_is_not_json')
  }
  const body: unknown = await c.req.json().catch(() => undefined)
  const parsed = v.safeParse(schema, body)
  if (parsed.success) return parsed.output
  const fields = parsed.issues.map((issue) => ({
    pointer: `/${(issue.path ?? []).map(({ key }) => String(key)).join('/')}`,
    expected: issue.message,
    received: issue.input === undefined ? 'nothing' : `a ${typeof issue.input}`,
  }))
  return fault('request_is_malformed', { fields })
}
