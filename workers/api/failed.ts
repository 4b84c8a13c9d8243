import { fault } from '@commonhour/contract'
import type { ApiContext } from './context.ts'
import type { ApiEnv } from './env.ts'
import { refuse } from './refuse.ts'

/** A bug of ours: told as `something_failed`, noted with where it happened but not what it held. */
export function failed(c: ApiContext, env: ApiEnv, cause: unknown): Response {
  env.log({
    level: 'error',
    event: 'something_failed',
    request: c.get('request'),
    operation: c.get('operation')?.name ?? null,
    name: cause instanceof Error ? cause.name : typeof cause,
    // Messages may hold what people wrote; only tests, which hold nobody's words, show them.
    message: env.checkAnswers && cause instanceof Error ? cause.message : null,
    at: placesOf(cause),
  })
  return refuse(c, fault('something_failed'))
}

/** The lines of the stack that say where, without the message before them. */
function placesOf(cause: unknown): string[] {
  const stack = cause instanceof Error ? (cause.stack ?? '') : ''
  const lines = stack.split('\n').filter((line) => /^\s+at /.test(line))
  return lines.slice(0, 8).map((line) => line.trim())
}
