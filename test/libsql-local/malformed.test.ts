import { MAX_BODY_BYTES } from '@commonhour/libsql-local'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { doors, execute, openPlace, type Place } from './support.ts'

const argument = (value: unknown) => ({ requests: [execute('SELECT ?', [value])] })
const steps = (...list: unknown[]) => ({ requests: [{ type: 'batch', batch: { steps: list } }] })
const select = { sql: 'SELECT 1' }
const write = execute('INSERT INTO t VALUES (1)')

// As text: building it as an object would already overflow the tests' own stack.
function nested(depth: number): string {
  const condition = `${'{"type":"not","cond":'.repeat(depth)}{"type":"is_autocommit"}${'}'.repeat(depth)}`
  return JSON.stringify(steps({ stmt: select, condition: 'HERE' })).replace('"HERE"', condition)
}

const malformed: [what: string, body: unknown][] = [
  ['no JSON', '{"requests": ['],
  ['an empty body', ''],
  ['a list', []],
  ['null', 'null'],
  ['no requests', {}],
  ['requests that are no list', { requests: {} }],
  ['a request that is no object', { requests: [write, 7] }],
  ['an unknown request', { requests: [write, { type: 'drop_everything' }] }],
  ['a baton', { baton: 'abc', requests: [write] }],
  ['execute without statement', { requests: [write, { type: 'execute' }] }],
  ['a statement without SQL', { requests: [write, { type: 'execute', stmt: {} }] }],
  ['SQL that is no text', { requests: [write, execute(5 as unknown as string)] }],
  [
    'both SQL and its id',
    { requests: [{ type: 'execute', stmt: { sql: 'SELECT 1', sql_id: 1 } }] },
  ],
  ['an unknown SQL id', { requests: [write, { type: 'execute', stmt: { sql_id: 1 } }] }],
  [
    'arguments that are no list',
    { requests: [{ type: 'execute', stmt: { ...select, args: {} } }] },
  ],
  ['a bare argument', argument(1)],
  ['an argument of no type', argument({ value: 1 })],
  ['an integer as JSON number', argument({ type: 'integer', value: 1 })],
  ['an integer with words', argument({ type: 'integer', value: '12 hours' })],
  ['an integer of no digits', argument({ type: 'integer', value: '' })],
  ['an integer over 64 bits', argument({ type: 'integer', value: '9223372036854775808' })],
  ['an integer under 64 bits', argument({ type: 'integer', value: '-9223372036854775809' })],
  ['a float as text', argument({ type: 'float', value: '1.5' })],
  ['a text that is none', argument({ type: 'text', value: null })],
  ['half a surrogate pair', '{"requests":[{"type":"execute","stmt":{"sql":"\\ud800"}}]}'],
  ['a blob that is not base64', argument({ type: 'blob', base64: '%%%' })],
  [
    'a name that is no text',
    { requests: [{ type: 'execute', stmt: { ...select, named_args: [{}] } }] },
  ],
  [
    'want_rows that is no truth',
    { requests: [{ type: 'execute', stmt: { ...select, want_rows: 1 } }] },
  ],
  ['a batch without steps', { requests: [write, { type: 'batch', batch: {} }] }],
  ['a condition on a later step', steps({ stmt: select, condition: { type: 'ok', step: 0 } })],
  ['a condition on step −1', steps({ stmt: select, condition: { type: 'ok', step: -1 } })],
  ['an unknown condition', steps({ stmt: select, condition: { type: 'maybe' } })],
  ['a condition without its list', steps({ stmt: select, condition: { type: 'and' } })],
  ['a condition nested 50,000 deep', nested(50_000)],
]

describe.each(doors)('malformed input, %s', (door) => {
  let place: Place

  beforeAll(async () => {
    place = await openPlace(door)
    await place.pipeline([execute('CREATE TABLE t (id INTEGER) STRICT')])
  })
  afterAll(() => place.remove())

  test.each(malformed)('%s is a protocol error, and nothing was run', async (_, body) => {
    const response = await place.ask('/dev/riverside/v2/pipeline', body)
    expect(response.status).toBe(400)
    expect(await response.json()).toEqual({
      code: 'HRANA_PROTO_ERROR',
      message: expect.stringMatching(/expected/),
    })
    const { answer } = await place.pipeline([execute('SELECT count(*) FROM t')])
    expect(answer.results[0].response.result.rows).toEqual([[{ type: 'integer', value: '0' }]])
  })

  test('a body over the limit is answered 413, and the next request is served', async () => {
    const response = await place.ask('/dev/riverside/v2/pipeline', 'x'.repeat(MAX_BODY_BYTES + 1))
    expect(response.status).toBe(413)
    expect((await place.pipeline([execute('SELECT 1')])).status).toBe(200)
  })

  test.each([
    ['/dev/nowhere/v2/pipeline', 'NAMESPACE_NOT_FOUND'],
    ['/dev/..%2Fhost/v2/pipeline', 'NAMESPACE_NOT_FOUND'],
    ['/v2/pipeline', 'NAMESPACE_NOT_FOUND'],
    ['/dev/riverside/v3/cursor', 'NOT_FOUND'],
    ['/dev/riverside/v3-protobuf/pipeline', 'NOT_FOUND'],
    ['/', 'NOT_FOUND'],
  ])('%s is 404', async (path, code) => {
    const response = await place.ask(path, { requests: [execute('SELECT 1')] })
    expect(response.status).toBe(404)
    expect(await response.json()).toMatchObject({ code })
  })

  test.each([
    ['riverside', 409],
    ['host', 200],
    ['audit', 200],
    ['h', 400],
    ['9lives', 400],
    ['Riverside', 400],
    ['..', 404],
    ['..%2Fx', 400],
    ['x'.repeat(41), 400],
  ])('creating %s is answered %i', async (name, status) => {
    expect((await place.ask(`/v1/namespaces/${name}/create`, {})).status).toBe(status)
  })

  test('a probe finds protocol 2 and no other', async () => {
    const probe = async (path: string) => {
      const response = await place.ask(path, undefined, { method: 'GET', body: null })
      return response.status
    }
    expect(await probe('/dev/riverside/v2')).toBe(200)
    expect(await probe('/dev/riverside/v3')).toBe(404)
    expect(await probe('/dev/riverside/v3-protobuf')).toBe(404)
  })
})
