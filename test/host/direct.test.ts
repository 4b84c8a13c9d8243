import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDirectly } from '@commonhour/host/node'
import { dataDirectory, type LocalLibsql, openLibsql } from '@commonhour/libsql-local'
import { createClient, type InStatement, LibsqlBatchError, LibsqlError } from '@libsql/client/web'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

type Mode = 'write' | 'read' | 'deferred'

// A client in the same process answers as one over HTTP does: told apart by nothing but its speed.
describe('a direct client', () => {
  const directory = mkdtempSync(join(tmpdir(), 'direct-'))
  let libsql: LocalLibsql

  beforeAll(async () => {
    libsql = openLibsql({ fileOf: dataDirectory(directory) })
    const created = new Request('http://libsql.local/v1/namespaces/riverside/create', {
      method: 'POST',
    })
    await libsql.fetch(created)
    await overHttp().batch(
      [
        'CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT, real REAL, bytes BLOB) STRICT',
        "CREATE TRIGGER no BEFORE INSERT ON t WHEN NEW.id = 13 BEGIN SELECT RAISE(ABORT, 'unlucky'); END",
        "INSERT INTO t VALUES (1, 'one', 0.5, x'0102'), (2, NULL, -1e300, NULL)",
      ],
      'write',
    )
  })
  afterAll(async () => {
    await libsql.close()
    rmSync(directory, { recursive: true })
  })

  const overHttp = (slug = 'riverside') => {
    const url = `http://libsql.local/dev/${slug}/`
    return createClient({ url, fetch: libsql.fetch as typeof fetch })
  }
  const directly = (slug = 'riverside') => openDirectly(libsql, overHttp)(slug)
  const told = async (
    client: ReturnType<typeof overHttp>,
    statements: InStatement[],
    mode: Mode,
  ) => {
    try {
      const results = await client.batch(statements, mode)
      return results.map(({ columns, columnTypes, lastInsertRowid, rows, rowsAffected }) => {
        const read = rows.map((row) => ({ named: { ...row }, placed: Array.from(row) }))
        return { columns, columnTypes, lastInsertRowid, rowsAffected, rows: read }
      })
    } catch (thrown) {
      if (!(thrown instanceof LibsqlError)) return { name: (thrown as Error).name }
      const { cause, code, message, name } = thrown
      const at = thrown instanceof LibsqlBatchError ? thrown.statementIndex : null
      return { name, code, message, at, cause: (cause as Error | undefined)?.message }
    }
  }

  const write = 'INSERT INTO t (id, text) VALUES (?, ?)'
  test.each<[string, Mode, InStatement[]]>([
    ['every kind of value', 'read', ['SELECT * FROM t ORDER BY id']],
    [
      'two columns of one name, and a name that rows have themselves',
      'read',
      ['SELECT 1 AS y, 2 AS x, 3 AS x, 4 AS length'],
    ],
    ['values of every kind', 'read', [{ sql: 'SELECT ?, ?, ?, ?', args: ['ñ', 5n, 0.5, null] }]],
    ['named arguments', 'read', [{ sql: 'SELECT :a AS a', args: { a: 1n } }]],
    ['bytes and truth', 'read', [{ sql: 'SELECT ?, ?', args: [new Uint8Array([1, 2]), true] }]],
    ['RETURNING', 'deferred', ["UPDATE t SET text = 'two' WHERE id = 2 RETURNING id, text"]],
    ['a change and a question', 'write', ['DELETE FROM t WHERE id = 99', 'SELECT count(*) FROM t']],
    ['a refusal of a trigger', 'write', ['SELECT 1', { sql: write, args: [13n, 'x'] }, 'SELECT 2']],
    ['a taken key', 'write', [{ sql: write, args: [1n, 'x'] }]],
    ['what cannot be prepared', 'write', ['SELECT 1', 'SELECT * FROM nowhere']],
    ['arguments that are missing', 'write', [{ sql: write, args: [1n] }]],
    ['half a character', 'write', [{ sql: write, args: [50n, '\ud800'] }]],
    ['an integer beyond 64 bits', 'write', [{ sql: write, args: [2n ** 63n, 'x'] }]],
    ['no statement at all', 'write', []],
    ['an integer too large for a number', 'read', [`SELECT ${2n ** 53n + 1n} AS it`]],
  ])('%s', async (_, mode, statements) => {
    expect(await told(directly(), statements, mode)).toEqual(
      await told(overHttp(), statements, mode),
    )
  })

  test('a row that was written has its number', async () => {
    const [result] = await directly().batch([{ sql: write, args: [700n, 'x'] }], 'write')
    expect(result?.lastInsertRowid).toBe(700n)
    expect(result?.rowsAffected).toBe(1)
  })

  test('a database that is not there, and a client that was closed', async () => {
    const asked: [InStatement[], Mode] = [['SELECT 1'], 'read']
    expect(await told(directly('nowhere'), ...asked)).toEqual(
      await told(overHttp('nowhere'), ...asked),
    )
    const [mine, other] = [directly(), overHttp()]
    mine.close()
    other.close()
    expect(await told(mine, ...asked)).toEqual(await told(other, ...asked))
  })
})
