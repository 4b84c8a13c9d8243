import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { doors, execute, openPlace, type Place } from './support.ts'

const insert = (id: number) => ({ sql: 'INSERT INTO t VALUES (?)', args: [integer(id)] })
const integer = (value: number) => ({ type: 'integer', value: String(value) })
const ok = (step: number) => ({ type: 'ok', step })
const failed = (step: number) => ({ type: 'error', step })

describe.each(doors)('the pipeline, %s', (door) => {
  let place: Place

  beforeAll(async () => {
    place = await openPlace(door)
    await place.pipeline([execute('CREATE TABLE t (id INTEGER PRIMARY KEY) STRICT')])
  })
  beforeEach(() => place.pipeline([execute('DELETE FROM t')]))
  afterAll(() => place.remove())

  const ids = async () => {
    const { answer } = await place.pipeline([execute('SELECT id FROM t ORDER BY id')])
    const { rows } = answer.results[0].response.result
    return rows.map(([id]: [{ value: string }]) => Number(id.value))
  }
  const batch = async (steps: { stmt: unknown; condition?: unknown }[]) => {
    const { answer } = await place.pipeline([{ type: 'batch', batch: { steps } }])
    const { step_results: results, step_errors: errors } = answer.results[0].response.result
    return results.map((result: unknown, i: number) => {
      if (result !== null) return 'ran'
      return errors[i] === null ? 'skipped' : 'refused'
    })
  }

  test('each request is answered in its place; one refused does not stop the next', async () => {
    const { status, answer } = await place.pipeline([
      execute('SELECT 1'),
      execute('SELECT nowhere'),
      execute('SELECT 2'),
      { type: 'close' },
    ])
    expect(status).toBe(200)
    expect(answer.results.map((result: { type: string }) => result.type)).toEqual([
      'ok',
      'error',
      'ok',
      'ok',
    ])
    expect(answer.results[1].error.message).toBe('SQLite error: no such column: nowhere')
    expect(answer.baton).toBe(null)
  })

  test.each([
    ['ok of a step that ran', ok(0), 'ran'],
    ['ok of a step that was refused', ok(1), 'skipped'],
    ['ok of a step that was skipped', ok(2), 'skipped'],
    ['error of a step that ran', failed(0), 'skipped'],
    ['error of a step that was refused', failed(1), 'ran'],
    ['error of a step that was skipped', failed(2), 'skipped'],
    ['not', { type: 'not', cond: ok(1) }, 'ran'],
    ['not, of what holds', { type: 'not', cond: ok(0) }, 'skipped'],
    ['and of nothing', { type: 'and', conds: [] }, 'ran'],
    ['and', { type: 'and', conds: [ok(0), failed(1)] }, 'ran'],
    ['and, one failing', { type: 'and', conds: [ok(0), ok(1)] }, 'skipped'],
    ['or of nothing', { type: 'or', conds: [] }, 'skipped'],
    ['or', { type: 'or', conds: [ok(1), ok(0)] }, 'ran'],
    ['or, both failing', { type: 'or', conds: [ok(1), failed(0)] }, 'skipped'],
    ['is_autocommit', { type: 'is_autocommit' }, 'ran'],
  ])('condition %s', async (_, condition, expected) => {
    const outcome = await batch([
      { stmt: insert(1) },
      { stmt: insert(1) },
      { stmt: insert(2), condition: failed(0) },
      { stmt: insert(3), condition },
    ])
    expect(outcome).toEqual(['ran', 'refused', 'skipped', expected])
    expect(await ids()).toEqual(expected === 'ran' ? [1, 3] : [1])
  })

  test('is_autocommit is false inside a transaction', async () => {
    const outcome = await batch([
      { stmt: { sql: 'BEGIN IMMEDIATE' } },
      { stmt: insert(1), condition: { type: 'is_autocommit' } },
      { stmt: insert(2), condition: { type: 'not', cond: { type: 'is_autocommit' } } },
      { stmt: { sql: 'COMMIT' } },
    ])
    expect(outcome).toEqual(['ran', 'skipped', 'ran', 'ran'])
    expect(await ids()).toEqual([2])
  })

  test('a transaction left open is rolled back and the request refused', async () => {
    const { status, answer } = await place.pipeline([
      execute('BEGIN IMMEDIATE'),
      { type: 'execute', stmt: insert(1) },
    ])
    expect(status).toBe(400)
    expect(answer.code).toBe('TRANSACTION_LEFT_OPEN')
    expect(await ids()).toEqual([])
    expect(
      await batch([{ stmt: { sql: 'BEGIN IMMEDIATE' } }, { stmt: { sql: 'COMMIT' } }]),
    ).toEqual(['ran', 'ran'])
  })

  test('get_autocommit tells whether a transaction stands', async () => {
    const { answer } = await place.pipeline([
      { type: 'get_autocommit' },
      execute('BEGIN'),
      { type: 'get_autocommit' },
      execute('ROLLBACK'),
    ])
    expect(answer.results[0].response.is_autocommit).toBe(true)
    expect(answer.results[2].response.is_autocommit).toBe(false)
  })

  test('a stored text serves its own request and no later one', async () => {
    const store = { type: 'store_sql', sql_id: 7, sql: 'SELECT 42 AS it' }
    const use = { type: 'execute', stmt: { sql_id: 7 } }
    const { answer } = await place.pipeline([store, use, { type: 'close_sql', sql_id: 7 }])
    expect(answer.results[1].response.result.rows).toEqual([[integer(42)]])
    expect((await place.pipeline([use])).status).toBe(400)
    expect((await place.pipeline([store, store])).status).toBe(400)
    const closed = await place.pipeline([store, { type: 'close_sql', sql_id: 7 }, use])
    expect(closed.status).toBe(400)
  })

  test('a sequence stops where it is refused', async () => {
    const sql = 'INSERT INTO t VALUES (1); INSERT INTO t VALUES (1); INSERT INTO t VALUES (2)'
    const { answer } = await place.pipeline([{ type: 'sequence', sql }])
    expect(answer.results[0].error.code).toBe('SQLITE_CONSTRAINT')
    expect(await ids()).toEqual([1])
  })

  test('describe names parameters and columns', async () => {
    const { answer } = await place.pipeline([
      { type: 'describe', sql: 'SELECT id AS number FROM t WHERE id = :id OR id = ?' },
    ])
    expect(answer.results[0].response.result).toEqual({
      params: [{ name: ':id' }, { name: null }],
      cols: [{ name: 'number', decltype: 'INTEGER' }],
      is_explain: false,
      is_readonly: true,
    })
  })

  test('rows that are not wanted are not sent', async () => {
    const stmt = { sql: 'INSERT INTO t VALUES (5) RETURNING id', want_rows: false }
    const { answer } = await place.pipeline([{ type: 'execute', stmt }])
    expect(answer.results[0].response.result).toMatchObject({ rows: [], affected_row_count: 1 })
    expect(await ids()).toEqual([5])
  })

  test('protocol 3 and the bare path are served by the same pipeline', async () => {
    const body = { requests: [execute('SELECT 1')] }
    expect((await place.ask('/dev/riverside/v3/pipeline', body)).status).toBe(200)
    expect((await place.ask('/v1/namespaces/default/create', {})).status).toBe(200)
    expect((await place.ask('/v2/pipeline', body)).status).toBe(200)
  })
})
