import { createIdentity } from '@commonhour/identity'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openPlace, type Place } from './place.ts'

let place: Place
beforeEach(async () => {
  place = await openPlace()
})
afterEach(() => place.close())

test('a field that is not right is named, and its value is not repeated', async () => {
  const cases = [
    ['/auth/code', { email: 'ana' }, '/email'],
    ['/auth/code', {}, '/email'],
    ['/auth/session', { email: 'ana@example.org', code: '12345' }, '/code'],
    ['/auth/session', { email: 'ana@example.org', code: 123456 }, '/code'],
    ['/auth/session', { email: 'ana@example.org', code: '123456', name: 'x' }, '/name'],
  ] as const
  for (const [path, body, pointer] of cases) {
    const refused = await place.ask('POST', path, { body })
    expect(refused.status).toBe(400)
    const problem = await refused.json()
    expect(problem).toMatchObject({ code: 'request_is_malformed', fields: [{ pointer }] })
    expect(JSON.stringify(problem)).not.toContain('12345')
  }
  expect(place.mail).toEqual([])
})

test('a body that is not JSON is refused: a form of another site can send nothing here', async () => {
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', '']) {
    const headers = { 'content-type': type }
    const refused = await place.ask('POST', '/auth/code', { body: { email: 'a@b.org' }, headers })
    expect(refused.status, type).toBe(415)
  }
  const headers = { 'content-type': 'application/json' }
  const broken = await place.ask('POST', '/auth/code', { headers })
  expect(await broken.json()).toMatchObject({ code: 'request_is_malformed' })
})

test('a body beyond 16 kB is refused', async () => {
  const refused = await place.ask('POST', '/auth/code', { body: { email: 'a'.repeat(20_000) } })
  expect(await refused.json()).toMatchObject({ code: 'body_is_too_large' })
})

test("of the library's own paths none is served", async () => {
  const paths = [
    '/auth/sign-in/email-otp',
    '/auth/email-otp/send-verification-otp',
    '/auth/get-session',
    '/auth/token',
    '/auth/jwks',
    '/auth/ok',
    '/auth/oauth2/token',
    '/auth/oauth2/register',
    '/auth/oauth2/authorize',
    '/auth/update-user',
    '/auth/list-sessions',
  ]
  for (const path of paths) {
    expect((await place.ask('GET', path)).status, path).toBe(404)
    if (path === '/auth/token') continue
    expect((await place.ask('POST', path, { body: {} })).status, path).toBe(404)
  }
})

test('a message that was not taken is told, whoever asked', async () => {
  const failing = await openPlace({ sendMail: () => Promise.reject(new Error('no route')) })
  const refused = await failing.ask('POST', '/auth/code', { body: { email: 'ana@example.org' } })
  expect(refused.status).toBe(502)
  expect(await refused.json()).toMatchObject({ code: 'mail_was_not_sent' })
  expect(JSON.stringify(failing.lines)).not.toContain('ana@example.org')
  await failing.close()
})

test('what breaks on our side is told with a number to quote, and noted under it', async () => {
  await place.books.open('host').execute('DROP TABLE sign_in_counter')
  const refused = await place.ask('POST', '/auth/code', { body: { email: 'ana@example.org' } })
  expect(refused.status).toBe(500)
  const problem = await refused.json()
  expect(problem).toMatchObject({ code: 'something_failed' })
  expect(place.lines).toMatchObject([{ request: problem.request, path: '/auth/code' }])
})

test('a short secret is refused at the start', () => {
  expect(() => createIdentity({ ...place.env, authSecret: 'short' })).toThrow('32 characters')
})
