import { fault } from '@commonhour/contract'
import { BooksOutOfReach } from '@commonhour/ledger'
import type { ApiContext } from './context.ts'
import type { ApiEnv } from './env.ts'
import { refuse } from './refuse.ts'

/**
 * Books that do not answer are told as such; anything else is a bug of ours, `something_failed`,
 * noted with where it happened but not what it held.
 */
export function failed(c: ApiContext, env: ApiEnv, cause: unknown): Response {
  env.log({
    level: 'error',
    event: cause instanceof BooksOutOfReach ? 'books_are_out_of_reach' : 'something_failed',
    request: c.get('request'),
    operation: c.get('operation')?.name ?? null,
    name: cause instanceof Error ? cause.name : typeof cause,
    // Messages may hold what people wrote; only tests, which hold nobody's words, show them.
    message: env.checkAnswers && cause instanceof Error ? cause.message : null,
    at: placesOf(cause),
  })
  const outOfReach = cause instanceof BooksOutOfReach
  return refuse(c, fault(outOfReach ? 'books_are_out_of_reach' : 'something_failed'))
}

/** The lines of the stack that say where, without the message before them. */
function placesOf(cause: unknown): string[] {
  const stack = cause instanceof Error ? (cause.stack ?? '') : ''
  const lines = stack.split('\n').filter((line) => /^\s+at /.test(line))
  return lines.slice(0, 8).map((line) => line.trim())
}
