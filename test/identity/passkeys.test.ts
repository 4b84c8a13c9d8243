import { decodeJwt } from 'jose'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Authenticator, newAuthenticator } from './authenticator.ts'
import { base, noLimits, openPlace, type Place, type SignedIn } from './place.ts'

let place: Place
let ana: SignedIn
let phone: Authenticator
const start = Date.parse('2026-11-28T09:00:00Z')
const minute = 60_000

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: start })
  place = await openPlace({ limits: noLimits })
  ana = await place.signIn('ana@example.org')
  phone = newAuthenticator()
})
afterEach(async () => {
  vi.useRealTimers()
  expect(place.lines).toEqual([])
  await place.close()
})

const asked = async (path: string, session?: string) =>
  (await place.ask('POST', `/auth/passkey/${path}`, { ...(session && { session }) })).json()
const made = async (one = phone, { session } = ana, origin = base) => {
  const response = one.make(await asked('making', session), origin)
  return place.ask('POST', '/auth/passkey', { session, body: { name: 'My phone', response } })
}
const signedIn = (response: object, device?: string) =>
  place.ask('POST', '/auth/passkey/session', { body: { response, ...(device && { device }) } })
const proven = (response: object, { session } = ana) =>
  place.ask('POST', '/auth/passkey/proof', { session, body: { response } })
const code = async (response: Response) => ((await response.json()) as { code: string }).code
const claims = async ({ session } = ana) => {
  const body = { community: 'riverside' }
  const { token } = await (await place.ask('POST', '/auth/token', { session, body })).json()
  return decodeJwt(token)
}
const count = async (table: string) => {
  const { rows } = await place.books.open('host').execute(`SELECT count(*) AS n FROM ${table}`)
  return Number(rows[0]?.n)
}

test('a passkey is made, signs its person in, is listed with its last use, and removed', async () => {
  const answer = await made()
  expect(answer.status).toBe(201)
  expect(await answer.json()).toEqual({
    id: phone.id,
    name: 'My phone',
    createdAt: '2026-11-28T09:00:00.000Z',
    usedAt: null,
  })
  vi.setSystemTime(start + 5 * minute)
  const begun = await signedIn(phone.use(await asked('asking'), base), 'Firefox, Android')
  expect(begun.status).toBe(200)
  const session = (await begun.json()) as SignedIn
  expect(session).toMatchObject({ person: ana.person, expiresAt: '2026-12-28T09:05:00.000Z' })
  const read = await place.ask('GET', '/auth/session', { session: session.session })
  expect(await read.json()).toMatchObject({ person: ana.person })

  const list = async () =>
    (await place.ask('GET', '/auth/passkey', { session: ana.session })).json()
  expect(await list()).toMatchObject({ items: [{ usedAt: '2026-11-28T09:05:00.000Z' }] })
  const gone = await place.ask('DELETE', `/auth/passkey/${phone.id}`, { session: ana.session })
  expect(gone.status).toBe(204)
  expect(await list()).toEqual({ items: [] })
  const refused = await signedIn(phone.use(await asked('asking'), base))
  expect([refused.status, await code(refused)]).toEqual([400, 'passkey_is_unknown'])
})

test('a challenge is answered once, within its time, and for what it was given', async () => {
  await made()
  const response = phone.use(await asked('asking'), base)
  expect((await signedIn(response)).status).toBe(200)
  expect(await code(await signedIn(response))).toBe('passkey_is_not_good')

  const late = phone.use(await asked('asking'), base)
  vi.setSystemTime(start + 15 * minute)
  expect(await code(await signedIn(late))).toBe('passkey_is_not_good')

  const other = phone.use(await asked('asking', ana.session), base)
  expect(await code(await signedIn(other))).toBe('passkey_is_not_good')
  const own = { challenge: Buffer.from('00.9999999999999.00').toString('base64url') }
  const forged = phone.use({ ...own, rpId: 'localhost' }, base)
  expect(await code(await signedIn(forged))).toBe('passkey_is_not_good')
})

test('to look at the sign-in page writes nothing', async () => {
  await asked('asking')
  expect(await count('passkey_challenge')).toBe(0)
})

test('another origin, another place and another key are refused, making and using', async () => {
  const evil = 'https://evil.example'
  expect(await code(await made(phone, ana, evil))).toBe('passkey_is_not_good')
  const { challenge } = await asked('making', ana.session)
  const elsewhere = phone.make({ challenge, rp: { id: 'evil.example' } }, base)
  const body = { name: 'Elsewhere', response: elsewhere }
  const refused = await place.ask('POST', '/auth/passkey', { session: ana.session, body })
  expect(await code(refused)).toBe('passkey_is_not_good')
  expect(await count('passkey')).toBe(0)

  await made()
  const sent = [
    phone.use(await asked('asking'), evil),
    phone.use({ ...(await asked('asking')), rpId: 'evil.example' }, base),
    { ...newAuthenticator().use(await asked('asking'), base), id: phone.id, rawId: phone.id },
  ]
  for (const one of sent) expect(await code(await signedIn(one))).toBe('passkey_is_not_good')
  expect(await count('session')).toBe(1)
})

test('a copy of an authenticator shows itself by its counter', async () => {
  await made()
  const copied = phone.counter
  for (let i = 0; i < 2; i++) await signedIn(phone.use(await asked('asking'), base))
  phone.counter = copied
  const refused = await signedIn(phone.use(await asked('asking'), base))
  expect([refused.status, await code(refused)]).toEqual([400, 'passkey_was_copied'])
  expect(await count('session')).toBe(3)
})

test('the database itself lets no counter go back and no key change', async () => {
  await made()
  await signedIn(phone.use(await asked('asking'), base))
  const host = place.books.open('host')
  await expect(host.execute('UPDATE passkey SET counter = 0')).rejects.toThrow('was_copied')
  await expect(host.execute("UPDATE passkey SET publicKey = ''")).rejects.toThrow('never_changes')
})

test('a passkey is made once, and only just after proving who is there', async () => {
  await made()
  expect(await code(await made())).toBe('passkey_is_known')
  vi.setSystemTime(start + 15 * minute)
  expect(await asked('making', ana.session)).toMatchObject({ code: 'step_up_is_needed' })
  const gone = await place.ask('DELETE', `/auth/passkey/${phone.id}`, { session: ana.session })
  expect(await code(gone)).toBe('step_up_is_needed')
  await proven(phone.use(await asked('asking', ana.session), base))
  expect((await made(newAuthenticator())).status).toBe(201)
})

test("nobody proves themselves, or removes anything, by another's passkey", async () => {
  await made()
  const luis = await place.signIn('luis@example.org')
  const used = phone.use(await asked('asking', luis.session), base)
  expect(await code(await proven(used, luis))).toBe('passkey_is_unknown')
  await place.ask('DELETE', `/auth/passkey/${phone.id}`, { session: luis.session })
  expect(await count('passkey')).toBe(1)
  expect(await asked('making')).toMatchObject({ code: 'session_has_ended' })
})

test('a token tells how and when its session was proven, and whether well enough', async () => {
  const auth_time = start / 1000
  expect(await claims()).toMatchObject({ amr: ['otp'], auth_time, acr: 'proven' })
  vi.setSystemTime(start + 15 * minute)
  expect(await claims()).not.toHaveProperty('acr')
  // Whoever has made a passkey proves themselves by it; a code is not enough any more.
  const again = await place.signIn('ana@example.org')
  await made(phone, again)
  expect(await claims(again)).not.toHaveProperty('acr')
  await proven(phone.use(await asked('asking', again.session), base), again)
  const now = (start + 15 * minute) / 1000
  expect(await claims(again)).toMatchObject({ amr: ['hwk'], auth_time: now, acr: 'proven' })
  vi.setSystemTime(start + 15 * minute + 12 * 60 * minute)
  expect(await claims(again)).not.toHaveProperty('acr')
})

test('a person sees where they are signed in, and ends one, or all others', async () => {
  await made()
  const used = await signedIn(phone.use(await asked('asking'), base), 'Safari, iPhone')
  const second = (await used.json()) as SignedIn
  await place.signIn('ana@example.org')
  const list = async () =>
    (await (await place.ask('GET', '/auth/sessions', { session: second.session })).json()).items
  vi.setSystemTime(start + 61 * minute)
  await claims(second)
  const before = await list()
  expect(before).toHaveLength(3)
  expect(before.find(({ isThis }: { isThis: boolean }) => isThis)).toMatchObject({
    device: 'Safari, iPhone',
    provenBy: 'passkey',
    createdAt: '2026-11-28T09:00:00.000Z',
    seenAt: '2026-11-28T10:01:00.000Z',
  })
  const luis = await place.signIn('luis@example.org')
  for (const { id } of before)
    await place.ask('DELETE', `/auth/sessions/${id}`, { session: luis.session })
  expect(await list()).toHaveLength(3)

  const other = before.find(({ isThis }: { isThis: boolean }) => !isThis)
  await place.ask('DELETE', `/auth/sessions/${other.id}`, { session: second.session })
  expect(await list()).toHaveLength(2)
  await place.ask('DELETE', '/auth/sessions', { session: second.session })
  expect(await list()).toMatchObject([{ isThis: true }])
  expect((await place.ask('GET', '/auth/session', { session: ana.session })).status).toBe(401)
  expect((await place.ask('GET', '/auth/session', { session: luis.session })).status).toBe(200)
})
