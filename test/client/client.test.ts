import { isRefusal } from '@commonhour/client'
import { operations } from '@commonhour/contract'
import { describe, expect, expectTypeOf, test } from 'vitest'
import { fakeClient, refused } from './fake.ts'

const exchange = '0193a0c0-0000-7000-8000-000000000001'
const at = { community: 'riverside', exchange }
const transfer = {
  id: '0193a0c0-0000-7000-8000-000000000002',
  purpose: 'gift',
  fromAccount: '0193a0c0-0000-7000-8000-000000000003',
  toAccount: '0193a0c0-0000-7000-8000-000000000004',
  seconds: 3600,
} as const

describe('the client derives every operation of the contract', () => {
  test('one function for each name', () => {
    const { client } = fakeClient([])
    for (const name of Object.keys(operations)) {
      expect(client[name as keyof typeof client], name).toBeTypeOf('function')
    }
  })

  test('method, filled path, query, body and token travel as the contract says', async () => {
    const { client, sent } = fakeClient([Response.json({ items: [], next: null })], { token: 't' })
    await client.search({ community: 'riverside' }, { query: { q: 'a lift & a chat', limit: 5 } })
    expect(sent).toEqual([
      {
        method: 'GET',
        url: 'https://hours.example/v1/communities/riverside/search?q=a+lift+%26+a+chat&limit=5',
        key: null,
        authorization: 'Bearer t',
        accept: 'application/json',
        body: undefined,
      },
    ])
  })

  test('a parameter cannot leave its place in the path', async () => {
    const { client, sent } = fakeClient([Response.json({})])
    await client.readMember({ community: 'riverside', member: '../me?x#y' })
    expect(sent[0]?.url).toBe(
      'https://hours.example/v1/communities/riverside/members/..%2Fme%3Fx%23y',
    )
  })

  test('what anyone may read is asked without a token', async () => {
    const { client, sent } = fakeClient([Response.json({})], { token: 't' })
    await client.readProof({ community: 'riverside' })
    expect(sent[0]?.authorization).toBeNull()
  })

  test('a table comes as text', async () => {
    const { client } = fakeClient([new Response('day,hours\n')])
    const csv = await client.readStatementCsv({ community: 'riverside', account: exchange })
    expect(csv).toBe('day,hours\n')
    expectTypeOf(csv).extract<string>().toEqualTypeOf<string>()
  })

  test('a body is asked for by the types exactly where the operation takes one', () => {
    const { client } = fakeClient([])
    // @ts-expect-error the body is missing
    const wrong = () => client.confirmExchange(at)
    const right = () => client.acceptExchange(at)
    expect([wrong, right]).toHaveLength(2)
  })
})

describe('a refusal is a value', () => {
  test('with its code, sentence, status and how it may be tried again', async () => {
    const { client } = fakeClient([refused('credit_floor_reached')])
    const answer = await client.acceptExchange(at)
    expect(isRefusal(answer) && answer).toMatchObject({
      fault: 'credit_floor_reached',
      code: 'credit_floor_reached',
      status: 409,
      again: 'later',
      says: 'This would go below the line this community agreed on.',
      request: 'r-1',
    })
  })

  test('Retry-After is handed on in seconds', async () => {
    const { client } = fakeClient([refused('quota_is_used_up', { 'retry-after': '30' })])
    const answer = await client.readMe({ community: 'riverside' })
    expect(isRefusal(answer) && answer.retryAfterSeconds).toBe(30)
  })

  test('a code newer than this client keeps its name and sentence', async () => {
    const problem = { type: '/faults/x', title: 'New.', status: 409, code: 'x', again: 'later' }
    const { client } = fakeClient([Response.json(problem, { status: 409 })])
    const answer = await client.readMe({ community: 'riverside' })
    expect(answer).toMatchObject({ fault: 'something_failed', code: 'x', says: 'New.' })
  })

  test('an answer that is no problem+json is one too', async () => {
    const { client } = fakeClient([new Response('<h1>teapot</h1>', { status: 418 })])
    const answer = await client.readMe({ community: 'riverside' })
    expect(answer).toMatchObject({ fault: 'something_failed', status: 418 })
  })
})

describe('a lost answer', () => {
  test('of a write is asked for again with the same key', async () => {
    const { client, sent } = fakeClient([
      new TypeError('connection reset'),
      refused('outcome_unknown'),
      Response.json({ id: transfer.id }, { status: 201 }),
    ])
    const answer = await client.bookTransfer({ community: 'riverside' }, { body: transfer })
    expect(answer).toEqual({ id: transfer.id })
    expect(sent).toHaveLength(3)
    expect(new Set(sent.map((one) => one.key)).size).toBe(1)
    expect(sent[0]?.key).toMatch(/^[0-9a-f-]{36}$/)
    expect(sent.map((one) => one.body)).toEqual([transfer, transfer, transfer])
  })

  test('a key of the caller’s own is kept', async () => {
    const { client, sent } = fakeClient([new TypeError('gone'), Response.json({})])
    await client.acceptExchange(at, { idempotencyKey: exchange })
    expect(sent.map((one) => one.key)).toEqual([exchange, exchange])
  })

  test('after three tries the outcome is unknown', async () => {
    const lost = () => new TypeError('gone')
    const { client, sent, waits } = fakeClient([lost(), lost(), lost()])
    expect(await client.acceptExchange(at)).toMatchObject({ fault: 'outcome_unknown' })
    expect(sent).toHaveLength(3)
    expect(waits).toEqual([150, 300])
  })

  test('“nothing was written” is not believed once an answer was lost', async () => {
    const down = () => refused('books_are_out_of_reach')
    const { client } = fakeClient([new TypeError('gone'), down(), down()])
    expect(await client.acceptExchange(at)).toMatchObject({ fault: 'outcome_unknown' })
  })

  test('an answer that breaks off counts as lost', async () => {
    const { client, sent } = fakeClient([new Response('{"id":'), Response.json({ id: exchange })])
    expect(await client.acceptExchange(at)).toEqual({ id: exchange })
    expect(sent).toHaveLength(2)
  })

  test('of a write without a key is never sent twice', async () => {
    const { client, sent } = fakeClient([new TypeError('gone')])
    const body = { id: exchange, name: 'Ana', termsVersion: 1 }
    const answer = await client.applyToJoin({ community: 'riverside' }, { body })
    expect(answer).toMatchObject({ fault: 'outcome_unknown' })
    expect(sent).toHaveLength(1)
  })

  test('of a read ends as books out of reach, and a proxy’s 502 counts the same', async () => {
    const proxy = () => new Response('bad gateway', { status: 502 })
    const { client, sent } = fakeClient([proxy(), new TypeError('gone'), proxy()])
    const answer = await client.readMe({ community: 'riverside' })
    expect(answer).toMatchObject({ fault: 'books_are_out_of_reach' })
    expect(sent).toHaveLength(3)
  })

  test('a refusal that stands is not tried again', async () => {
    const { client, sent } = fakeClient([refused('exchange_is_not_proposed')])
    await client.acceptExchange(at)
    expect(sent).toHaveLength(1)
  })
})

describe('pages', () => {
  test('walks to the end, handing on the cursor', async () => {
    const { client, sent } = fakeClient([
      Response.json({ items: [1, 2], next: 'c1' }),
      Response.json({ items: [3], next: null }),
    ])
    const seen: unknown[] = []
    const needs = client.pages('listNeeds', { community: 'riverside' }, { category: 'home' })
    for await (const need of needs) seen.push(need)
    expect(seen).toEqual([1, 2, 3])
    expect(sent.map((one) => new URL(one.url).search)).toEqual([
      '?category=home',
      '?category=home&after=c1',
    ])
  })

  test('a refusal is the last value', async () => {
    const { client } = fakeClient([
      Response.json({ items: [1], next: 'c1' }),
      refused('token_is_not_valid'),
    ])
    const seen: unknown[] = []
    for await (const one of client.pages('listTransfers', { community: 'riverside' })) {
      seen.push(isRefusal(one) ? one.fault : one)
    }
    expect(seen).toEqual([1, 'token_is_not_valid'])
  })
})

test('the keys of a host are the text of the file it publishes, or a refusal', async () => {
  const text = '{"communities":{}}'
  const { client, sent } = fakeClient([new Response(text), new Response('', { status: 503 })])
  expect(await client.keys()).toBe(text)
  expect(sent[0]).toMatchObject({
    method: 'GET',
    url: 'https://hours.example/.well-known/commonhour.json',
    authorization: null,
  })
  expect(isRefusal(await client.keys())).toBe(true)
})
