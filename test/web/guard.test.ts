import { fault } from '@commonhour/contract'
import { describe, expect, test } from 'vitest'
import { base, fakeHost, memberPaths, publicPaths, refused, session } from './fakeHost.ts'
import * as sample from './sample.ts'

const cookie = `session=${session}`
const act = `/riverside/exchanges/${sample.proposed.id}`
const twoScripts = new Set(['/verify', '/sign-in', '/sign-in/passkey'])
const form = { act: 'acceptance', key: sample.id(71) }

describe('a post from elsewhere does nothing', () => {
  const cases = [
    ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
    ['a sibling site', { 'sec-fetch-site': 'same-site', origin: base }],
    ['another origin, in an old browser', { origin: 'https://evil.example' }],
    ['an opaque origin', { origin: 'null' }],
    ['one that does not say where from', {}],
    [
      'one that claims our origin though the browser says otherwise',
      { 'sec-fetch-site': 'none', origin: base },
    ],
  ] as const
  for (const [name, headers] of cases) {
    test(name, async () => {
      const host = await fakeHost()
      const response = await host.post(act, form, new Headers({ ...headers, cookie }))
      expect(response.status).toBe(403)
      expect(await response.text()).toContain('sent from another place')
      expect(host.asked).toEqual([])
    })
  }

  test('signing out is a post of our own too', async () => {
    const host = await fakeHost()
    const response = await host.post('/sign-out', {}, new Headers({ cookie }))
    expect(response.status).toBe(403)
    expect(host.identityAsked).toEqual([])
  })

  for (const headers of [{ 'sec-fetch-site': 'same-origin' }, { origin: base }]) {
    test(`our own page is believed by ${Object.keys(headers)}`, async () => {
      const host = await fakeHost()
      const response = await host.post(act, form, new Headers({ ...headers, cookie }))
      expect(response.status).toBe(303)
    })
  }
})

describe('the headers of every page', () => {
  for (const path of [...Object.values(publicPaths), memberPaths.home, '/nowhere/at/all']) {
    test(path, async () => {
      const host = await fakeHost()
      const { headers } = await host.get(path)
      const policy = headers.get('content-security-policy') ?? ''
      expect(policy).toContain("default-src 'none'")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).not.toMatch(/unsafe|https?:|\*/)
      expect(headers.get('referrer-policy')).toBe('same-origin')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
    })
  }

  test('no page needs what the policy forbids', async () => {
    const host = await fakeHost()
    for (const path of Object.values({ ...publicPaths, ...memberPaths })) {
      const page = await (await host.get(path)).text()
      expect(page, path).not.toMatch(/\sstyle=|<style|\son[a-z]+=|javascript:/)
      expect(page, path).not.toMatch(/<script(?![^>]* src="\/assets\/)/)
      // Looking at a report is a script of its own, as is a passkey, on their pages alone.
      expect(page.match(/<script/g), path).toHaveLength(twoScripts.has(path) ? 2 : 1)
      expect(page.match(/(?:src|href)="(?:https?:)?\/\//g), path).toBeNull()
    }
  })

  test('assets may be kept for ever, and are what the pages name', async () => {
    const host = await fakeHost()
    const page = await (await host.get('/')).text()
    for (const [, path = ''] of page.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)) {
      const response = await host.get(path)
      expect(response.status).toBe(200)
      expect(response.headers.get('cache-control')).toContain('immutable')
    }
  })
})

describe('signing in', () => {
  test('an address, then the code, then where one was going', async () => {
    const host = await fakeHost({ signedIn: false })
    const first = await host.post('/sign-in', {
      email: ' ana@example.org ',
      to: '/riverside/needs',
    })
    expect(first.status).toBe(303)
    expect(first.headers.get('location')).toBe('/sign-in/code')
    const arriving = cookieOf(first, 'arriving')
    expect(host.identityAsked[0]).toMatchObject({
      path: '/auth/code',
      body: { email: 'ana@example.org' },
    })

    const page = await host.get('/sign-in/code', { cookie: `arriving=${arriving}` })
    expect(await page.text()).toContain('ana@example.org')
    const headers = new Headers({ origin: base, cookie: `arriving=${arriving}` })
    const second = await host.post('/sign-in/code', { code: '123 456' }, headers)
    expect(second.headers.get('location')).toBe('/riverside/needs')
    expect(host.identityAsked[1]).toMatchObject({
      path: '/auth/session',
      body: { email: 'ana@example.org', code: '123456' },
    })
    expect(second.headers.getSetCookie()[0]).toBe(
      `session=${session}; Max-Age=600; Path=/; HttpOnly; SameSite=Lax`,
    )
    expect(cookieOf(second, 'arriving')).toBe('')
  })

  test('on https the cookie is __Host-, Secure, and the plain one means nothing', async () => {
    const https = 'https://hours.example'
    const host = await fakeHost({ secure: true, base: https, signedIn: false })
    const arriving = encodeURIComponent(JSON.stringify({ email: 'ana@example.org', to: '/' }))
    const headers = new Headers({ origin: https, cookie: `__Host-arriving=${arriving}` })
    const response = await host.post('/sign-in/code', { code: '123456' }, headers)
    expect(response.headers.getSetCookie()[0]).toMatch(
      /^__Host-session=.*; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    )
    expect(response.headers.get('strict-transport-security')).not.toBeNull()
    await host.get('/riverside/home', { cookie })
    expect(host.asked.at(-1)?.token).toBeNull()
  })

  for (const to of ['//evil.example', 'https://evil.example', '/\\evil.example', 'javascript:1']) {
    test(`nobody is led away to ${to}`, async () => {
      const host = await fakeHost({ signedIn: false })
      const first = await host.post('/sign-in', { email: 'ana@example.org', to })
      const arriving = cookieOf(first, 'arriving')
      const headers = new Headers({ origin: base, cookie: `arriving=${arriving}` })
      const second = await host.post('/sign-in/code', { code: '123456' }, headers)
      expect(second.headers.get('location')).toBe('/')
    })
  }

  test('a wrong code is said at the field, and the page stays', async () => {
    const identity = () => refused('code_is_wrong')
    const host = await fakeHost({ signedIn: false, identity })
    const arriving = encodeURIComponent(JSON.stringify({ email: 'ana@example.org', to: '/' }))
    const headers = new Headers({ origin: base, cookie: `arriving=${arriving}` })
    const response = await host.post('/sign-in/code', { code: '000000' }, headers)
    const page = await response.text()
    expect(response.status).toBe(400)
    expect(page).toMatch(/<title>There is a problem: What is the code\?/)
    expect(page.match(/That code is not right/g)).toHaveLength(2)
    expect(page).toContain('href="#code"')
    expect(page).toContain('value="000000"')
  })

  test('too many tries: how long to wait', async () => {
    const identity = () => {
      const response = refused('sign_in_is_paused')
      response.headers.set('retry-after', '300')
      return response
    }
    const host = await fakeHost({ signedIn: false, identity })
    const page = await (await host.post('/sign-in', { email: 'a@b.example' })).text()
    expect(page).toContain('Wait 5 minutes, then ask for a new code.')
  })

  test('is counted for the visitor’s address, not for ours', async () => {
    const host = await fakeHost({ signedIn: false })
    const headers = new Headers({ origin: base, 'cf-connecting-ip': '192.0.2.7' })
    await host.post('/sign-in', { email: 'ana@example.org' }, headers)
    expect(host.identityAsked[0]?.address).toBe('192.0.2.7')
    await host.get('/riverside', { 'cf-connecting-ip': '192.0.2.8' })
    expect(host.asked.map((one) => one.address)).toEqual(['192.0.2.8', '192.0.2.8'])
  })

  test('without having asked for a code there is no code page', async () => {
    const host = await fakeHost({ signedIn: false })
    expect((await host.get('/sign-in/code')).headers.get('location')).toBe('/sign-in')
  })

  test('whoever is signed in can sign out: member, applicant, or neither', async () => {
    const applicant = { ...sample.ana, state: 'applied' as const, account: null }
    const waits = await fakeHost({ answers: { readMe: { member: applicant, account: null } } })
    const answers = { readCommunity: { ...sample.community, joining: 'invitation' as const } }
    const outside = await fakeHost({
      answers: { ...answers, readMe: fault('actor_is_not_a_member') },
    })
    const invited = await (await outside.get('/riverside/join')).text()
    expect(invited).toContain('You join when a member invites you.')
    expect(invited).not.toContain('name="terms"')
    const host = await fakeHost()
    const pages = [invited]
    for (const [at, path] of [
      [waits, '/riverside/join'],
      [host, '/'],
      [host, memberPaths.me],
    ] as const) {
      pages.push(await (await at.get(path)).text())
    }
    for (const page of pages) expect(page).toContain('action="/sign-out"')
    const away = await fakeHost({ signedIn: false })
    expect(await (await away.get('/')).text()).not.toContain('/sign-out')
  })

  test('signing out ends the session here and at identity', async () => {
    const host = await fakeHost()
    const response = await host.post('/sign-out', {})
    expect(host.identityAsked[0]).toMatchObject({
      path: '/auth/session',
      authorization: `Bearer ${session}`,
    })
    expect(cookieOf(response, 'session')).toBe('')
  })
})

describe('tokens', () => {
  test('one is kept for the pages that follow, and for one community only', async () => {
    const host = await fakeHost()
    await host.get('/riverside/home')
    await host.get('/riverside/needs')
    expect(host.identityAsked).toHaveLength(1)
    expect(host.asked.every((one) => one.token === 'Bearer a-token')).toBe(true)
    await host.get('/hillside/home')
    expect(host.identityAsked[1]?.body).toEqual({ community: 'hillside' })
  })

  test('an ended session leads to signing in; an unknown community does not', async () => {
    const answers = { readHome: fault('token_is_missing') }
    const ended = await fakeHost({ answers, identity: () => refused('session_has_ended') })
    expect((await ended.get('/riverside/home')).status).toBe(303)
    const unknown = await fakeHost({ answers, identity: () => refused('community_is_unknown') })
    expect((await unknown.get('/nowhere/home')).status).toBe(404)
  })

  test('an ended session in the middle of a form shows what was written', async () => {
    const gone = fault('token_is_not_valid')
    const host = await fakeHost({ answers: { publishNeed: gone, readHome: gone } })
    const typed = { id: sample.id(9), title: 'Mend my gate', text: 'It squeaks', memo: '' }
    const path = '/riverside/ask?what=home&when=anyTime&long=3600'
    const response = await host.post(path, { ...typed, category: 'home' })
    const page = await response.text()
    expect(response.status).toBe(401)
    expect(page).toContain('Mend my gate')
    expect(page).toContain('It squeaks')
    expect(page).toContain('Sign in again')
    expect(page).not.toMatch(/<blockquote[^>]*><\/blockquote>/)
    const back = `/sign-in?${new URLSearchParams({ to: path })}`
    expect(page).toContain(`href="${back}"`)
  })
})

function cookieOf(response: Response, name: string): string | undefined {
  const found = response.headers.getSetCookie().find((one) => one.startsWith(`${name}=`))
  return found?.slice(name.length + 1).split(';')[0]
}
