/**
 * How a word's handlers are written.
 *
 * ```ts
 * // workers/api/needs.ts
 * export const needs = {
 *   readNeed: async ({ params, caller, books, now }) => …,  // AnswerOf<O>, or
 *   fault('need_is_not_open') listNeeds: async ({ query, books }) => ({ items, next: more ?
 * cursorOf([lastSeq]) : null }), } satisfies Pick<Handlers, 'readNeed' | 'listNeeds'>
 * ```
 *
 * `asked` holds `params`, `query`, `body` (typed by the contract), `caller` (null on public
 * operations, a person unless the operation's asker is `memberOrApp`), `idempotency` (key and
 * fingerprint, or null where none is needed), `community` and `books` (null only where the path
 * names no community), `env` and `now`. A handler gives back its body, or `answer(body, { headers
 * })`,
 * `replayable(body, replayed)`, or a fault; it throws only on a bug. A page's `next` becomes the
 * `Link` header; `ETag`, caching and media type come from the operation.
 */
import { fault, isFault, type Operation, operations } from '@commonhour/contract'
import { Hono } from 'hono'
import type { Answering, ApiContext, ApiHono, Paths } from './context.ts'
import { docsPaths } from './docs.ts'
import type { ApiEnv } from './env.ts'
import { failed } from './failed.ts'
import { healthPaths } from './health.ts'
import { fingerprints } from './idempotency.ts'
import { climb, type Means } from './ladder.ts'
import { heardOnBehalf } from './onBehalf.ts'
import { counted, guarded, numbered, shared } from './outside.ts'
import { keptPresent } from './present.ts'
import { refuse } from './refuse.ts'
import { keptRegister } from './register.ts'
import { respond } from './respond.ts'
import type { AnyHandler, Handlers } from './types.ts'
import { withOpenWays } from './ways.ts'
import { wellKnownPaths } from './wellKnown.ts'

/** The API as a Hono app: the operations of the contract that have a handler, health and docs. */
export function serve(env: ApiEnv, handlers: Partial<Handlers>): Hono<ApiHono> {
  const app = new Hono<ApiHono>()
  app.use(numbered(env), guarded(env))
  app.use('/v1/*', shared, counted(env))
  const means: Means = {
    env,
    register: keptRegister(),
    present: keptPresent(),
    fingerprint: fingerprints(env),
  }
  mount(app, healthPaths(env))
  mount(app, docsPaths(env))
  mount(app, wellKnownPaths(env))
  mount(app, operationPaths(means, handlers))
  app.notFound((c) => refuse(c, fault('not_found')))
  app.onError((cause, c) => failed(c, env, cause))
  return app
}

/** One route per path; a method that it does not take is 405 and says which it takes. */
function mount(app: Hono<ApiHono>, paths: Paths): void {
  for (const [path, methods] of Object.entries(paths)) {
    const allowed = Object.keys(methods).flatMap((one) => (one === 'GET' ? [one, 'HEAD'] : [one]))
    app.all(path.replaceAll(/\{(\w+)\}/g, ':$1'), (c) => {
      // HEAD is GET whose body Hono leaves out.
      const answering = methods[c.req.method === 'HEAD' ? 'GET' : c.req.method]
      if (answering) return answering(c)
      c.header('Allow', allowed.join(', '))
      return refuse(c, fault('method_is_not_allowed'))
    })
  }
}

function operationPaths(means: Means, handlers: Partial<Handlers>): Paths {
  const paths: Record<string, Record<string, Answering>> = {}
  for (const operation of Object.values(operations) as Operation[]) {
    const handler = handlers[operation.name as keyof Handlers] as AnyHandler | undefined
    if (!handler) continue
    paths[operation.path] ??= {}
    const methods = paths[operation.path] as Record<string, Answering>
    methods[operation.method] = (c) => perform(c, operation, handler, means)
  }
  return paths
}

async function perform(
  c: ApiContext,
  operation: Operation,
  handler: AnyHandler,
  means: Means,
): Promise<Response> {
  c.set('operation', operation)
  const asked = await climb(c, operation, means)
  if (isFault(asked)) return refuse(c, asked)
  const given = await handler(asked)
  if (isFault(given)) {
    const heard = heardOnBehalf(asked.caller, given)
    return refuse(c, await withOpenWays(asked, heard))
  }
  return respond(c, means.env, operation, given)
}
