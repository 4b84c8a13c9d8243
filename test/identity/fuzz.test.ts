import { isFault } from '@commonhour/contract'
import { registerApp } from '@commonhour/identity'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { base, noLimits, openPlace, type Place } from './place.ts'

let place: Place
let session: string
let clientId: string
beforeAll(async () => {
  place = await openPlace({ limits: noLimits })
  session = (await place.signIn('ana@example.org')).session
  const app = await registerApp(place.env, {
    name: 'App',
    redirectUris: [],
    scopes: ['hours:read'],
    contact: 'a@example.org',
  })
  if (isFault(app)) throw new Error(app.fault)
  clientId = app.clientId
})
afterAll(() => place.close())

const seed = Date.now() % 1_000_000
const runs = { seed, numRuns: 300 }

// Also what databases and headers choke on: NUL, lone surrogates, quotes, very long texts.
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom('\0', 'a\0b@c.org', "' OR 1=1 --", '\ud800', 'x'.repeat(5000), '__proto__'),
)
const value = fc.oneof(text, fc.jsonValue(), fc.constant('ana@example.org'), fc.constant('123456'))

// What an authenticator could have sent, but for every value.
const answer = fc.record({
  id: value,
  rawId: value,
  type: fc.constant('public-key'),
  clientExtensionResults: fc.constant({}),
  response: fc.record({
    clientDataJSON: value,
    attestationObject: value,
    authenticatorData: value,
    signature: value,
  }),
})

test(`whatever is sent as JSON is answered by a fault, never by a failure (seed ${seed})`, async () => {
  const bodies = fc.oneof(
    fc.jsonValue(),
    fc.record({ email: value, code: value }, { requiredKeys: [] }),
    fc.record({ community: value }),
    fc.record({ name: value, response: answer }, { requiredKeys: ['response'] }),
  )
  const paths = fc.constantFrom(
    '/auth/code',
    '/auth/session',
    '/auth/token',
    '/auth/passkey',
    '/auth/passkey/session',
    '/auth/passkey/proof',
  )
  const ask = async (path: string, body: unknown) => {
    const answer = await place.ask('POST', path, { body, session })
    expect(answer.status, await answer.clone().text()).toBeLessThan(500)
  }
  await fc.assert(fc.asyncProperty(paths, bodies, ask), runs)
})

test(`whatever is sent for a token is answered in the words of OAuth (seed ${seed})`, async () => {
  // Mostly right but for one field, so that what lies behind the first check is reached.
  const mostly = (right: string) => fc.oneof({ weight: 5, arbitrary: fc.constant(right) }, text)
  const forms = fc.record(
    {
      grant_type: mostly('client_credentials'),
      client_id: fc.oneof(fc.constant(clientId), text),
      client_secret: text,
      resource: mostly(`${base}/v1/communities/riverside`),
      scope: text,
      client_assertion: text,
    },
    { requiredKeys: ['grant_type', 'client_id', 'client_secret', 'resource'] },
  )
  const ask = async (form: Record<string, string>, inHeader: boolean) => {
    const credentials = new TextEncoder().encode(`${form.client_id}:${form.client_secret}`)
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      ...(inHeader && { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` }),
    }
    const raw = new URLSearchParams(form).toString()
    const answer = await place.ask('POST', '/oauth/token', { headers, raw })
    const said = await answer.text()
    expect([400, 401], said).toContain(answer.status)
    expect(JSON.parse(said)).toHaveProperty('error')
  }
  await fc.assert(fc.asyncProperty(forms, fc.boolean(), ask), runs)
})

test(`whatever is sent as a session is no session (seed ${seed})`, async () => {
  const headerText = fc.string({ unit: 'grapheme-ascii', maxLength: 300 })
  const ask = async (token: string) => {
    const headers = { authorization: `Bearer ${token}` }
    expect((await place.ask('GET', '/auth/session', { headers })).status).toBe(401)
    expect((await place.ask('DELETE', '/auth/session', { headers })).status).toBe(204)
  }
  await fc.assert(fc.asyncProperty(headerText, ask), runs)
  expect((await place.ask('GET', '/auth/session', { session })).status).toBe(200)
})
