import { fault } from '@commonhour/contract'
import { describe, expect, test } from 'vitest'
import { deviceOf } from '../../web/sessions/device.ts'
import { base, fakeHost, memberPaths, refused, session } from './fakeHost.ts'
import { making, passkey, there, unused } from './sampleSessions.ts'

const arriving = encodeURIComponent(JSON.stringify({ email: 'ana@example.org', to: '/riverside' }))
const response = JSON.stringify({ id: 'AAEC', type: 'public-key' })
const codeGiven = async (form: Record<string, string>, cookie = '') => {
  const host = await fakeHost({ signedIn: false })
  const headers = new Headers({ origin: base, cookie: `arriving=${arriving}; ${cookie}` })
  return host.post('/sign-in/code', { code: '123456', ...form }, headers)
}

describe('a passkey is offered', () => {
  test('once, after a code, where the browser can have one', async () => {
    const first = await codeGiven({ passkeys: '1' })
    expect(first.headers.get('location')).toBe('/sign-in/faster?to=%2Friverside')
    expect(first.headers.getSetCookie().join()).toContain('offered=passkey')
    const second = await codeGiven({ passkeys: '1' }, 'offered=passkey')
    expect(second.headers.get('location')).toBe('/riverside')
    const bare = await codeGiven({ passkeys: '' })
    expect(bare.headers.get('location')).toBe('/riverside')
    expect(bare.headers.getSetCookie().join()).not.toContain('offered')
  })

  test('on a page that leads on without one, and to nobody who has one', async () => {
    const host = await fakeHost()
    const page = await (await host.get('/sign-in/faster?to=/riverside/needs')).text()
    expect(page).toContain('href="/riverside/needs"')
    expect(page).toContain('data-act="make"')
    const excludeCredentials = [{ id: 'AAEC' }]
    const identity = () => Response.json({ ...making, excludeCredentials })
    const has = await fakeHost({ identity })
    const on = await has.get('/sign-in/faster?to=/riverside/needs')
    expect(on.headers.get('location')).toBe('/riverside/needs')
    expect((await has.get('/sign-in/faster?to=/riverside/needs&wished=1')).status).toBe(200)
    const away = await (await host.get('/sign-in/faster?to=//evil.example')).text()
    expect(away).not.toContain('evil.example')
  })

  test('to whoever has just proven themselves; the others prove it first, and come back', async () => {
    const host = await fakeHost({ identity: () => refused('step_up_is_needed') })
    const at = '/sign-in/faster?to=/riverside/me&wished=1'
    const { headers } = await host.get(at)
    expect(headers.get('location')).toBe(`/prove?${new URLSearchParams({ to: at })}`)
    const signedOut = await fakeHost({ signedIn: false })
    expect((await signedOut.get(at)).headers.get('location')).toMatch(/^\/sign-in\?to=/)
  })

  test('and made by what the authenticator answered, under a name', async () => {
    const host = await fakeHost()
    const form = { name: 'My phone', to: '/riverside/home', response }
    const made = await host.post('/sign-in/faster', form)
    expect(made.headers.get('location')).toBe('/riverside/home')
    expect(host.identityAsked).toMatchObject([
      { path: '/auth/passkey', authorization: `Bearer ${session}`, body: { name: 'My phone' } },
    ])
    const without = await host.post('/sign-in/faster', { ...form, response: '' })
    expect([without.status, await without.text()]).toEqual([
      400,
      expect.stringContaining('That did not work. Try your passkey again'),
    ])
  })
})

describe('a passkey', () => {
  test('signs in, says what on, and leads on within our own pages', async () => {
    const host = await fakeHost({ signedIn: false })
    const headers = new Headers({ origin: base, 'user-agent': 'Mozilla/5.0 (Android) Firefox/130' })
    const to = '/riverside/needs'
    const entered = await host.post('/sign-in/passkey', { response, to }, headers)
    expect(entered.headers.get('location')).toBe(to)
    expect(entered.headers.getSetCookie()[0]).toContain(`session=${session};`)
    expect(host.identityAsked[0]).toMatchObject({
      path: '/auth/passkey/session',
      body: { response: { id: 'AAEC' }, device: 'Firefox, Android' },
    })
    const away = await host.post('/sign-in/passkey', { response, to: '//evil.example' }, headers)
    expect(away.headers.get('location')).toBe('/')
  })

  test('that is refused leaves the page, with a new question and the code beside it', async () => {
    const identity = (path: string) =>
      path === '/auth/passkey/session' ? refused('passkey_was_copied') : Response.json(making)
    const host = await fakeHost({ signedIn: false, identity })
    const headers = new Headers({ origin: base })
    const refusal = await host.post('/sign-in/passkey', { response, to: '/riverside' }, headers)
    const page = await refusal.text()
    expect(refusal.status).toBe(400)
    expect(page).toContain('This passkey may have been copied')
    expect(page).toContain('href="/sign-in?to=%2Friverside"')
    expect(page).toContain('data-options')
  })

  test('is nothing the sign-in page needs: without identity’s answer there is the code', async () => {
    const host = await fakeHost({ signedIn: false, identity: () => refused('something_failed') })
    const page = await (await host.get('/sign-in')).text()
    expect(page).toContain('name="email"')
    expect(page).not.toContain('data-options')
  })

  test('is removed after a last look, and only by whoever has just proven themselves', async () => {
    const host = await fakeHost()
    const path = `/riverside/me/sign-in/passkeys/${passkey.id}`
    expect(await (await host.get(path)).text()).toContain('Shall My phone let you in no more?')
    const removed = await host.post(path, {})
    expect(removed.headers.get('location')).toBe('/riverside/me/sign-in')
    expect(host.identityAsked.at(-1)?.path).toBe(`/auth/passkey/${passkey.id}`)
    const old = await fakeHost({ identity: () => refused('step_up_is_needed') })
    const first = (await old.post(path, {})).headers.get('location')
    expect(first).toBe(`/prove?${new URLSearchParams({ to: path })}`)
    expect((await host.get('/riverside/me/sign-in/passkeys/other')).status).toBe(404)
  })
})

describe('how I sign in', () => {
  test('shows passkeys and places, and ends one place or all others', async () => {
    const host = await fakeHost()
    const page = await (await host.get('/riverside/me/sign-in')).text()
    for (const words of ['My phone', 'Firefox, Android', 'A device that did not say what it is']) {
      expect(page).toContain(words)
    }
    expect(page).toContain('This is where you are now.')
    expect(page).toContain('Not used yet')
    expect(page).toContain(unused.id)
    await host.post('/riverside/me/sign-in', { act: 'end', id: there.id })
    expect(host.identityAsked.at(-1)?.path).toBe(`/auth/sessions/${there.id}`)
    await host.post('/riverside/me/sign-in', { act: 'others' })
    expect(host.identityAsked.at(-1)?.path).toBe('/auth/sessions')
  })

  test('is asked to be proven where an act of office was refused, and leads back', async () => {
    const change = { changeStewardship: fault('step_up_is_needed') }
    const host = await fakeHost({ answers: change })
    const path = memberPaths.offices
    const page = await (await host.post(path, { change: 'appointed:auditor', id: there.id })).text()
    expect(page).toContain('Prove that it is you first')
    expect(page).toContain(`href="/prove?${new URLSearchParams({ to: path })}"`)
  })

  test('proving it again is by a passkey, or by a code to one’s own address only', async () => {
    const host = await fakeHost()
    expect(await (await host.get('/prove?to=/riverside/me')).text()).toContain('data-act="use"')
    const to = '/riverside/me'
    const proven = await host.post('/prove', { act: 'passkey', response, to })
    expect(proven.headers.get('location')).toBe(to)
    expect(host.identityAsked.at(-1)?.path).toBe('/auth/passkey/proof')
    const sent = await host.post('/prove', { act: 'code', email: 'luis@example.org', to })
    expect(sent.headers.get('location')).toBe('/sign-in/code')
    expect(host.identityAsked.at(-1)).toMatchObject({
      path: '/auth/code',
      body: { email: 'ana@example.org' },
    })
  })

  test('signing in anew ends the session before, and signing out what the browser kept', async () => {
    const host = await fakeHost()
    const cookie = `arriving=${arriving}; session=${session}`
    await host.post('/sign-in/code', { code: '123456' }, new Headers({ origin: base, cookie }))
    expect(host.identityAsked.at(-1)).toMatchObject({
      path: '/auth/session',
      authorization: `Bearer ${session}`,
    })
    const out = await host.post('/sign-out', {})
    expect(out.headers.get('clear-site-data')).toBe('"cache"')
  })
})

test.each([
  ['Mozilla/5.0 (Android 14; Mobile; rv:130.0) Gecko/130.0 Firefox/130.0', 'Firefox, Android'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_4 like Mac OS X) AppleWebKit/605.1.15 Version/18.4 Mobile/15E148 Safari/604.1',
    'Safari, iPhone',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0',
    'Edge, Windows',
  ],
  [
    'Mozilla/5.0 (Linux; Android 14; SM-A5) AppleWebKit/537.36 SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36',
    'Samsung Internet, Android',
  ],
  ['curl/8', ''],
])('%s is known again as %s', (sent, words) => {
  expect(deviceOf(sent)).toBe(words)
})
