import { LibsqlBatchError } from '@libsql/client/web'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { direct, doors, openPlace, type Place, refusalOf } from './support.ts'

describe.each([...doors, direct] as const)('the real client, %s', (door) => {
  let place: Place

  beforeEach(async () => {
    place = await openPlace(door)
    await place.client().executeMultiple(`
      CREATE TABLE account (id INTEGER PRIMARY KEY, seconds INTEGER NOT NULL, note ANY) STRICT;
      CREATE TRIGGER floor BEFORE UPDATE ON account WHEN new.seconds < 0
      BEGIN SELECT RAISE(ABORT, 'credit_floor_reached'); END;
      INSERT INTO account VALUES (1, 3600, NULL), (2, 0, NULL);
    `)
  })
  afterEach(() => place.remove())

  const secondsOf = async () => {
    const { rows } = await place.client().execute('SELECT seconds FROM account ORDER BY id')
    return rows.map((row) => row.seconds)
  }

  test('a batch is written whole', async () => {
    const results = await place
      .client()
      .batch(
        [
          { sql: 'UPDATE account SET seconds = seconds - ? WHERE id = 1', args: [900n] },
          { sql: 'UPDATE account SET seconds = seconds + ? WHERE id = 2', args: [900n] },
          'SELECT sum(seconds) AS total FROM account',
        ],
        'write',
      )
    expect(results.map((result) => result.rowsAffected)).toEqual([1, 1, 0])
    expect(results[2]?.rows[0]?.total).toBe(3600)
    expect(await secondsOf()).toEqual([2700, 900])
  })

  test('a batch refused in the middle leaves nothing and names its statement', async () => {
    const refusal = await refusalOf(
      place
        .client()
        .batch(
          [
            { sql: 'UPDATE account SET seconds = seconds + ? WHERE id = 2', args: [7200n] },
            { sql: 'UPDATE account SET seconds = seconds - ? WHERE id = 1', args: [7200n] },
            'DELETE FROM account',
          ],
          'write',
        ),
    )
    expect(refusal).toBeInstanceOf(LibsqlBatchError)
    expect(refusal.statementIndex).toBe(1)
    expect(await secondsOf()).toEqual([3600, 0])
  })

  test('the token of a RAISE is the last word of the message, as sqld phrases it', async () => {
    const sql = 'UPDATE account SET seconds = -1 WHERE id = 1'
    const alone = await refusalOf(place.client().execute(sql))
    expect((alone.cause as Error).message).toBe('SQLite error: credit_floor_reached')
    expect(alone.code).toBe('SQLITE_CONSTRAINT')
    const batched = await refusalOf(place.client().batch([sql], 'write'))
    expect(batched.message.split(' ').at(-1)).toBe('credit_floor_reached')
  })

  test('a batch that cannot be prepared leaves nothing either', async () => {
    const refusal = await refusalOf(
      place.client().batch(['DELETE FROM account', 'DELETE FROM nowhere'], 'write'),
    )
    expect(refusal.statementIndex).toBe(1)
    expect(refusal.message).toContain('no such table: nowhere')
    expect(await secondsOf()).toEqual([3600, 0])
  })

  test('integers keep all 64 bits in both directions', async () => {
    const edges = [0n, -1n, 2n ** 53n + 1n, 2n ** 63n - 1n, -(2n ** 63n)]
    const client = place.client({ intMode: 'bigint' })
    for (const edge of edges) {
      const { rows } = await client.execute({
        sql: 'SELECT ?1 AS it, typeof(?1) AS kind',
        args: [edge],
      })
      expect(rows[0]).toMatchObject({ it: edge, kind: 'integer' })
    }
    const id = 2n ** 53n + 3n
    const put = await client.execute({ sql: 'INSERT INTO account VALUES (?, 0, NULL)', args: [id] })
    expect(put.lastInsertRowid).toBe(id)
  })

  test('a BigInt binds as INTEGER, a JavaScript number as REAL', async () => {
    const { rows } = await place.client().execute({
      sql: 'SELECT json_array(?, ?) AS body, typeof(?) AS kind',
      args: [5n, 5, 5],
    })
    expect(rows[0]).toMatchObject({ body: '[5,5.0]', kind: 'real' })
  })

  test('blobs, texts, reals and nulls come back as they went', async () => {
    const blob = Uint8Array.from({ length: 256 }, (_, i) => i)
    const text = 'Ñandú, عربى, 👩🏽‍🌾, "quoted" \\ and\nlines'
    const args = [blob, new Uint8Array(0), text, '', -0.1, 1e300, null, true]
    const { rows } = await place.client().execute({ sql: 'SELECT ?,?,?,?,?,?,?,?', args })
    const row = rows[0] as unknown as Record<number, unknown>
    expect(new Uint8Array(row[0] as ArrayBuffer)).toEqual(blob)
    expect((row[1] as ArrayBuffer).byteLength).toBe(0)
    expect([2, 3, 4, 5, 6, 7].map((i) => row[i])).toEqual([text, '', -0.1, 1e300, null, 1])
  })

  test('RETURNING gives its rows and its count', async () => {
    const result = await place.client().execute({
      sql: 'UPDATE account SET note = :note RETURNING id, note',
      args: { note: 'seen' },
    })
    expect(result.rowsAffected).toBe(2)
    expect(result.rows.map((row) => row.note)).toEqual(['seen', 'seen'])
  })

  test('a hundred thousand rows arrive complete and in order', async () => {
    const { rows } = await place.client().execute(`
      WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 99999)
      SELECT i, 'row ' || i AS name FROM n`)
    expect(rows.length).toBe(100_000)
    expect(rows.every((row, i) => row.i === i && row.name === `row ${i}`)).toBe(true)
  })

  test('parallel writers lose no update', async () => {
    const clients = Array.from({ length: 8 }, () => place.client())
    await Promise.all(
      Array.from({ length: 200 }, (_, i) =>
        clients[i % 8]?.batch(
          ['UPDATE account SET seconds = seconds + 1', 'UPDATE account SET note = 1'],
          'write',
        ),
      ),
    )
    expect(await secondsOf()).toEqual([3800, 200])
  })

  test('an interactive transaction is refused in plain words and leaves nothing', async () => {
    const transaction = await place.client().transaction('write')
    const refusal = await refusalOf(transaction.execute('UPDATE account SET seconds = 1'))
    expect(refusal.code).toBe('TRANSACTION_LEFT_OPEN')
    expect(refusal.message).toContain('Use a batch')
    await refusalOf(transaction.execute('UPDATE account SET seconds = 2'))
    expect(await secondsOf()).toEqual([3600, 0])
  })

  test('migrate() runs whole and foreign keys hold again afterwards', async () => {
    const client = place.client()
    await client.migrate(['CREATE TABLE entry (account INTEGER REFERENCES account (id)) STRICT'])
    const refusal = await refusalOf(client.execute('INSERT INTO entry VALUES (99)'))
    expect(refusal.message).toContain('FOREIGN KEY constraint failed')
  })
})
