import { fault } from '@commonhour/contract'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { createAppTokens } from './apps.ts'
import { sendCode } from './codes.ts'
import type { IdentityEnv } from './env.ts'
import { appToken, serverMetadata } from './oauth.ts'
import { askWithPasskey, beginByPasskey, proveByPasskey } from './passkeySignIn.ts'
import { askForPasskey, dropPasskey, makePasskey, readPasskeys } from './passkeys.ts'
import { refuse } from './refuse.ts'
import { endListed, endOthers, readSessions } from './sessionList.ts'
import { beginSession, leaveSession, readSession } from './sessions.ts'
import { createSignIn } from './signIn.ts'
import { giveToken } from './tokens.ts'

/** Sign-in and tokens, behind `/auth`, `/oauth` and two documents under `/.well-known`. */
export interface Identity {
  fetch(request: Request): Promise<Response>
}

/**
 * Answers only the paths below; of the library's own paths none. On Node make it once; on workerd
 * once per request.
 * @throws when the secret is shorter than 32 characters
 */
export function createIdentity(env: IdentityEnv): Identity {
  if (env.authSecret.length < 32) throw new Error('The auth secret needs at least 32 characters.')
  const signIn = createSignIn(env)
  const appTokens = once(() => createAppTokens(env))
  const app = new Hono()
  const maxSize = 16 * 1024
  app.use(bodyLimit({ maxSize, onError: () => refuse(fault('body_is_too_large')) }))
  app.use('/auth/*', async (c, next) => {
    await next()
    c.header('cache-control', 'no-store')
  })
  app.post('/auth/code', sendCode(env, signIn))
  app.post('/auth/session', beginSession(env, signIn))
  app.get('/auth/session', readSession(env))
  app.delete('/auth/session', leaveSession(env))
  app.get('/auth/sessions', readSessions(env))
  app.delete('/auth/sessions', endOthers(env))
  app.delete('/auth/sessions/:id', endListed(env))
  mountPasskeys(app, env)
  app.post('/auth/token', giveToken(env, signIn))
  app.post('/oauth/token', appToken(env, appTokens))
  app.get('/.well-known/oauth-authorization-server', serverMetadata(env))
  app.get('/.well-known/jwks.json', async (c) => {
    c.header('cache-control', 'public, max-age=300')
    return c.json(await signIn.api.getJwks())
  })
  app.notFound(() => refuse(fault('not_found')))
  app.onError((cause, c) => failed(env, cause, c))
  return { fetch: async (request) => app.fetch(request) }
}

function mountPasskeys(app: Hono, env: IdentityEnv): void {
  app.get('/auth/passkey', readPasskeys(env))
  app.post('/auth/passkey', makePasskey(env))
  app.delete('/auth/passkey/:id', dropPasskey(env))
  app.post('/auth/passkey/making', askForPasskey(env))
  app.post('/auth/passkey/asking', askWithPasskey(env))
  app.post('/auth/passkey/session', beginByPasskey(env))
  app.post('/auth/passkey/proof', proveByPasskey(env))
}

function failed(env: IdentityEnv, cause: Error, c: Context): Response {
  const request = crypto.randomUUID()
  const line = { level: 'error', in: 'identity', path: c.req.path, request, message: cause.message }
  if (env.log) env.log(line)
  else console.error(JSON.stringify(line))
  return refuse(fault('something_failed'), request)
}

function once<T>(make: () => T): () => T {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}
