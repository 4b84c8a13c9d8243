import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openPlace, otherThan, type Place } from './place.ts'

let place: Place
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-22T09:00:00Z') })
  const three = { limit: 3, windowSeconds: 600 }
  const six = { limit: 6, windowSeconds: 600 }
  const both = { perEmail: three, perAddress: six }
  place = await openPlace({ limits: { send: both, guess: both } })
})
afterEach(async () => {
  vi.useRealTimers()
  await place.close()
})

const send = (email: string, from?: string) =>
  place.ask('POST', '/auth/code', { body: { email }, ...(from && { from }) })
const guess = (email: string, code: string, from?: string) =>
  place.ask('POST', '/auth/session', { body: { email, code }, ...(from && { from }) })
const statuses = (answers: Response[]) => answers.map(({ status }) => status).sort()

test('codes sent to one e-mail are limited, from whatever address they are asked', async () => {
  for (let i = 0; i < 3; i++)
    expect((await send('ana@example.org', `192.0.2.${i}`)).status).toBe(202)
  vi.setSystemTime(Date.now() + 100_000)
  const paused = await send('Ana@Example.org', '192.0.2.99')
  expect(paused.status).toBe(429)
  expect(paused.headers.get('retry-after')).toBe('500')
  expect(await paused.json()).toMatchObject({ code: 'sign_in_is_paused' })
  expect(place.mail).toHaveLength(3)
  vi.setSystemTime(Date.now() + 500_000)
  expect((await send('ana@example.org')).status).toBe(202)
})

test('codes asked for from one address are limited, for whatever e-mail', async () => {
  for (let i = 0; i < 6; i++) expect((await send(`person-${i}@example.org`)).status).toBe(202)
  expect((await send('person-7@example.org')).status).toBe(429)
  expect((await send('person-7@example.org', '192.0.2.2')).status).toBe(202)
})

test('guesses for one e-mail are limited, from whatever address, and the right code waits too', async () => {
  await send('ana@example.org')
  const code = place.codeFor('ana@example.org')
  for (let i = 0; i < 3; i++) {
    const from = `192.0.2.${i}`
    expect((await guess('ana@example.org', otherThan(code, i + 1), from)).status).toBe(400)
  }
  expect((await guess('ana@example.org', code, '192.0.2.9')).status).toBe(429)
})

test('guesses from one address are limited, for whatever e-mail', async () => {
  for (let i = 0; i < 6; i++) {
    expect((await guess(`person-${i}@example.org`, '123456')).status).toBe(400)
  }
  expect((await guess('person-7@example.org', '123456')).status).toBe(429)
})

test('tries at the same moment are all counted', async () => {
  const sent = await Promise.all(Array.from({ length: 15 }, () => send('ana@example.org')))
  expect(statuses(sent)).toEqual([202, 202, 202, ...Array.from({ length: 12 }, () => 429)])
  const tried = await Promise.all(
    Array.from({ length: 15 }, (_, i) => guess('ana@example.org', '000000', `192.0.2.${i}`)),
  )
  expect(tried.filter(({ status }) => status === 429)).toHaveLength(12)
})

test('an unknown address is paused exactly as a known one', async () => {
  await place.signIn('ana@example.org')
  const known = [await send('ana@example.org'), await send('ana@example.org')]
  const refused = await send('ana@example.org')
  for (let i = 0; i < 3; i++) await send('nobody@example.org', '192.0.2.2')
  const unknown = await send('nobody@example.org', '192.0.2.2')
  expect(statuses(known)).toEqual([202, 202])
  expect([unknown.status, await unknown.json()]).toEqual([refused.status, await refused.json()])
})

test('one IPv6 network counts as one address, however its addresses are written', async () => {
  const home = [
    '2001:db8:0:1::1',
    '2001:DB8:0:1:ffff:1:2:3',
    '2001:0db8:0000:0001:0:0:0:9',
    '2001:db8::1:0:0:0:7',
    '2001:db8:0:1::',
    '2001:db8:0:1::5%eth0',
  ]
  for (const [i, from] of home.entries()) {
    expect((await send(`person-${i}@example.org`, from)).status, from).toBe(202)
  }
  expect((await send('person-7@example.org', '2001:db8:0:1:a::b')).status).toBe(429)
  expect((await send('person-7@example.org', '2001:db8:0:2::1')).status).toBe(202)
})

test('an IPv4 address written as IPv6 is the same address', async () => {
  for (let i = 0; i < 6; i++) await send(`person-${i}@example.org`, '::ffff:192.0.2.7')
  expect((await send('person-7@example.org', '192.0.2.7')).status).toBe(429)
  expect((await send('person-7@example.org', '::ffff:192.0.2.8')).status).toBe(202)
})
