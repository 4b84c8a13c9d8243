import { scopes, slugPattern } from '@commonhour/contract'
import type { Context } from 'hono'
import type { createAppTokens } from './apps.ts'
import type { IdentityEnv } from './env.ts'
import { communityApi } from './tokens.ts'

type AppTokens = ReturnType<typeof createAppTokens>

/**
 * `POST /oauth/token`: RFC 6749 §4.4 with RFC 8707. The client authenticates by Basic or in the
 * form; `resource` names one community's API, since a token is good for one.
 */
export function appToken(env: IdentityEnv, tokens: () => AppTokens) {
  return async (c: Context): Promise<Response> => {
    c.header('cache-control', 'no-store')
    if (!/^application\/x-www-form-urlencoded\b/i.test(c.req.header('content-type') ?? '')) {
      return refused(c, 'invalid_request', 'Send the request as a form (RFC 6749, section 4.4.2).')
    }
    const form = new URLSearchParams(await c.req.text())
    if (form.get('grant_type') === 'client_credentials' && !namesOneCommunity(env, form)) {
      // Without a resource the library would give a token that no API of ours can read.
      const example = communityApi(env.base, '{community}')
      return refused(c, 'invalid_target', `Send exactly one resource, as in resource=${example}`)
    }
    const answer = await tokens().handler(libraryRequest(env, c, form))
    if (answer.status >= 500) throw new Error('The token could not be given.')
    return c.newResponse(answer.body, answer)
  }
}

/** `GET /.well-known/oauth-authorization-server`: RFC 8414, only what is there. */
export function serverMetadata(env: IdentityEnv) {
  return (c: Context): Response => {
    c.header('cache-control', 'public, max-age=300')
    return c.json({
      issuer: env.base,
      token_endpoint: `${env.base}/oauth/token`,
      jwks_uri: `${env.base}/.well-known/jwks.json`,
      scopes_supported: scopes,
      response_types_supported: [],
      grant_types_supported: ['client_credentials'],
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
      service_documentation: `${env.base}/docs`,
    })
  }
}

function namesOneCommunity(env: IdentityEnv, form: URLSearchParams): boolean {
  const [resource, ...more] = form.getAll('resource')
  const prefix = communityApi(env.base, '')
  if (!resource?.startsWith(prefix) || more.length > 0) return false
  return slugPattern.test(resource.slice(prefix.length))
}

function libraryRequest(env: IdentityEnv, c: Context, form: URLSearchParams): Request {
  const headers = new Headers({ 'content-type': 'application/x-www-form-urlencoded' })
  const authorization = c.req.header('authorization') ?? basicOf(form)
  if (authorization) headers.set('authorization', authorization)
  const url = `${env.base}/auth/oauth2/token`
  return new Request(url, { method: 'POST', headers, body: form.toString() })
}

/** The library holds a client to one way of authenticating; RFC 6749 §2.3.1 gives it both. */
function basicOf(form: URLSearchParams): string | null {
  const id = form.get('client_id')
  const secret = form.get('client_secret')
  if (!id || !secret) return null
  form.delete('client_id')
  form.delete('client_secret')
  return `Basic ${btoa(`${formEncoded(id)}:${formEncoded(secret)}`)}`
}

function formEncoded(text: string): string {
  return new URLSearchParams([['', text]]).toString().slice(1)
}

function refused(c: Context, error: string, description: string): Response {
  return c.json({ error, error_description: description }, 400)
}
