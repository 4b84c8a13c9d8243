import { refusalOf } from '@commonhour/client'
import { fault } from '@commonhour/contract'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { WebEnv } from './env.ts'
import { pages } from './pages.ts'
import { assetOf } from './plumbing/assets.ts'
import { cameFromUs, headers } from './plumbing/guard.ts'
import { type Mount, refuse } from './plumbing/pages.tsx'
import { Tokens } from './plumbing/tokens.ts'
import { visitOf } from './plumbing/visit.ts'
import { saysWhose } from './plumbing/whose.ts'
import { mountSessions } from './sessions/pages.ts'
import { mountStyle } from './style/style.tsx'

/** The light web client: HTML that works bare, for members and for anyone. */
export interface Web {
  fetch(request: Request): Promise<Response>
  /** The path of everything that can be opened, in the order in which it is looked up. */
  readonly routes: readonly string[]
}

const mostBytes = 64 * 1024

/** @param env everything the pages may touch; see env.ts */
export function createWeb(env: WebEnv): Web {
  const app = new Hono()
  const tokens = new Tokens()
  const visit = (c: Context) => visitOf(c, env, tokens)
  const mount: Mount = { app, visit }
  app.use(headers(env.sessionCookieSecure))
  app.use(saysWhose(env))
  app.use(async (c, next) => {
    if (cameFromUs(c.req.raw, env.base)) return next()
    return refuse(visit(c), { ...refusalOf(fault('something_failed'), 403), code: 'elsewhere' }, {})
  })
  app.use(bodyLimit({ maxSize: mostBytes, onError: (c) => no(c, 'body_is_too_large', 413) }))
  app.get('/assets/:name', (c) => assetOf(env, c.req.path) ?? no(c, 'not_found', 404))
  app.get('/sw.js', (c) => assetOf(env, c.req.path) ?? no(c, 'not_found', 404))
  mountSessions(mount, tokens)
  if (env.developmentMail) mountStyle(mount)
  for (const mountPages of pages) mountPages(mount)
  const no = (c: Context, code: 'body_is_too_large' | 'not_found', status: number) =>
    refuse(visit(c), refusalOf(fault(code), status), {})
  app.notFound((c) => no(c, 'not_found', 404))
  app.onError((cause, c) => {
    console.error(
      JSON.stringify({ level: 'error', in: 'web', path: c.req.path, message: cause.message }),
    )
    return refuse(visit(c), refusalOf(fault('something_failed'), 500), {})
  })
  const opened = app.routes.filter(({ method }) => method === 'GET').map(({ path }) => path)
  return { fetch: async (request) => app.fetch(request), routes: [...new Set(opened)] }
}
