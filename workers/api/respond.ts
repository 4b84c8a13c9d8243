import type { Operation } from '@commonhour/contract'
import { base64url } from 'jose'
import * as v from 'valibot'
import { Answer } from './answer.ts'
import type { ApiContext } from './context.ts'
import type { ApiEnv } from './env.ts'

/** Public answers may be a few seconds old; what concerns a member is kept nowhere. */
const publicCaching = 'public, max-age=10'
const privateCaching = 'private, no-store'

/** What a handler gave, on the wire: media type, caching, `ETag`, `Link` to the next page. */
export async function respond(
  c: ApiContext,
  env: ApiEnv,
  operation: Operation,
  given: unknown,
): Promise<Response> {
  const { alternative, body, headers } = given instanceof Answer ? given : new Answer(given, {})
  const isStream = body instanceof ReadableStream
  if (env.checkAnswers && !isStream) checkAnswer(operation, body)
  c.header('Cache-Control', operation.scope === 'public' ? publicCaching : privateCaching)
  for (const [name, value] of Object.entries(headers)) c.header(name, value)
  if (operation.media) {
    c.header('Content-Type', `${operation.media}; charset=utf-8`)
    return c.body(isStream ? body : String(body), operation.status)
  }
  if (operation.alternative) {
    c.header('Vary', 'Accept')
    if (alternative !== null && isNamed(operation.alternative, c.req.header('accept'))) {
      c.header('Content-Type', operation.alternative)
      return c.body(alternative, operation.status)
    }
  }
  const next = nextPage(c, env, body)
  if (next) c.header('Link', `<${next}>; rel="next"`)
  const text = JSON.stringify(body)
  return operation.method === 'GET' ? tagged(c, text) : json(c, text, operation.status)
}

/** JSON with an `ETag`, or 304 where the caller holds the same already. */
export async function tagged(c: ApiContext, text: string): Promise<Response> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  // Weak: whoever compresses on the way changes the bytes, not what they say.
  const tag = `W/"${base64url.encode(new Uint8Array(digest, 0, 16))}"`
  c.header('ETag', tag)
  return isHeld(tag, c.req.header('if-none-match')) ? c.body(null, 304) : json(c, text, 200)
}

/** Whether a media type is asked for by its own name: who takes anything gets JSON. */
function isNamed(media: string, accept = ''): boolean {
  return accept.split(',').some((one) => one.split(';')[0]?.trim().toLowerCase() === media)
}

function json(c: ApiContext, text: string, status: 200 | 201 | 202): Response {
  c.header('Content-Type', 'application/json')
  return c.body(text, status)
}

/** RFC 9110 §13.1.2: a weak comparison with each tag named, or `*`. */
function isHeld(tag: string, held: string | undefined): boolean {
  if (!held) return false
  const bare = (one: string) => one.trim().replace(/^W\//, '')
  return held.trim() === '*' || held.split(',').some((one) => bare(one) === bare(tag))
}

function nextPage(c: ApiContext, env: ApiEnv, body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('next' in body)) return undefined
  if (typeof body.next !== 'string') return undefined
  const url = new URL(c.req.url)
  url.searchParams.set('after', body.next)
  return `${env.base}${url.pathname}${url.search}`
}

/** @throws when an answer lacks what its schema promises, or says more than it */
function checkAnswer(operation: Operation, body: unknown): void {
  const sent: unknown = operation.media ? body : JSON.parse(JSON.stringify(body))
  const read = v.safeParse(operation.answer, sent)
  const where = (read.issues ?? []).map((issue) => `${v.getDotPath(issue)}: ${issue.message}`)
  if (!read.success) throw new Error(`${operation.name} answers otherwise: ${where.join('; ')}`)
  const [kept, given] = [read.output, sent].map((one) => JSON.stringify(one).length)
  if (kept !== given) throw new Error(`${operation.name} answers more than its schema says.`)
}
