import { scopes } from '@commonhour/contract'
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
    const form = new URLSearchParams(await c.req.text())
    const resources = form.getAll('resource').filter(Boolean)
    if (form.get('grant_type') === 'client_credentials' && resources.length !== 1) {
      const example = communityApi(env.base, '{community}')
      // Without it the library would give a token that no API of ours can read.
      return oauthError('invalid_target', `Send exactly one resource, as in resource=${example}`)
    }
    const headers = new Headers(c.req.raw.headers)
    moveSecretToHeader(form, headers)
    headers.delete('content-length')
    headers.delete('cookie')
    const url = `${env.base}/auth/oauth2/token`
    return tokens().handler(new Request(url, { method: 'POST', headers, body: form.toString() }))
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

/** The library holds a client to one way of authenticating; RFC 6749 §2.3.1 gives it both. */
function moveSecretToHeader(form: URLSearchParams, headers: Headers): void {
  const id = form.get('client_id')
  const secret = form.get('client_secret')
  if (!id || !secret || headers.has('authorization')) return
  form.delete('client_id')
  form.delete('client_secret')
  headers.set('authorization', `Basic ${btoa(`${formEncoded(id)}:${formEncoded(secret)}`)}`)
}

function formEncoded(text: string): string {
  return new URLSearchParams([['', text]]).toString().slice(1)
}

function oauthError(error: string, description: string): Response {
  const body = { error, error_description: description }
  return Response.json(body, { status: 400, headers: { 'cache-control': 'no-store' } })
}
