import { fault } from '@commonhour/contract'
import { expect, test } from 'vitest'
import { fakeHost, memberPaths, session } from './fakeHost.ts'
import * as sample from './sample.ts'

const path = memberPaths['record: what']
const form = {
  id: sample.id(81),
  key: sample.id(82),
  giver: sample.ids.luis,
  receiver: sample.ids.ana,
  title: 'Curtains hung',
  estimateSecondsHours: '1',
  workedOn: '2026-11-20',
}

function queuedBy(member: string, cookies = ''): Headers {
  const cookie = [`session=${session}`, cookies].filter(Boolean).join('; ')
  return new Headers({ 'sec-fetch-site': 'same-origin', cookie, 'queued-by': member })
}

test('the manifest opens the community at home, with icons that are there', async () => {
  const host = await fakeHost()
  const page = await (await host.get(memberPaths.home)).text()
  const [, address = ''] = /<link rel="manifest" href="([^"]+)"/.exec(page) ?? []
  const response = await host.get(address)
  expect(response.headers.get('content-type')).toBe('application/manifest+json')
  const manifest = await response.json()
  expect(manifest).toMatchObject({
    name: sample.community.name,
    start_url: '/riverside/home',
    scope: '/',
    display: 'standalone',
  })
  expect(manifest.icons.map((one: { purpose?: string }) => one.purpose)).toContain('maskable')
  for (const { src, sizes } of manifest.icons) {
    const icon = await host.get(src)
    expect(icon.status).toBe(200)
    const bytes = new DataView(await icon.arrayBuffer())
    // A PNG says its width at byte 16.
    if (sizes !== 'any') expect(`${bytes.getUint32(16)}x${bytes.getUint32(20)}`).toBe(sizes)
  }
})

test('the host has a manifest too, and an unknown community has none', async () => {
  const host = await fakeHost({ answers: { readCommunity: fault('community_is_unknown') } })
  const manifest = await (await host.get('/manifest.webmanifest')).json()
  expect(manifest).toMatchObject({ name: 'Commonhour', start_url: '/' })
  expect((await host.get('/nowhere/manifest.webmanifest')).status).toBe(404)
})

test('the service worker is looked at each time, and keeps what every page names', async () => {
  const host = await fakeHost()
  const response = await host.get('/sw.js')
  expect(response.headers.get('cache-control')).toBe('no-cache')
  expect(response.headers.get('content-type')).toContain('text/javascript')
  const worker = await response.text()
  const page = await (await host.get('/')).text()
  const named = [...page.matchAll(/(?:href|src)="(\/assets\/web-[^"]+)"/g)].map(([, one]) => one)
  expect(named).toHaveLength(3)
  for (const one of named) expect(worker).toContain(one)
})

test('each session has a word of its own, that does not tell it', async () => {
  const host = await fakeHost({ signedIn: false })
  const words = []
  for (const cookie of ['', 'session=one', 'session=two', 'session=one']) {
    words.push((await host.get('/', { cookie })).headers.get('commonhour-whose'))
  }
  expect(new Set(words).size).toBe(3)
  expect(words[1]).toBe(words[3])
  for (const word of words) expect(word).toMatch(/^[\da-f]{16}$/)
})

test('what a script sends goes on under the form’s key, and the answer says where to', async () => {
  const host = await fakeHost()
  const response = await host.post(path, form, queuedBy(sample.ids.ana))
  expect(await response.json()).toEqual({ go: expect.stringContaining('/riverside/exchanges/') })
  const sent = host.asked.find(({ name }) => name === 'proposeExchange')
  expect(sent?.key).toBe(form.key)
})

test('another member on the same phone sends nothing', async () => {
  const host = await fakeHost()
  const response = await host.post(path, form, queuedBy(sample.ids.luis))
  expect(response.status).toBe(412)
  expect(host.asked.map(({ name }) => name)).toEqual(['readMe'])
})

test('nor does the same member while acting for somebody', async () => {
  const host = await fakeHost()
  const acting = `acting=riverside.${sample.ids.luis}`
  const page = await (await host.get(path, { cookie: `session=${session}; ${acting}` })).text()
  expect(page).not.toContain('data-queue')
  expect(await (await host.get(path)).text()).toContain('data-queue')
  const response = await host.post(path, form, queuedBy(sample.ids.ana, acting))
  expect(response.status).toBe(412)
})

test('a refusal comes with its sentence; what may still be done comes without', async () => {
  const refused = await fakeHost({ answers: { proposeExchange: fault('credit_floor_reached') } })
  const no = await refused.post(path, form, queuedBy(sample.ids.ana))
  expect(no.status).toBe(409)
  expect((await no.json()).says).toMatch(/\w+\.$/)
  const over = await fakeHost({ answers: { readMe: fault('token_is_not_valid') } })
  const ended = await over.post(path, form, queuedBy(sample.ids.ana))
  expect(ended.status).toBe(401)
  expect(await ended.text()).toBe('')
})

test('thanks that arrived already are no refusal', async () => {
  const host = await fakeHost({ answers: { thankExchange: fault('thanks_were_said') } })
  const at = `/riverside/exchanges/${sample.confirmed.id}/thanks`
  const response = await host.post(at, { text: 'Thank you' }, queuedBy(sample.ids.ana))
  expect(await response.json()).toMatchObject({ go: expect.stringContaining('done=thanked') })
})

test('signing out has the browser forget, and every page may ask only its own origin', async () => {
  const host = await fakeHost()
  const { headers } = await host.post('/sign-out', {})
  expect(headers.get('clear-site-data')).toBe('"cache"')
  const page = await host.get('/offline.html')
  expect(await page.text()).toContain('You are offline')
  expect(page.headers.get('content-security-policy')).toContain("worker-src 'self'")
})
