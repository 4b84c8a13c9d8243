import { sha256 } from '@commonhour/host'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { noLimits, openPlace, otherThan, type Place } from './place.ts'

let place: Place
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-22T09:00:00Z') })
  place = await openPlace({ limits: noLimits })
})
afterEach(async () => {
  vi.useRealTimers()
  expect(place.lines).toEqual([])
  await place.close()
})

const ana = 'ana@example.org'
const minute = 60_000
const codeAsked = (email: string) => place.ask('POST', '/auth/code', { body: { email } })
const codeGiven = (code: string, email = ana) =>
  place.ask('POST', '/auth/session', { body: { email, code } })
// One identity per request, as at the edge: nothing but the database can keep them apart.
const codeGivenAnew = (code: string) =>
  place.askAnew('POST', '/auth/session', { body: { email: ana, code } })
async function persons() {
  const { rows } = await place.books.open('host').execute('SELECT email FROM person')
  return rows.map((row) => row.email)
}

test('who has a code from their mailbox is signed in and becomes a person', async () => {
  const sent = await codeAsked(ana)
  expect(sent.status).toBe(202)
  expect(await sent.json()).toEqual({ expiresAt: '2026-11-22T09:10:00.000Z' })
  expect(await persons()).toEqual([])

  const begun = await codeGiven(place.codeFor(ana))
  expect(begun.status).toBe(200)
  expect(begun.headers.get('cache-control')).toBe('no-store')
  expect(begun.headers.get('set-cookie')).toBeNull()
  const { session, person, expiresAt } = await begun.json()
  expect(person).toEqual({ id: expect.stringMatching(/^[0-9a-f-]{14}7/), email: ana })
  expect(expiresAt).toBe('2026-12-22T09:00:00.000Z')
  expect(await persons()).toEqual([ana])

  const read = await place.ask('GET', '/auth/session', { session })
  expect(read.status).toBe(200)
  expect(await read.json()).toEqual({ person, expiresAt })
})

test('the same person comes back, however they spell the address and the code', async () => {
  const first = await place.signIn(ana)
  await codeAsked('  Ana@Example.ORG ')
  const code = place.codeFor(ana)
  const again = await codeGiven(`${code.slice(0, 3)} ${code.slice(3)}`, 'ANA@example.org')
  expect(await again.json()).toMatchObject({ person: first.person })
  expect(await persons()).toEqual([ana])
})

test('known and unknown addresses get the same answer and the same message', async () => {
  await place.signIn(ana)
  const [known, unknown] = await Promise.all([codeAsked(ana), codeAsked('luis@example.org')])
  expect([unknown.status, await unknown.json()]).toEqual([known.status, await known.json()])
  const [one, two] = place.mail.slice(-2).map(({ text }) => text.replace(/\d{6}/, ''))
  expect(one).toBe(two)
})

test('a wrong code is refused, and the right one still works after four wrong ones', async () => {
  await codeAsked(ana)
  const code = place.codeFor(ana)
  for (let i = 1; i <= 4; i++) {
    const refused = await codeGiven(otherThan(code, i))
    expect(refused.status).toBe(400)
    expect(refused.headers.get('content-type')).toBe('application/problem+json')
    expect(await refused.json()).toMatchObject({ code: 'code_is_wrong', status: 400 })
  }
  expect((await codeGiven(code)).status).toBe(200)
})

test('after five wrong tries even the right code is refused', async () => {
  await codeAsked(ana)
  const code = place.codeFor(ana)
  for (let i = 1; i <= 5; i++) await codeGiven(otherThan(code, i))
  expect(await (await codeGiven(code)).json()).toMatchObject({ code: 'code_has_expired' })
  expect(await persons()).toEqual([])
})

test('a code ends after ten minutes', async () => {
  await codeAsked(ana)
  const code = place.codeFor(ana)
  vi.setSystemTime(Date.now() + 10 * minute + 1)
  expect(await (await codeGiven(code)).json()).toMatchObject({ code: 'code_has_expired' })
  await codeAsked(ana)
  vi.setSystemTime(Date.now() + 10 * minute - 1)
  expect((await codeGiven(place.codeFor(ana))).status).toBe(200)
})

test('a code works once', async () => {
  await place.signIn(ana)
  expect(await (await codeGiven(place.codeFor(ana))).json()).toMatchObject({
    code: 'code_is_wrong',
  })
})

test('a new code ends the one before', async () => {
  await codeAsked(ana)
  const first = place.codeFor(ana)
  await codeAsked(ana)
  const second = place.codeFor(ana)
  if (first !== second) {
    expect(await (await codeGiven(first)).json()).toMatchObject({ code: 'code_is_wrong' })
  }
  expect((await codeGiven(second)).status).toBe(200)
})

test("one person's code does not open another's session", async () => {
  await codeAsked(ana)
  await codeAsked('luis@example.org')
  if (place.codeFor(ana) === place.codeFor('luis@example.org')) return
  const refused = await codeGiven(place.codeFor(ana), 'luis@example.org')
  expect(await refused.json()).toMatchObject({ code: 'code_is_wrong' })
})

test('of twenty who give one right code at the same moment one is signed in', async () => {
  await codeAsked(ana)
  const code = place.codeFor(ana)
  const answers = await Promise.all(Array.from({ length: 20 }, () => codeGivenAnew(code)))
  const statuses = answers.map(({ status }) => status).sort()
  expect(statuses).toEqual([200, ...Array.from({ length: 19 }, () => 400)])
  const { rows } = await place.books.open('host').execute('SELECT count(*) FROM session')
  expect(rows[0]?.[0]).toBe(1)
})

test('wrong tries at the same moment buy no more than five of them', async () => {
  await codeAsked(ana)
  const code = place.codeFor(ana)
  await Promise.all(Array.from({ length: 40 }, (_, i) => codeGivenAnew(otherThan(code, i + 1))))
  const { rows } = await place.books.open('host').execute('SELECT value FROM verification')
  const used = rows.map((row) => Number(String(row.value).split(':').at(-1)))
  expect(used.every((count) => count >= 1 && count <= 5)).toBe(true)
  for (let i = used[0] ?? 5; i < 5; i++) await codeGiven(otherThan(code))
  expect((await codeGiven(code)).status).toBe(400)
  expect(await persons()).toEqual([])
})

test('a session ends when its person leaves, and when its time is over', async () => {
  const { session } = await place.signIn(ana)
  expect((await place.ask('DELETE', '/auth/session', { session })).status).toBe(204)
  const ended = await place.ask('GET', '/auth/session', { session })
  expect(ended.status).toBe(401)
  expect(ended.headers.get('www-authenticate')).toBe('Bearer')
  expect(await ended.json()).toMatchObject({ code: 'session_has_ended' })
  expect((await place.ask('DELETE', '/auth/session', { session })).status).toBe(204)

  const other = await place.signIn(ana)
  vi.setSystemTime(Date.now() + 30 * 24 * 60 * minute)
  expect((await place.ask('GET', '/auth/session', { session: other.session })).status).toBe(401)
})

test('leaving one session leaves the others', async () => {
  const phone = await place.signIn(ana)
  const desk = await place.signIn(ana)
  await place.ask('DELETE', '/auth/session', { session: phone.session })
  expect((await place.ask('GET', '/auth/session', { session: desk.session })).status).toBe(200)
})

test('a session travels as a Bearer token only: a cookie means nothing', async () => {
  const { session } = await place.signIn(ana)
  for (const name of ['session', '__Host-session', 'better-auth.session_token']) {
    const headers = { cookie: `${name}=${session}` }
    expect((await place.ask('GET', '/auth/session', { headers })).status).toBe(401)
  }
})

test('a copy of the host database signs nobody in', async () => {
  await codeAsked(ana)
  const code = place.codeFor(ana)
  const { session } = await place.signIn('luis@example.org')
  const host = place.books.open('host')
  const all: string[] = []
  for (const table of ['session', 'verification', 'sign_in_counter', 'signing_key']) {
    const { rows } = await host.execute(`SELECT * FROM ${table}`)
    all.push(JSON.stringify(rows))
  }
  const seen = all.join()
  expect(seen).toContain(await sha256(session))
  // A plain hash of a code is undone by trying the million of them: hex or base64url, none stands.
  const plainHash = await sha256(code)
  const inBase64 = Buffer.from(plainHash, 'hex').toString('base64url')
  for (const secret of [session, ana, plainHash, inBase64, `"${code}`, '"d":']) {
    expect(seen).not.toContain(secret)
  }
  const { rows } = await host.execute('SELECT tokenHash FROM session')
  const stolen = String(rows[0]?.tokenHash)
  expect((await place.ask('GET', '/auth/session', { session: stolen })).status).toBe(401)
})
