import { markCommunity, registerCommunity } from '@commonhour/host'
import { createIdentity } from '@commonhour/identity'
import { createLocalJWKSet, decodeProtectedHeader, type JSONWebKeySet, jwtVerify } from 'jose'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { base, openPlace, type Place } from './place.ts'

let place: Place
beforeEach(async () => {
  place = await openPlace()
})
afterEach(async () => {
  expect(place.lines).toEqual([])
  await place.close()
})

const api = `${base}/v1/communities/riverside`
const tokenFor = (community: string, session: string) =>
  place.ask('POST', '/auth/token', { body: { community }, session })
async function publicKeys(): Promise<JSONWebKeySet> {
  return (await place.ask('GET', '/.well-known/jwks.json')).json() as Promise<JSONWebKeySet>
}

test('a session gets a token that names its person and one community, for ten minutes', async () => {
  const { session, person } = await place.signIn('ana@example.org')
  const answer = await tokenFor('riverside', session)
  expect(answer.status).toBe(200)
  const { token, expiresAt } = await answer.json()
  const { payload, protectedHeader } = await jwtVerify(
    token,
    createLocalJWKSet(await publicKeys()),
    { algorithms: ['EdDSA'], issuer: base, audience: api, typ: 'at+jwt' },
  )
  expect(protectedHeader).toMatchObject({ alg: 'EdDSA', typ: 'at+jwt' })
  expect(payload).toMatchObject({ sub: person.id, client_id: 'web', aud: api, iss: base })
  expect(String(payload.scope).split(' ')).toEqual(
    expect.arrayContaining(['hours:read', 'hours:write', 'needs:read', 'needs:write']),
  )
  expect(payload.scope).not.toContain('webhooks')
  expect(payload.jti).toMatch(/^[0-9a-f-]{36}$/)
  expect(Number(payload.exp) - Number(payload.iat)).toBe(600)
  expect(Date.parse(expiresAt)).toBe(Number(payload.exp) * 1000)
})

test('the published keys hold no private half, and a token names one of them', async () => {
  const { session } = await place.signIn('ana@example.org')
  const { token } = await (await tokenFor('riverside', session)).json()
  const { keys } = await publicKeys()
  expect(keys).toEqual([
    { kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA', x: expect.any(String), kid: expect.any(String) },
  ])
  expect(decodeProtectedHeader(token).kid).toBe(keys[0]?.kid)
})

test('many who need the first key at the same moment end with one', async () => {
  const { session } = await place.signIn('ana@example.org')
  const workers = Array.from({ length: 8 }, () => createIdentity(place.env))
  const tokens = await Promise.all(
    workers.map(async (worker) => {
      const answer = await worker.fetch(
        new Request(`${base}/auth/token`, {
          method: 'POST',
          headers: { authorization: `Bearer ${session}`, 'content-type': 'application/json' },
          body: '{"community":"riverside"}',
        }),
      )
      return ((await answer.json()) as { token: string }).token
    }),
  )
  const jwks = await publicKeys()
  expect(jwks.keys).toHaveLength(1)
  for (const token of tokens) await jwtVerify(token, createLocalJWKSet(jwks))
})

test('keys and sessions outlive the process', async () => {
  const { session } = await place.signIn('ana@example.org')
  const before = await publicKeys()
  const later = createIdentity(place.env)
  const read = await later.fetch(new Request(`${base}/.well-known/jwks.json`))
  expect(await read.json()).toEqual(before)
  const headers = { authorization: `Bearer ${session}` }
  expect((await later.fetch(new Request(`${base}/auth/session`, { headers }))).status).toBe(200)
})

test('no token without a session', async () => {
  const none = await place.ask('POST', '/auth/token', { body: { community: 'riverside' } })
  expect(none.status).toBe(401)
  expect(await none.json()).toMatchObject({ code: 'session_has_ended' })
  const { session } = await place.signIn('ana@example.org')
  await place.ask('DELETE', '/auth/session', { session })
  expect((await tokenFor('riverside', session)).status).toBe(401)
})

test('no token for a community that is not there, or whose books are not ready', async () => {
  const { session } = await place.signIn('ana@example.org')
  expect(await (await tokenFor('nowhere', session)).json()).toMatchObject({
    code: 'community_is_unknown',
    status: 404,
  })
  const host = place.books.open('host')
  await registerCommunity(host, { slug: 'hillside', name: 'Hillside', now: 0 })
  expect((await tokenFor('hillside', session)).status).toBe(404)
  await markCommunity(host, 'hillside', 'open')
  expect((await tokenFor('hillside', session)).status).toBe(200)
  for (const bad of ['', 'Riverside', '../riverside', 7]) {
    expect((await tokenFor(bad as string, session)).status, String(bad)).toBe(400)
  }
})
