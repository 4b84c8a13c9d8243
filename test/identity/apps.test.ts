import { isFault } from '@commonhour/contract'
import { markCommunity, registerCommunity, sha256 } from '@commonhour/host'
import { type RegisteredApp, registerApp } from '@commonhour/identity'
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose'
import * as oauth from 'oauth4webapi'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { base, openPlace, type Place } from './place.ts'

const api = `${base}/v1/communities/riverside`
let place: Place
let app: RegisteredApp
let options: { [oauth.customFetch]: typeof through; [oauth.allowInsecureRequests]: true }

beforeEach(async () => {
  place = await openPlace()
  const made = await registerApp(place.env, {
    name: 'Food bank',
    redirectUris: ['https://food.example.org/back'],
    scopes: ['hours:read', 'hours:write'],
    contact: 'it@food.example.org',
  })
  if (isFault(made)) throw new Error(made.fault)
  app = made
  options = {
    [oauth.customFetch]: through,
    [oauth.allowInsecureRequests]: true,
  }
})
afterEach(() => place.close())

function through(url: string, init: { method?: string; headers?: unknown; body?: unknown }) {
  return place.ask(init.method ?? 'GET', new URL(url).pathname, {
    headers: Object.fromEntries(new Headers(init.headers as HeadersInit)),
    ...(init.body !== undefined && { raw: String(init.body) }),
  })
}

async function discovered(): Promise<oauth.AuthorizationServer> {
  const issuer = new URL(base)
  const answer = await oauth.discoveryRequest(issuer, { ...options, algorithm: 'oauth2' })
  return oauth.processDiscoveryResponse(issuer, answer)
}

async function granted(auth: oauth.ClientAuth, form: Record<string, string>) {
  const server = await discovered()
  const client = { client_id: app.clientId }
  const answer = await oauth.clientCredentialsGrantRequest(server, client, auth, form, options)
  return oauth.processClientCredentialsResponse(server, client, answer)
}

test('a library that knows nothing of us finds the doors and gets a token for one community', async () => {
  for (const auth of [
    oauth.ClientSecretBasic(app.clientSecret),
    oauth.ClientSecretPost(app.clientSecret),
  ]) {
    const answer = await granted(auth, { resource: api })
    expect(answer).toMatchObject({
      token_type: 'bearer',
      expires_in: 600,
      scope: 'hours:read hours:write',
    })
    expect(answer.refresh_token).toBeUndefined()
    const jwks = (await place.ask('GET', '/.well-known/jwks.json')).json()
    const { payload } = await jwtVerify(
      answer.access_token,
      createLocalJWKSet((await jwks) as JSONWebKeySet),
      { algorithms: ['EdDSA'], issuer: base, audience: api, typ: 'at+jwt' },
    )
    expect(payload).toMatchObject({
      sub: app.clientId,
      client_id: app.clientId,
      aud: api,
      scope: 'hours:read hours:write',
    })
    expect(Number(payload.exp) - Number(payload.iat)).toBe(600)
    expect(payload.jti).toEqual(expect.any(String))
  }
})

test('an app may ask for less than it was given, not for more', async () => {
  const auth = oauth.ClientSecretBasic(app.clientSecret)
  expect(await granted(auth, { resource: api, scope: 'hours:read' })).toMatchObject({
    scope: 'hours:read',
  })
  await expect(granted(auth, { resource: api, scope: 'members:read' })).rejects.toMatchObject({
    error: 'invalid_scope',
  })
})

test('a wrong secret and an unknown app are refused alike', async () => {
  for (const [id, secret] of [
    [app.clientId, 'wrong'],
    [app.clientId, await sha256(app.clientSecret)],
    ['nobody', app.clientSecret],
  ] as const) {
    const answer = await tokenAsked({ client_id: id, client_secret: secret, resource: api })
    expect(answer.status).toBe(401)
    expect(await answer.json()).toMatchObject({ error: 'invalid_client' })
  }
})

test('without a resource the request is refused with how to put it right', async () => {
  const auth = oauth.ClientSecretBasic(app.clientSecret)
  await expect(granted(auth, {})).rejects.toMatchObject({
    error: 'invalid_target',
    error_description: expect.stringContaining(`${base}/v1/communities/{community}`),
  })
})

test('a resource that is no community of this host is refused', async () => {
  const auth = oauth.ClientSecretBasic(app.clientSecret)
  await registerCommunity(place.books.open('host'), { slug: 'hillside', name: 'H', now: 0 })
  for (const resource of [
    `${base}/v1/communities/nowhere`,
    `${base}/v1/communities/hillside`,
    `${base}/v1/communities/`,
    `${base}/v1/communities/riverside/`,
    'http://elsewhere.example.org/v1/communities/riverside',
    base,
    'riverside',
  ]) {
    await expect(granted(auth, { resource }), resource).rejects.toMatchObject({
      error: 'invalid_target',
    })
  }
  await markCommunity(place.books.open('host'), 'riverside', 'moved')
  await expect(granted(auth, { resource: api })).rejects.toMatchObject({ error: 'invalid_target' })
})

test('one token is for one community', async () => {
  await registerCommunity(place.books.open('host'), { slug: 'hillside', name: 'H', now: 0 })
  await markCommunity(place.books.open('host'), 'hillside', 'open')
  const form = new URLSearchParams(credentials())
  form.append('resource', api)
  form.append('resource', `${base}/v1/communities/hillside`)
  const answer = await tokenAsked(form)
  expect([answer.status, (await answer.json()).error]).toEqual([400, 'invalid_target'])
})

test('no other grant is given', async () => {
  for (const grant of ['password', 'authorization_code', 'refresh_token']) {
    const answer = await tokenAsked({ ...credentials(), resource: api, grant_type: grant })
    expect([answer.status, (await answer.json()).error], grant).toEqual([
      400,
      'unsupported_grant_type',
    ])
  }
})

test('what is no form is refused in the words of OAuth', async () => {
  const body = { ...credentials(), resource: api }
  const answer = await place.ask('POST', '/oauth/token', { body })
  expect([answer.status, (await answer.json()).error]).toEqual([400, 'invalid_request'])
  const empty = await tokenAsked(new URLSearchParams({ grant_type: '' }))
  expect([empty.status, (await empty.json()).error]).toEqual([400, 'invalid_request'])
})

test('an app authenticates in one way at a time', async () => {
  const form = new URLSearchParams({ ...credentials(), resource: api })
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    authorization: `Basic ${btoa(`${app.clientId}:${app.clientSecret}`)}`,
  }
  const answer = await place.ask('POST', '/oauth/token', { headers, raw: form.toString() })
  expect([answer.status, (await answer.json()).error]).toEqual([400, 'invalid_request'])
})

test('what breaks on our side is told as such, never as an unknown app', async () => {
  await place.books.open('host').execute('DROP TABLE app')
  const answer = await tokenAsked({ ...credentials(), resource: api })
  expect([answer.status, (await answer.json()).code]).toEqual([500, 'something_failed'])
  expect(place.lines.at(-1)).toMatchObject({ path: '/oauth/token' })
})

test('the answer with a token is kept by no cache', async () => {
  const answer = await tokenAsked({ ...credentials(), resource: api })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('cache-control')).toContain('no-store')
})

function credentials() {
  return {
    grant_type: 'client_credentials',
    client_id: app.clientId,
    client_secret: app.clientSecret,
  }
}

function tokenAsked(form: Record<string, string> | URLSearchParams): Promise<Response> {
  const body = new URLSearchParams(form)
  if (!body.has('grant_type')) body.set('grant_type', 'client_credentials')
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  return place.ask('POST', '/oauth/token', { headers, raw: body.toString() })
}
