import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { execute, openPlace, type Place } from './support.ts'

const text = (value: string) => ({ type: 'text', value })
const integer = (value: string) => ({ type: 'integer', value })

// What the native engine would do unasked: keep an old argument, drop half a text, end the process.
describe('what must not reach the native engine', () => {
  let place: Place

  beforeEach(async () => {
    place = await openPlace('in process')
    await place.pipeline([execute('CREATE TABLE t (a, b)')])
  })
  afterEach(() => place.remove())

  const run = async (sql: string, args: unknown[] = [], named: Record<string, unknown> = {}) => {
    const named_args = Object.entries(named).map(([name, value]) => ({ name, value }))
    const stmt = { sql, args, named_args }
    const { answer } = await place.pipeline([{ type: 'execute', stmt }])
    const [result] = answer.results
    return result.type === 'ok' ? result.response.result.rows : result.error.code
  }

  test('a missing argument is refused, also when an earlier run gave it', async () => {
    const sql = 'INSERT INTO t VALUES (?, ?) RETURNING b'
    expect(await run(sql, [text('x'), text('y')])).toEqual([[text('y')]])
    expect(await run(sql, [text('x')])).toBe('ARGS_INVALID')
    expect(await run(sql)).toBe('ARGS_INVALID')
    expect(await run(sql, [text('x'), text('y'), text('z')])).toBe('ARGS_INVALID')
  })

  test('named arguments find their place, with or without their sign', async () => {
    const sql = "SELECT :a, $b, @c, :a, ':d' -- :e"
    const one = integer('1')
    const rows = [[one, text('b'), text('c'), one, text(':d')]]
    expect(await run(sql, [], { a: one, b: text('b'), c: text('c') })).toEqual(rows)
    expect(await run(sql, [], { ':a': one, $b: text('b'), '@c': text('c') })).toEqual(rows)
    expect(await run(sql, [], { a: one, b: text('b') })).toBe('ARGS_INVALID')
    expect(await run('SELECT ?', [one], { a: one })).toBe('ARGS_BOTH_POSITIONAL_AND_NAMED')
  })

  test('numbered parameters take the argument of their number', async () => {
    expect(await run('SELECT ?2, ?1, ?', [text('1'), text('2'), text('3')])).toEqual([
      [text('2'), text('1'), text('3')],
    ])
  })

  test('text that would be cut at a NUL is refused', async () => {
    expect(await run('SELECT ?', [text('a\0b')])).toBe('ARGS_INVALID')
  })

  test('JSON that escapes half a surrogate pair is refused, a whole pair is not', async () => {
    const sql = "SELECT json_extract(?, '$')"
    expect(await run(sql, [text('"\\ud800"')])).toBe('ARGS_INVALID')
    expect(await run(sql, [text('"\\uDE00 x"')])).toBe('ARGS_INVALID')
    expect(await run(sql, [text('"\\ud83d\\ude00\\ude00"')])).toBe('ARGS_INVALID')
    expect(await run(sql, [text('"\\ud83d\\ude00"')])).toEqual([[text('😀')]])
  })

  test.each([
    ['SELECT 1; SELECT 2', 'SQL_MANY_STATEMENTS'],
    ['DELETE FROM t; DROP TABLE t', 'SQL_MANY_STATEMENTS'],
    ['CREATE TRIGGER x AFTER INSERT ON t BEGIN SELECT 1; END; DROP TABLE t', 'SQL_MANY_STATEMENTS'],
    ['', 'SQL_NO_STATEMENT'],
    [' ; -- nothing', 'SQL_NO_STATEMENT'],
    ["ATTACH 'other.db' AS other", 'BLOCKED'],
    ["VACUUM INTO 'copy.db'", 'BLOCKED'],
    ['CREATE TEMP TABLE x (a)', 'BLOCKED'],
    ['CREATE TABLE temp.x (a)', 'BLOCKED'],
    ['PRAGMA synchronous = OFF', 'BLOCKED'],
    ['PRAGMA main.journal_mode(DELETE)', 'BLOCKED'],
    ['PRAGMA "journal_mode" = DELETE', 'BLOCKED'],
    ['PRAGMA writable_schema = ON', 'BLOCKED'],
  ])('%s is refused', async (sql, code) => {
    expect(await run(sql)).toBe(code)
  })

  test('a blocked statement is refused inside a sequence too', async () => {
    const sql = "SELECT 1; /* so */ ATTACH 'other.db' AS other"
    const { answer } = await place.pipeline([{ type: 'sequence', sql }])
    expect(answer.results[0].error.code).toBe('BLOCKED')
  })

  test.each([
    "SELECT 'a;b'",
    'SELECT 1 ;; -- ; and that was it;',
    'CREATE TRIGGER x AFTER INSERT ON t BEGIN SELECT 1; SELECT CASE 1 WHEN 1 THEN 2 END; END',
    "SELECT 'attach' AS attach",
    'PRAGMA table_info(t)',
  ])('%s is one statement and runs', async (sql) => {
    expect(await run(sql)).toBeInstanceOf(Array)
  })

  test('the connection is as strict as ledger.md asks, whatever a request set', async () => {
    await run('PRAGMA foreign_keys = OFF')
    const pragmas = ['journal_mode', 'synchronous', 'secure_delete', 'foreign_keys']
    const values = await Promise.all(pragmas.map((name) => run(`PRAGMA ${name}`)))
    expect(values.map(([[{ value }]]) => value)).toEqual(['wal', '2', '1', '1'])
  })

  test('a prepared SELECT * sees a changed schema, and one that was rolled back', async () => {
    const widths = async (...statements: string[]) => {
      const { answer } = await place.pipeline(statements.map((sql) => execute(sql)))
      return answer.results
        .map(({ response }: { response: { result: { cols: [] } } }) => response.result.cols.length)
        .filter((width: number) => width > 0)
    }
    const select = 'SELECT * FROM t'
    const alter = (name: string) => `ALTER TABLE t ADD COLUMN ${name}`
    expect(await widths(select, alter('c'), select)).toEqual([2, 3])
    expect(await widths('BEGIN', alter('d'), select, 'ROLLBACK', select)).toEqual([4, 3])
    expect(await widths(select)).toEqual([3])
  })

  test('more statements than are kept prepared all run', async () => {
    for (let i = 0; i < 600; i++) {
      expect(await run(`SELECT ${i % 300}`)).toEqual([[integer(String(i % 300))]])
    }
  })
})
