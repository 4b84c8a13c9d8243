import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hosts, type OpenHost, openingMs } from '../support/hosts.ts'

let opened: OpenHost[] = []
beforeAll(async () => {
  // One after the other: together they would only slow each other down.
  for (const { open } of hosts) opened.push(await open())
}, openingMs)
afterAll(async () => {
  await Promise.all(opened.map(({ close }) => close()))
  opened = []
})

function hostNamed(name: string): OpenHost {
  const found = opened[hosts.findIndex((host) => host.name === name)]
  if (found === undefined) throw new Error(`${name} is not open.`)
  return found
}

/** What a host says of its own: the moment, the request, how its server speaks HTTP. */
const passing = new Set([
  ...['connection', 'content-encoding', 'content-length', 'date', 'etag', 'keep-alive'],
  ...['cf-cache-status', 'ratelimit', 'request-id', 'transfer-encoding', 'vary'],
])

async function said({ base }: OpenHost, path: string, init: RequestInit = {}) {
  const answer = await fetch(base + path, { redirect: 'manual', ...init })
  const plain = (text: string) =>
    text
      .replaceAll(base, 'BASE')
      .replaceAll(new URL(base).host, 'HOST')
      .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'ID')
      .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'NOW')
      // What a passkey is asked to sign is asked once.
      .replaceAll(/(?<=challenge&quot;:&quot;)[\w-]+/g, 'ONCE')
  const headers = [...answer.headers].filter(([name]) => !passing.has(name))
  return {
    status: answer.status,
    headers: Object.fromEntries(headers.map(([name, value]) => [name, plain(value).toLowerCase()])),
    body: shortened(plain(await answer.text())),
  }
}

/** A difference in megabytes of script is said by their hash. */
function shortened(text: string): string {
  if (text.length < 50_000) return text
  return `${text.length}: ${createHash('sha256').update(text).digest('hex')}`
}

const post = (headers: Record<string, string>, body = '') => ({ method: 'POST', headers, body })
const form = { 'content-type': 'application/x-www-form-urlencoded' }
const json = { 'content-type': 'application/json' }

describe('an answer is the same on both hosts', () => {
  const asked: [what: string, path: string, init?: RequestInit][] = [
    ['the front page', '/'],
    ['the page of a community', '/riverside'],
    ['its proof', '/riverside/proof'],
    ['the page to sign in', '/sign-in'],
    ['the page that verifies', '/verify'],
    ['the page without a network', '/offline.html'],
    ['the service worker', '/sw.js'],
    ['the manifest', '/manifest.webmanifest'],
    ['the manifest of a community', '/riverside/manifest.webmanifest'],
    ['a page of members, signed out', '/riverside/home'],
    ['a page that is not there', '/nope/at/all'],
    ['a community that is not there', '/nowhere'],
    ['a file that is not there', '/assets/web-nope.css'],
    ['a form sent from elsewhere', '/sign-in', post({ ...form, origin: 'https://evil.example' })],
    ['a form that does not say where from', '/sign-in', post(form, 'email=a%40b.example')],
    ['the communities', '/v1/communities'],
    ['one community', '/v1/communities/riverside'],
    ['its charter', '/v1/communities/riverside/charter'],
    ['the live proof', '/v1/communities/riverside/proof'],
    ['a question without a token', '/v1/communities/riverside/me'],
    ['a made-up token', '/v1/communities/riverside/me', { headers: { authorization: 'Bearer x' } }],
    ['a method that is not taken', '/v1/communities', { method: 'DELETE' }],
    ['a path that is not there', '/v1/nope'],
    ['a head', '/v1/communities', { method: 'HEAD' }],
    ['the description of the API', '/v1/openapi.json'],
    ['the docs page', '/docs'],
    ['its start', '/docs/start.js'],
    ['its script', '/docs/scalar.js'],
    ['health', '/healthz'],
    ['readiness', '/readyz'],
    ['the metadata of OAuth', '/.well-known/oauth-authorization-server'],
    ['a path of identity that is not there', '/auth/nope'],
    ['malformed input', '/auth/code', post(json, '{"email": 1}')],
    ['too much input', '/auth/code', post(json, 'x'.repeat(20_000))],
    ['a token asked for in vain', '/oauth/token', post(form, 'grant_type=client_credentials')],
  ]
  test.each(asked)('%s', async (_, path, init) => {
    const [standalone, edge] = await Promise.all(opened.map((host) => said(host, path, init)))
    expect(edge).toEqual(standalone)
  })

  test('the files of the pages, for as long as their names stand', async () => {
    const page = await (await fetch(`${hostNamed('edge').base}/`)).text()
    const paths = [...page.matchAll(/"(\/assets\/[^"]+)"/g)].map(([, path = '']) => path)
    expect(paths.map((path) => path.split('.').at(-1)).sort()).toEqual(['css', 'js', 'png', 'svg'])
    for (const path of paths) {
      const [standalone, edge] = await Promise.all(opened.map((host) => said(host, path)))
      expect(edge?.headers['cache-control']).toBe('public, max-age=31536000, immutable')
      expect(edge).toEqual(standalone)
    }
  })
})

describe('the quota at the edge', () => {
  test('is counted by the platform, with the numbers that the API tells', async () => {
    const { base } = hostNamed('edge')
    const file = await readFile(new URL('../../wrangler.toml', import.meta.url), 'utf8')
    const [, limit, period] = /simple = \{ limit = (\d+), period = (\d+) \}/.exec(file) ?? []
    // An address of nobody's: only its own count is used up.
    const headers = { 'cf-connecting-ip': '192.0.2.77' }
    const ask = () => fetch(`${base}/v1/communities/riverside`, { headers })
    expect((await ask()).headers.get('ratelimit-policy')).toBe(`"default";q=${limit};w=${period}`)
    let refused: Response | undefined
    // Twice the quota, should a window end in between.
    for (let asked = 0; asked < 2 * Number(limit) + 20 && !refused; asked += 20) {
      const answers = await Promise.all(Array.from({ length: 20 }, ask))
      const bodies = await Promise.all(answers.map((answer) => answer.clone().text()))
      expect(bodies).toHaveLength(20)
      refused = answers.find(({ status }) => status === 429)
    }
    expect(await refused?.json()).toMatchObject({ code: 'quota_is_used_up', again: 'later' })
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0)
  })
})

describe.each(hosts)('signing in without JavaScript, on $name', ({ name }) => {
  test('two forms and a cookie lead home, and signing out ends it', async () => {
    const host = hostNamed(name)
    const [ana] = host.demo.members
    if (ana === undefined) throw new Error('The demo names nobody.')
    const send = (path: string, fields: Record<string, string>, cookie = '') =>
      fetch(host.base + path, {
        ...post({ ...form, origin: host.base, cookie }, `${new URLSearchParams(fields)}`),
        redirect: 'manual',
      })
    const asked = await send('/sign-in', { email: ana.email, to: '/riverside/home' })
    expect([asked.status, asked.headers.get('location')]).toEqual([303, '/sign-in/code'])
    const wrong = await send('/sign-in/code', { code: '000000' }, cookiesOf(asked))
    expect(wrong.status).toBeGreaterThanOrEqual(400)
    const code = await host.code(ana.email)
    const begun = await send('/sign-in/code', { code }, cookiesOf(asked))
    expect([begun.status, begun.headers.get('location')]).toEqual([303, '/riverside/home'])
    const cookie = cookiesOf(begun)
    const home = await fetch(`${host.base}/riverside/home`, { headers: { cookie } })
    expect(home.status).toBe(200)
    expect(await home.text()).toContain('What would help you today, Ana?')
    expect((await send('/sign-out', {}, cookie)).status).toBe(303)
    const after = await fetch(`${host.base}/riverside/home`, {
      headers: { cookie },
      redirect: 'manual',
    })
    expect(after.status).not.toBe(200)
  })
})

// The last here: it uses up what one address may ask for.
describe.each([
  // wrangler takes the place of Cloudflare, which writes this header; here the test does.
  { name: 'edge', says: 'each visitor has a count of their own', other: 303 },
  { name: 'standalone', says: 'what a visitor writes of their address counts nothing', other: 429 },
])('codes are counted by network address, on $name', ({ name, other, says }) => {
  test(says, async () => {
    const { base } = hostNamed(name)
    const ask = async (address: string, who: string) => {
      const headers = { ...form, origin: base, 'cf-connecting-ip': address }
      const body = `${new URLSearchParams({ email: `${who}@riverside.example` })}`
      const answer = await fetch(`${base}/sign-in`, { ...post(headers, body), redirect: 'manual' })
      return answer.status
    }
    let status = 303
    for (let n = 0; n < 45 && status === 303; n += 1) status = await ask('203.0.113.7', `n${n}`)
    expect(status).toBe(429)
    expect(await ask('198.51.100.9', 'someone-else')).toBe(other)
  })
})

function cookiesOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
}
