import type { Handlers } from '@commonhour/api'
import { type Fault, fault, isFault } from '@commonhour/contract'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { cursorOf, placeOf } from '../../workers/api/cursors.ts'
import { hmac } from '../../workers/standalone/hmac.ts'
import { apiWith, bearer, idOf, posting, problemIn } from './framework.ts'

const gifts = '/v1/communities/riverside/transfers'
const gift = {
  id: idOf('gift'),
  purpose: 'gift',
  fromAccount: idOf('from'),
  toAccount: idOf('to'),
  seconds: 3600,
}

/** Posts a gift to a handler that notes what it was asked and refuses. */
function noting() {
  const asked: { body: unknown; idempotency: { key: string; fingerprint: string } }[] = []
  const api = apiWith({
    bookTransfer: async ({ body, idempotency }) => {
      asked.push({ body, idempotency })
      return fault('gift_exceeds_hours_in_hand')
    },
    admitMember: async () => fault('member_is_not_an_applicant'),
    readNeed: async () => fault('not_found'),
    listNeeds: async ({ query }) => fault('not_found', { detail: JSON.stringify(query) }),
  })
  return { ...api, asked }
}

async function fieldsFor(body: unknown) {
  const problem = await problemIn(await noting().ask(gifts, await posting(body)))
  expect(problem.code).toBe('request_is_malformed')
  return problem.fields
}

describe('a body', () => {
  test('names every failing field at once: where, what was expected, what came', async () => {
    const wrong = { ...gift, id: 'x', seconds: 0.5, memo: 3, fromAccount: undefined, extra: 1 }
    expect(await fieldsFor({ ...wrong, 'a/b~c': 2 })).toEqual([
      { pointer: '/id', expected: 'a UUIDv7 in lower case', received: '"x"' },
      { pointer: '/fromAccount', expected: 'this field', received: 'nothing' },
      { pointer: '/seconds', expected: 'a whole number of seconds', received: '0.5' },
      { pointer: '/memo', expected: 'string', received: '3' },
      { pointer: '/extra', expected: 'no such field', received: '"extra"' },
      { pointer: '/a~1b~0c', expected: 'no such field', received: '"a/b~c"' },
    ])
  })

  test.each([
    [[], '/id'],
    [null, ''],
    ['text', ''],
    [17, ''],
  ])('of another shape (%j) is refused', async (body, pointer) => {
    expect((await fieldsFor(body))?.[0]?.pointer).toBe(pointer)
  })

  test('gives back no more of what came than a line', async () => {
    const fields = await fieldsFor({ ...gift, purpose: 'x'.repeat(5000) })
    expect(fields?.[0]?.received.length).toBeLessThanOrEqual(100)
  })

  test.each(['toString', 'constructor', '__proto__'])('knows no field %s', async (name) => {
    const { ask } = noting()
    const { headers } = await posting(gift)
    const body = JSON.stringify(gift).replace('{', `{"${name}":1,`)
    const problem = await problemIn(await ask(gifts, { method: 'POST', headers, body }))
    expect(problem.fields).toEqual([
      { pointer: `/${name}`, expected: 'no such field', received: `"${name}"` },
    ])
  })

  test('that is not JSON, or not UTF-8, is malformed as a whole', async () => {
    const { ask } = noting()
    const { headers } = await posting(gift)
    for (const body of ['{', '', '{"id":', new Uint8Array([0x22, 0xff, 0x22])]) {
      const problem = await problemIn(await ask(gifts, { method: 'POST', headers, body }))
      expect(problem).toMatchObject({ code: 'request_is_malformed', fields: [{ pointer: '' }] })
    }
  })

  test('nested as deep as 64 kB allows is refused, not a crash', async () => {
    const { ask } = noting()
    const { headers } = await posting(gift)
    const body = '['.repeat(32_000) + ']'.repeat(32_000)
    const problem = await problemIn(await ask(gifts, { method: 'POST', headers, body }))
    expect(problem.code).toBe('request_is_malformed')
  })

  test.each([
    ['application/json', true],
    ['application/json; charset=utf-8', true],
    ['Application/JSON', true],
    ['application/jsonp', false],
    ['application/x-www-form-urlencoded', false],
    ['text/plain', false],
  ])('as %s is taken: %s', async (type, taken) => {
    const answer = await noting().ask(gifts, await posting(gift, { 'Content-Type': type }))
    const code = taken ? 'gift_exceeds_hours_in_hand' : 'body_is_not_json'
    expect((await problemIn(answer)).code).toBe(code)
  })

  test('of 64 kB is taken, one byte more is not, with or without its length told', async () => {
    const { ask } = noting()
    const { headers } = await posting(gift)
    for (const [bytes, code] of [
      [65_536, 'gift_exceeds_hours_in_hand'],
      [65_537, 'body_is_too_large'],
    ] as const) {
      const body = JSON.stringify(gift).padEnd(bytes)
      const told = { ...headers, 'Content-Length': String(bytes) }
      const whole = await ask(gifts, { method: 'POST', headers: told, body })
      expect((await problemIn(whole)).code).toBe(code)
      const init = { method: 'POST', headers, body: new Blob([body]).stream(), duplex: 'half' }
      expect((await problemIn(await ask(gifts, init as RequestInit))).code).toBe(code)
    }
  })

  test('without end is left after 64 kB', async () => {
    const { ask } = noting()
    const { headers } = await posting(gift)
    let left = false
    let chunks = 0
    const endless = new ReadableStream<Uint8Array>({
      pull: (stream) => {
        chunks++
        stream.enqueue(new Uint8Array(16_384))
      },
      cancel: () => {
        left = true
      },
    })
    const init = { method: 'POST', headers, body: endless, duplex: 'half' } as RequestInit
    expect((await problemIn(await ask(gifts, init))).code).toBe('body_is_too_large')
    expect(left).toBe(true)
    expect(chunks).toBeLessThan(10)
  })

  test('where none is taken may be empty or {}, nothing else', async () => {
    const { ask } = noting()
    const path = `/v1/communities/riverside/members/${idOf('luis')}/admission`
    const headers = await bearer()
    const json = { ...headers, 'Content-Type': 'application/json' }
    const codeOf = async (init: RequestInit) =>
      (await problemIn(await ask(path, { method: 'POST', ...init }))).code
    expect(await codeOf({ headers })).toBe('member_is_not_an_applicant')
    expect(await codeOf({ headers: json, body: '{}' })).toBe('member_is_not_an_applicant')
    expect(await codeOf({ headers: json, body: '{"admit":true}' })).toBe('request_is_malformed')
    expect(await codeOf({ headers: json, body: '[1]' })).toBe('request_is_malformed')
    expect(await codeOf({ headers, body: 'hello' })).toBe('body_is_not_json')
  })
})

describe('an address', () => {
  test('with an id that is none is malformed, naming which', async () => {
    const answer = await noting().ask('/v1/communities/riverside/needs/17', {
      headers: await bearer(),
    })
    expect((await problemIn(answer)).fields).toEqual([
      { pointer: '/need', expected: 'a UUIDv7 in lower case', received: '"17"' },
    ])
  })

  test('has its query read by the contract, defaults and all', async () => {
    const { ask } = noting()
    const answer = await ask('/v1/communities/riverside/needs?limit=20', {
      headers: await bearer(),
    })
    expect(JSON.parse((await problemIn(answer)).detail ?? '')).toEqual({ limit: 20, state: 'open' })
  })

  test.each([
    ['limit=0', '/limit'],
    ['limit=101', '/limit'],
    ['limit=1e1', '/limit'],
    ['after=%20', '/after'],
    ['stat=open', '/stat'],
    ['state=open&state=open', '/state'],
  ])('with the query %s is malformed', async (query, pointer) => {
    const { ask } = noting()
    const answer = await ask(`/v1/communities/riverside/needs?${query}`, {
      headers: await bearer(),
    })
    const { code, fields } = await problemIn(answer)
    expect([code, fields?.map((field) => field.pointer)]).toEqual([
      'request_is_malformed',
      [pointer],
    ])
  })
})

describe('an idempotency key', () => {
  test.each(['', 'abc', '00000000-0000-0000-0000-00000000000'])('%j is none', async (key) => {
    const answer = await noting().ask(gifts, await posting(gift, { 'Idempotency-Key': key }))
    expect((await problemIn(answer)).code).toBe('idempotency_key_is_missing')
  })

  test('is the same in capitals', async () => {
    const { ask, asked } = noting()
    const key = idOf('key').toUpperCase()
    await ask(gifts, await posting(gift, { 'Idempotency-Key': key }))
    expect(asked[0]?.idempotency.key).toBe(idOf('key'))
  })

  test('has one fingerprint for one request however written, another for any other', async () => {
    const { ask, asked } = noting()
    const turned = Object.fromEntries(Object.entries(gift).reverse())
    await ask(gifts, await posting(gift))
    await ask(gifts, await posting(turned))
    await ask(gifts, await posting({ ...gift, seconds: 7200 }))
    await ask(gifts, await posting({ ...gift, memo: '' }))
    const prints = asked.map((one) => one.idempotency.fingerprint)
    expect(prints[1]).toBe(prints[0])
    expect(new Set(prints).size).toBe(3)
  })

  test('has another fingerprint under another secret', async () => {
    const prints = new Set<string>()
    for (const fingerprintSecret of ['one', 'two']) {
      const { ask } = apiWith(
        {
          bookTransfer: async ({ idempotency }) => {
            prints.add(idempotency.fingerprint)
            return fault('not_found')
          },
        },
        { fingerprintSecret },
      )
      await ask(gifts, await posting(gift))
    }
    expect(prints.size).toBe(2)
  })

  test('has the same fingerprint on a host that brings an HMAC of its own', async () => {
    const prints = new Set<string>()
    for (const own of [{}, { hmac }]) {
      const bookTransfer: Handlers['bookTransfer'] = async ({ idempotency }) => {
        prints.add(idempotency.fingerprint)
        return fault('not_found')
      }
      await apiWith({ bookTransfer }, own).ask(gifts, await posting(gift))
    }
    expect([...prints]).toEqual([expect.stringMatching(/^[\w-]{43}$/)])
  })
})

describe('a cursor', () => {
  const Place = v.tuple([v.number(), v.string()])

  test('leads back to where the page ended', () => {
    expect(placeOf(Place, cursorOf([17, 'a?>']))).toEqual([17, 'a?>'])
    expect(placeOf(Place, undefined)).toBeNull()
  })

  test.each(['abc', '!!', cursorOf([1]), cursorOf(['a', 'b'])])('%s is not ours', (after) => {
    const place = placeOf(Place, after)
    expect(isFault(place)).toBe(true)
    expect((place as Fault).fields?.[0]).toMatchObject({
      pointer: '/after',
      expected: 'a cursor we gave',
    })
  })
})
