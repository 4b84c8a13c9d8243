import { answer, memoryQuota, replayable } from '@commonhour/api'
import { fault } from '@commonhour/contract'
import { describe, expect, test } from 'vitest'
import { apiWith, base, bearer, idOf, now, posting, problemIn } from './framework.ts'

const proof = {
  community: 'riverside',
  logSize: 3,
  transfers: 1,
  movedSeconds: 3600,
  balanceSumSeconds: 0,
  accounts: 2,
  heldSeconds: 0,
  checkpoint: null,
  schema: 'sha256:0',
  at: '2026-12-01T09:30:00Z',
}
const proofPath = '/v1/communities/riverside/proof'
const poolsPath = '/v1/communities/riverside/pools'
const csvPath = `/v1/communities/riverside/accounts/${idOf('account')}/statement.csv`
const booking = {
  id: idOf('gift'),
  purpose: 'gift',
  fromAccount: idOf('from'),
  toAccount: idOf('to'),
  seconds: 3600,
} as const
const transfer = {
  ...booking,
  ...{ seq: 3, kind: 'post' as const, at: '2026-12-01T09:30:00Z', workedOn: null, exchange: null },
  ...{ reverses: null, reversedBy: null, charter: 1, by: null, for: null, memo: '' },
  receipt: null,
}

const working = () =>
  apiWith({
    readProof: async () => proof,
    listPools: async () => ({ items: [], next: 'WzFd' }),
    readStatementCsv: async () =>
      answer('day,seconds\n', { headers: { 'Content-Disposition': 'attachment' } }),
    bookTransfer: async ({ body }) => replayable(transfer, body.memo === 'again'),
  })

describe('an answer', () => {
  test('is what the handler gave, as JSON', async () => {
    const answered = await working().ask(proofPath)
    expect(answered.status).toBe(200)
    expect(answered.headers.get('content-type')).toBe('application/json')
    expect(await answered.json()).toEqual(proof)
  })

  test('to a post is 201, and says when it was given before', async () => {
    const { ask } = working()
    const first = await ask('/v1/communities/riverside/transfers', await posting(booking))
    expect([first.status, first.headers.get('idempotent-replayed')]).toEqual([201, null])
    const again = await posting({ ...booking, memo: 'again' })
    const second = await ask('/v1/communities/riverside/transfers', again)
    expect([second.status, second.headers.get('idempotent-replayed')]).toEqual([201, 'true'])
    expect(await second.json()).toEqual(transfer)
  })

  test('of a table is CSV with the handler’s own headers', async () => {
    const answered = await working().ask(csvPath, { headers: await bearer() })
    expect(answered.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(answered.headers.get('content-disposition')).toBe('attachment')
    expect(await answered.text()).toBe('day,seconds\n')
  })

  test('that is a page links to the next', async () => {
    const listed = apiWith({ listNeeds: async () => ({ items: [], next: 'WzFd' }) })
    const path = '/v1/communities/riverside/needs?limit=2&after=WzBd'
    const answered = await listed.ask(path, { headers: await bearer() })
    const next = `${base}/v1/communities/riverside/needs?limit=2&after=WzFd`
    expect(answered.headers.get('link')).toBe(`<${next}>; rel="next"`)
    const last = apiWith({ listNeeds: async () => ({ items: [], next: null }) })
    expect((await last.ask(path, { headers: await bearer() })).headers.get('link')).toBeNull()
  })

  test('that lacks or adds something to what the contract promises is a bug', async () => {
    const { schema: _, ...less } = proof
    const more = { ...proof, email: 'ana@example.org' }
    for (const [wrong, says] of [
      [less, 'readProof answers otherwise'],
      [more, 'readProof answers more'],
    ] as const) {
      const { ask, lines } = apiWith({ readProof: async () => wrong as typeof proof })
      expect((await problemIn(await ask(proofPath))).code).toBe('something_failed')
      expect(lines[0]?.message).toContain(says)
    }
  })
})

describe('what is held already', () => {
  test('is 304 without a body under its tag, and whole when it changed', async () => {
    const { ask } = working()
    const tag = (await ask(proofPath)).headers.get('etag') ?? ''
    expect(tag).toMatch(/^W\/"[\w-]{22}"$/)
    for (const held of [tag, tag.replace('W/', ''), `"other", ${tag}`, '*']) {
      const answered = await ask(proofPath, { headers: { 'If-None-Match': held } })
      expect([answered.status, await answered.text()]).toEqual([304, ''])
      expect(answered.headers.get('etag')).toBe(tag)
    }
    const stale = await ask(proofPath, { headers: { 'If-None-Match': '"other"' } })
    expect(stale.status).toBe(200)
    const moved = apiWith({ readProof: async () => ({ ...proof, logSize: 4 }) })
    const changed = await moved.ask(proofPath, { headers: { 'If-None-Match': tag } })
    expect(changed.status).toBe(200)
  })

  test('may be public for seconds, but what concerns members is kept nowhere', async () => {
    const { ask } = working()
    const caching = async (path: string, init: RequestInit) =>
      (await ask(path, init)).headers.get('cache-control')
    expect(await caching(proofPath, {})).toBe('public, max-age=10')
    expect(await caching(poolsPath, { headers: await bearer() })).toBe('private, no-store')
    expect(await caching(poolsPath, {})).toBe('no-store')
  })
})

describe('a method', () => {
  test('HEAD is GET without the body', async () => {
    const { ask } = working()
    const [head, got] = [await ask(proofPath, { method: 'HEAD' }), await ask(proofPath)]
    expect([head.status, await head.text()]).toEqual([200, ''])
    expect(head.headers.get('etag')).toBe(got.headers.get('etag'))
    expect((await ask('/v1/nowhere', { method: 'HEAD' })).status).toBe(404)
  })

  test.each([
    [proofPath, 'POST', 'GET, HEAD'],
    ['/v1/communities/riverside/transfers', 'DELETE', 'POST'],
    ['/v1/openapi.json', 'PUT', 'GET, HEAD'],
    ['/healthz', 'POST', 'GET, HEAD'],
  ])('that %s does not take (%s) is refused, naming %s', async (path, method, allowed) => {
    const answered = await working().ask(path, { method })
    expect((await problemIn(answered)).code).toBe('method_is_not_allowed')
    expect(answered.headers.get('allow')).toBe(allowed)
  })

  test.each(['/', '/v1', '/v1/communities/', '/v2/communities', `${proofPath}/`, '/v1/%zz'])(
    'on %s finds nothing',
    async (path) => {
      expect((await problemIn(await working().ask(path))).code).toBe('not_found')
    },
  )
})

describe('a foreign origin', () => {
  test('may ask with a token of its own, never with a cookie', async () => {
    const { ask } = working()
    const preflight = await ask(proofPath, {
      method: 'OPTIONS',
      headers: { Origin: 'https://pantry.example', 'Access-Control-Request-Method': 'POST' },
    })
    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*')
    expect(preflight.headers.get('access-control-allow-headers')).toContain('Idempotency-Key')
    for (const path of [proofPath, poolsPath]) {
      const answered = await ask(path, { headers: { Origin: 'https://pantry.example' } })
      expect(answered.headers.get('access-control-allow-origin')).toBe('*')
      expect(answered.headers.get('access-control-expose-headers')).toContain('ETag')
      expect(answered.headers.has('access-control-allow-credentials')).toBe(false)
    }
  })
})

describe('the quota', () => {
  const quota = () => memoryQuota({ requests: 2, windowSeconds: 60 })
  const listing = { listPools: async () => ({ items: [], next: null }) }

  test('is told with every answer, and refuses what is too much', async () => {
    let now = Date.parse('2026-12-01T09:30:15Z')
    const { ask } = apiWith({ readProof: async () => proof }, { quota: quota(), now: () => now })
    const first = await ask(proofPath)
    expect(first.headers.get('ratelimit-policy')).toBe('"default";q=2;w=60')
    expect(first.headers.get('ratelimit')).toBe('"default";r=1;t=45')
    await ask(proofPath)
    const third = await ask(proofPath)
    expect((await problemIn(third)).code).toBe('quota_is_used_up')
    expect(third.headers.get('retry-after')).toBe('45')
    expect(third.headers.get('ratelimit')).toBe('"default";r=0;t=45')
    now += 45_000
    expect((await ask(proofPath)).status).toBe(200)
  })

  test('comes before everything else, even for what is not there', async () => {
    const { ask } = apiWith({}, { quota: quota() })
    for (const code of ['not_found', 'not_found', 'quota_is_used_up']) {
      expect((await problemIn(await ask('/v1/nowhere'))).code).toBe(code)
    }
  })

  test('is one per person, whatever their tokens, and one per address', async () => {
    const { ask } = apiWith(listing, { quota: quota() })
    const ana = await bearer()
    const again = await bearer({ expiresAt: now + 300_000 })
    const luis = await bearer({ sub: idOf('luis') })
    const statuses: number[] = []
    for (const headers of [ana, again, ana, luis]) {
      statuses.push((await ask(poolsPath, { headers }, '192.0.2.1')).status)
    }
    for (const from of ['192.0.2.1', '192.0.2.1', '192.0.2.1', '192.0.2.2']) {
      statuses.push((await ask(poolsPath, {}, from)).status)
    }
    expect(statuses).toEqual([200, 200, 429, 200, 401, 401, 429, 401])
  })

  test('is the same however the last letter of a token is written', async () => {
    const { ask } = apiWith(listing, { quota: quota() })
    const { Authorization = '' } = await bearer()
    // The last letter of a signature holds two bits; the rest of it says nothing.
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    const first = letters.indexOf(Authorization.at(-1) ?? '') & 0b110000
    const statuses: number[] = []
    for (const spelling of [0, 1, 2]) {
      const headers = { Authorization: Authorization.slice(0, -1) + letters[first + spelling] }
      statuses.push((await ask(poolsPath, { headers })).status)
    }
    expect(statuses).toEqual([200, 200, 429])
  })

  test('is not escaped by a made-up token, where everyone may read', async () => {
    const { ask } = apiWith({ readProof: async () => proof }, { quota: quota() })
    const statuses: number[] = []
    for (const end of ['AAAA', 'BBBB', 'CCCC']) {
      const headers = { Authorization: `Bearer a.b.${end}` }
      statuses.push((await ask(proofPath, { headers }, '192.0.2.1')).status)
    }
    expect(statuses).toEqual([200, 200, 429])
  })

  test('stops made-up tokens by their address', async () => {
    const { ask } = apiWith(listing, { quota: quota() })
    const codes: string[] = []
    for (const end of ['AAAA', 'BBBB', 'CCCC']) {
      const headers = { Authorization: `Bearer a.b.${end}` }
      codes.push((await problemIn(await ask(poolsPath, { headers }, '192.0.2.1'))).code)
    }
    expect(codes).toEqual(['token_is_not_valid', 'token_is_not_valid', 'quota_is_used_up'])
  })

  test('does not hold for health', async () => {
    const { ask } = apiWith({}, { quota: quota() })
    for (const _ of [1, 2, 3]) expect((await ask('/healthz')).status).toBe(200)
  })
})

describe('when something breaks', () => {
  const broken = () =>
    apiWith(
      {
        readProof: async () => {
          throw new Error('ana@example.org could not be inserted')
        },
      },
      { checkAnswers: false },
    )

  test('the answer says so and nothing of how', async () => {
    const answered = await broken().ask(proofPath)
    const text = JSON.stringify(await problemIn(answered))
    expect(answered.status).toBe(500)
    expect(text).toContain('something_failed')
    expect(text).not.toMatch(/ana@|insert|\.ts/)
  })

  test('the log says where, without what people wrote', async () => {
    const { ask, lines } = broken()
    const answered = await ask(proofPath)
    expect(lines[0]).toMatchObject({ event: 'something_failed', operation: 'readProof' })
    expect(lines[0]?.request).toBe(answered.headers.get('request-id'))
    expect(JSON.stringify(lines)).toContain('framework.answers.test.ts')
    expect(JSON.stringify(lines)).not.toContain('ana@')
  })

  test('a host out of reach is 503, and readiness says so', async () => {
    const open = () => {
      throw new TypeError('fetch failed')
    }
    const { ask } = apiWith({ readProof: async () => proof }, { open })
    for (const path of [proofPath, '/readyz']) {
      const answered = await ask(path)
      expect((await problemIn(answered)).code).toBe('books_are_out_of_reach')
      expect(answered.headers.get('retry-after')).toBe('5')
    }
    expect((await ask('/healthz')).status).toBe(200)
    expect((await working().ask('/readyz')).status).toBe(200)
  })
})

describe('every answer', () => {
  test('carries an id of ours, whatever id came with the request', async () => {
    const { ask, lines } = working()
    const headers = { 'Request-Id': 'mine', 'X-Request-Id': 'mine' }
    const answered = await ask(proofPath, { headers })
    expect(answered.headers.get('request-id')).toMatch(/^[0-9a-f-]{36}$/)
    const request = answered.headers.get('request-id')
    expect(lines).toMatchObject([
      { event: 'request', operation: 'readProof', status: 200, request },
    ])
  })

  test('tells browsers to trust it with nothing', async () => {
    for (const path of [proofPath, '/v1/nowhere', '/healthz', '/docs']) {
      const { headers } = await working().ask(path)
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    }
    const { ask } = apiWith({}, { base: 'https://hours.example' })
    expect((await ask('/healthz')).headers.get('strict-transport-security')).toContain('max-age')
  })

  test('that refuses a member tells why: rule, ways, verdicts', async () => {
    const verdicts = [
      { rule: 'credit-floor-hard', verdict: 'refuse' as const, says: 'x', facts: { seconds: 1 } },
    ]
    const told = { rule: 'credit-floor-hard', ways: ['pool', 'gift'], verdicts }
    const { ask } = apiWith({ bookTransfer: async () => fault('credit_floor_reached', told) })
    const answered = await ask('/v1/communities/riverside/transfers', await posting(booking))
    expect(await problemIn(answered)).toMatchObject({ ...told, again: 'later', status: 409 })
  })
})
