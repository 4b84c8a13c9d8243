import type { ApiEnv } from '@commonhour/api'
import { fault } from '@commonhour/contract'
import { errors } from 'jose'
import { describe, expect, test } from 'vitest'
import {
  apiWith,
  appToken,
  bearer,
  idOf,
  now,
  posting,
  problemIn,
  riverside,
  token,
} from './framework.ts'

const path = '/v1/communities/riverside/transfers'
const gift = {
  id: idOf('gift'),
  purpose: 'gift',
  fromAccount: idOf('from'),
  toAccount: idOf('to'),
  seconds: 3600,
}
const refusing = { bookTransfer: async () => fault('gift_exceeds_hours_in_hand') }

/** Each rung broken alone, in the order of the ladder; one that breaks two must name the first. */
type Break = (asked: { path: string; headers: Headers; body: string }) => void
const rungs: readonly [code: string, status: number, breaks: Break][] = [
  [
    'not_found',
    404,
    (it) => {
      it.path = it.path.replace('/transfers', '/payments')
    },
  ],
  ['token_is_missing', 401, (it) => it.headers.delete('authorization')],
  [
    'request_is_malformed',
    400,
    (it) => {
      it.path += '?limt=3'
    },
  ],
  ['idempotency_key_is_missing', 400, (it) => it.headers.delete('idempotency-key')],
  [
    'body_is_too_large',
    413,
    (it) => {
      it.body = it.body.padEnd(65_537)
    },
  ],
  ['body_is_not_json', 415, (it) => it.headers.set('content-type', 'text/plain')],
  [
    'request_is_malformed',
    400,
    (it) => {
      it.body = it.body.replace('3600', '"3600"')
    },
  ],
]

async function askBroken(breaks: readonly Break[]) {
  const { headers, body } = await posting(gift)
  const it = { path, headers: new Headers(headers), body }
  for (const one of breaks) one(it)
  const { ask } = apiWith(refusing)
  return problemIn(await ask(it.path, { method: 'POST', headers: it.headers, body: it.body }))
}

describe('the ladder', () => {
  test('lets a whole request reach its handler, whose fault is told', async () => {
    expect(await askBroken([])).toMatchObject({ code: 'gift_exceeds_hours_in_hand', status: 409 })
  })

  test.each(rungs)('refuses %s alone', async (code, status, breaks) => {
    expect(await askBroken([breaks])).toMatchObject({ code, status })
  })

  const pairs = rungs.flatMap(([first, , a], i) =>
    rungs.slice(i + 1).map(([second, , b]) => [first, second, [a, b]] as const),
  )
  test.each(pairs)('says %s before %s', async (first, _second, breaks) => {
    expect((await askBroken(breaks)).code).toBe(first)
  })

  test('tells a wrong scope before a wrong query, and a community that is not there last', async () => {
    const { ask } = apiWith(refusing)
    const narrow = await bearer({ scope: 'hours:read' })
    const asked = await posting({ seconds: 1 }, narrow)
    expect((await problemIn(await ask(`${path}?x=1`, asked))).code).toBe('scope_is_missing')
    const elsewhere = '/v1/communities/nowhere/transfers'
    const there = await bearer({ audience: riverside.replace('riverside', 'nowhere') })
    expect((await problemIn(await ask(elsewhere, await posting(gift, there)))).code).toBe(
      'community_is_unknown',
    )
    expect((await problemIn(await ask(elsewhere, await posting({}, there)))).code).toBe(
      'request_is_malformed',
    )
  })

  test('knows no community that is still being founded', async () => {
    const { ask } = apiWith({ readCommunity: async () => fault('something_failed') })
    for (const slug of ['newtown', 'nowhere', 'No-Slug', 'x']) {
      const problem = await problemIn(await ask(`/v1/communities/${slug}`))
      expect(problem.code).toBe('community_is_unknown')
    }
  })
})

describe('a token', () => {
  const bad = {
    'signed by another key': { forged: true },
    'for another community': { audience: riverside.replace('riverside', 'hillside') },
    'of another issuer': { issuer: 'https://elsewhere.example' },
    'that has ended': { expiresAt: Date.parse('2026-12-01T09:29:59Z') },
    'of another type': { typ: 'JWT' },
  }
  test.each(Object.entries(bad))('%s is not valid here', async (_name, wish) => {
    const { ask } = apiWith(refusing)
    const answer = await ask(path, await posting(gift, await bearer(wish)))
    expect((await problemIn(answer)).code).toBe('token_is_not_valid')
    expect(answer.headers.get('www-authenticate')).toContain('error="invalid_token"')
  })

  test.each(['Basic YTpi', 'Bearer', 'Bearer x', 'Bearer a.b.c'])('%s is none', async (header) => {
    const { ask } = apiWith(refusing)
    const answer = await ask(path, await posting(gift, { Authorization: header }))
    expect((await problemIn(answer)).code).toBe('token_is_not_valid')
  })

  test('without a signature, or signed with our public key as a secret, is not valid', async () => {
    const { ask } = apiWith(refusing)
    const [, claims] = (await token()).split('.')
    for (const alg of ['none', 'HS256']) {
      const head = Buffer.from(JSON.stringify({ alg, kid: 'one', typ: 'at+jwt' }))
      const made = `Bearer ${head.toString('base64url')}.${claims}.AAAA`
      const answer = await ask(path, await posting(gift, { Authorization: made }))
      expect((await problemIn(answer)).code).toBe('token_is_not_valid')
    }
  })

  test('that was verified is believed for a minute: its key is then asked for again', async () => {
    let at = now
    let withdrawn = false
    let looked = 0
    const { env } = apiWith(refusing)
    const keys: ApiEnv['keys'] = (...asked) => {
      looked += 1
      if (withdrawn) throw new errors.JWKSNoMatchingKey()
      return env.keys(...asked)
    }
    const { ask } = apiWith(
      { listMembers: async () => ({ items: [], next: null }) },
      {
        keys,
        now: () => at,
      },
    )
    const headers = await bearer()
    const statusOf = async (slug: string) =>
      (await ask(`/v1/communities/${slug}/members`, { headers })).status
    expect([await statusOf('riverside'), await statusOf('riverside'), looked]).toEqual([
      200, 200, 1,
    ])
    expect(await statusOf('hillside')).toBe(401)
    withdrawn = true
    at = now + 59_999
    expect(await statusOf('riverside')).toBe(200)
    at = now + 60_000
    expect(await statusOf('riverside')).toBe(401)
  })

  test('that was verified is not believed beyond its own end', async () => {
    let at = now
    const { ask } = apiWith(
      { listMembers: async () => ({ items: [], next: null }) },
      { now: () => at },
    )
    const headers = await bearer({ expiresAt: now + 30_000 })
    const statuses: number[] = []
    for (const later of [0, 29_999, 30_000]) {
      at = now + later
      statuses.push((await ask('/v1/communities/riverside/members', { headers })).status)
    }
    expect(statuses).toEqual([200, 200, 401])
  })

  test('that is missing is asked for', async () => {
    const { ask } = apiWith(refusing)
    const answer = await ask(path, { method: 'POST' })
    expect((await problemIn(answer)).code).toBe('token_is_missing')
    expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="commonhour"')
  })

  test('without the scope is told which', async () => {
    const { ask } = apiWith(refusing)
    const narrow = await bearer({ scope: 'hours:read admin' })
    const answer = await ask(path, await posting(gift, narrow))
    expect((await problemIn(answer)).detail).toBe('It needs hours:write.')
    expect(answer.headers.get('www-authenticate')).toContain(
      'error="insufficient_scope", scope="hours:write"',
    )
  })

  test('that cannot be checked is not blamed', async () => {
    const keys = async () => {
      throw new TypeError('fetch failed')
    }
    const { ask, lines } = apiWith(refusing, { keys })
    const answer = await ask(path, await posting(gift))
    expect((await problemIn(answer)).code).toBe('books_are_out_of_reach')
    expect(lines.map((line) => line.event)).toContain('keys_are_out_of_reach')
  })

  test('says whether a person or an app asks', async () => {
    const seen: unknown[] = []
    const { ask } = apiWith({
      bookTransfer: async ({ caller }) => {
        seen.push([caller.kind, caller.clientId])
        return fault('app_is_not_granted')
      },
    })
    await ask(path, await posting(gift))
    await ask(path, await posting(gift, await bearer({ clientId: idOf('library') })))
    await ask(path, await posting(gift, { Authorization: `Bearer ${await appToken()}` }))
    expect(seen).toEqual([
      ['person', 'web'],
      ['person', idOf('library')],
      ['app', idOf('pantry')],
    ])
  })

  test('of an app opens nothing that is for members or coordinators', async () => {
    const { ask } = apiWith({
      readMe: async () => fault('something_failed'),
      admitMember: async () => fault('something_failed'),
    })
    const headers = { Authorization: `Bearer ${await appToken()}` }
    const me = await ask('/v1/communities/riverside/me', { headers })
    expect((await problemIn(me)).code).toBe('actor_is_not_a_member')
    const admission = `/v1/communities/riverside/members/${idOf('luis')}/admission`
    const admitted = await ask(admission, { method: 'POST', headers })
    expect((await problemIn(admitted)).code).toBe('actor_is_not_a_coordinator')
  })
})
