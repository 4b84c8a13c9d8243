import { fault } from '@commonhour/contract'
import { describe, expect, test } from 'vitest'
import { type Answers, fakeHost, memberPaths, publicPaths, session } from './fakeHost.ts'
import * as sample from './sample.ts'

/** The member of the pages speaks these. */
function speaking(...languages: string[]): Answers {
  return { readHome: { ...sample.home, member: { ...sample.ana, languages } } }
}
const community = { ...sample.community, languages: ['fr', 'en'] }
const tagOf = async (response: Response) => /<html lang="([^"]+)"/.exec(await response.text())?.[1]

describe('a page is in', () => {
  test('the member’s own language, before what the browser says', async () => {
    const host = await fakeHost({ answers: speaking('ca', 'es', 'en') })
    const headers = { 'accept-language': 'fr' }
    const response = await host.get(memberPaths.home, headers)
    expect(response.headers.get('content-language')).toBe('es')
    expect(response.headers.get('vary')).toBe('Accept-Language, Cookie')
    const page = await response.text()
    expect(page).toContain('<html lang="es" dir="ltr">')
    expect(page).toContain('¿Qué te ayudaría hoy, Ana?')
  })

  test('what was chosen in this browser, where the member speaks none of ours', async () => {
    const host = await fakeHost({ answers: speaking('ca') })
    const headers = { 'accept-language': 'fr', cookie: `session=${session}; language=ar` }
    const page = await (await host.get(memberPaths.home, headers)).text()
    expect(page).toContain('<html lang="ar" dir="rtl">')
  })

  test('what the browser asks for most, then the community’s first, then English', async () => {
    const host = await fakeHost({ signedIn: false, answers: { readCommunity: community } })
    const of = async (accepted: string) =>
      tagOf(await host.get(publicPaths.community, { 'accept-language': accepted }))
    expect(await of('en;q=0.3, ar;q=0.8')).toBe('ar')
    expect(await of('de')).toBe('fr')
    expect(await tagOf(await host.get(publicPaths.host, { 'accept-language': 'de' }))).toBe('en-GB')
    const home = { ...sample.home, community, member: { ...sample.ana, languages: [] } }
    const inside = await fakeHost({ answers: { readHome: home } })
    expect(await tagOf(await inside.get(memberPaths.home))).toBe('fr')
  })

  test('that of whoever acts, not of the member they act for', async () => {
    const host = await fakeHost({ answers: speaking('es') })
    const acting = `acting=riverside.${sample.ids.luis}`
    const headers = { cookie: `session=${session}; ${acting}; language=fr` }
    expect(await tagOf(await host.get(memberPaths.home, headers))).toBe('fr')
  })
})

test('a member’s language is kept for what is said before they are known', async () => {
  const host = await fakeHost({ answers: speaking('es') })
  const first = await host.get(memberPaths.home)
  expect(first.headers.get('set-cookie')).toMatch(/^language=es; .*HttpOnly; SameSite=Lax/)
  const cookie = `session=${session}; language=es`
  expect((await host.get(memberPaths.home, { cookie })).headers.get('set-cookie')).toBeNull()
  host.answers.readHome = fault('books_are_out_of_reach')
  const refused = await (await host.get(memberPaths.home, { cookie })).text()
  expect(refused).toContain('<html lang="es"')
  expect(refused).toContain('Prueba dentro de un minuto')
})

describe('signed out', () => {
  test('each page has every language at its foot, by its own name', async () => {
    const host = await fakeHost({ signedIn: false })
    for (const path of Object.values(publicPaths)) {
      const page = await (await host.get(path)).text()
      expect(page, path).toContain('<form method="post" action="/sign-in/language"')
      expect(page, path).toMatch(/value="ar" lang="ar">العربية</)
    }
    const inside = await (await (await fakeHost()).get(memberPaths.home)).text()
    expect(inside).not.toContain('/sign-in/language')
  })

  test('choosing one sets a cookie and comes back; anything else sets none', async () => {
    const host = await fakeHost({ signedIn: false })
    const sent = await host.post('/sign-in/language', { language: 'ar', to: '/riverside?a=b' })
    expect(sent.status).toBe(303)
    expect(sent.headers.get('location')).toBe('/riverside?a=b')
    expect(sent.headers.get('set-cookie')).toMatch(/^language=ar; Max-Age=31536000; Path=\//)
    const odd = await host.post('/sign-in/language', { language: 'xx', to: '//elsewhere.example' })
    expect(odd.headers.get('location')).toBe('/')
    expect(odd.headers.get('set-cookie')).toBeNull()
    const page = await (await host.get('/riverside', { cookie: 'language=ar' })).text()
    expect(page).toContain('<html lang="ar" dir="rtl">')
  })

  test('the code is asked for in the language of the page', async () => {
    const seen: (string | null)[] = []
    const host = await fakeHost({ signedIn: false })
    const { identity } = host.env
    host.env.identity = async (request) => {
      seen.push(request.headers.get('accept-language'))
      return identity(request)
    }
    const headers = new Headers({ 'sec-fetch-site': 'same-origin', cookie: 'language=fr' })
    await host.post('/sign-in', { email: 'ana@example.org', to: '/' }, headers)
    expect(seen).toEqual(['fr'])
  })
})

test('a member chooses what they read; what else they speak stays', async () => {
  const answers = { readMe: { member: { ...sample.ana, languages: ['en', 'ca'] }, account: null } }
  const host = await fakeHost({ answers })
  const me = await (await host.get('/riverside/me')).text()
  expect(me).toContain('href="/riverside/me/language"')
  const page = await (await host.get('/riverside/me/language')).text()
  expect(page).toContain('value="en" checked')
  const sent = await host.post('/riverside/me/language', { language: 'ar' })
  expect(sent.headers.get('location')).toBe('/riverside/me')
  expect(sent.headers.get('set-cookie')).toMatch(/^language=ar; /)
  expect(host.asked.find(({ name }) => name === 'chooseLanguages')?.body).toEqual({
    languages: ['ar', 'en', 'ca'],
  })
  const refused = await host.post('/riverside/me/language', {})
  expect(refused.status).toBe(400)
  expect(await refused.text()).toContain('Choose one of the languages.')
})

test('what a report shows is said in English, and marked so', async () => {
  const host = await fakeHost({ signedIn: false })
  const page = await (await host.get('/verify', { cookie: 'language=ar' })).text()
  expect(page).toContain('<div id="result" aria-live="polite" lang="en" dir="ltr">')
})
