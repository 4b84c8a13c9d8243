import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { direct, doors, openPlace, type Place, refusalOf } from './support.ts'

const first = (id: number) => `INSERT INTO t VALUES (${id}, 'first')`
const second = (id: number) => `INSERT INTO t VALUES (${id}, 'second')`
const whole = (id: number) => [first(id), second(id)]
const numbers = (count: number) => Array.from({ length: count }, (_, i) => i + 1)
/** Long enough that whoever asks meanwhile waits together. */
const long = `WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 200000)
  SELECT max(i) FROM n`

describe.each([...doors, direct] as const)('write batches that wait together, %s', (door) => {
  let place: Place

  beforeEach(async () => {
    place = await openPlace(door)
    await place.client().executeMultiple(`
      CREATE TABLE parent (id INTEGER PRIMARY KEY) STRICT;
      CREATE TABLE t (id INTEGER, half TEXT, PRIMARY KEY (id, half)) STRICT;
      CREATE TABLE late (
        parent INTEGER REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED) STRICT;
      CREATE TRIGGER ends_all BEFORE INSERT ON t WHEN NEW.half = 'ends all' BEGIN
        SELECT RAISE(ROLLBACK, 'transaction_ended');
      END;
    `)
  })
  afterEach(() => place.remove())

  const write = (statements: string[]) => place.client().batch(statements, 'write')
  const halves = async () => {
    const { rows } = await place.client().execute('SELECT id, half FROM t ORDER BY id, half')
    return rows.map((row) => `${row.id} ${row.half}`)
  }
  const bothOf = (ids: number[]) => ids.flatMap((id) => [`${id} first`, `${id} second`])
  /** Sends all of them while something else runs; what each was answered. */
  const together = async (batches: string[][]) => {
    const busy = place.client().execute(long)
    const outcomes = await Promise.allSettled(batches.map(write))
    await busy
    return outcomes.map(({ status }) => status === 'fulfilled')
  }

  test('each is answered with its own results', async () => {
    await place.client().execute(long)
    const answers = await Promise.all(
      numbers(12).map((id) => write([...whole(id), `SELECT half FROM t WHERE id = ${id}`])),
    )
    expect(answers.map((results) => results.map(({ rowsAffected }) => rowsAffected))).toEqual(
      Array(12).fill([1, 1, 0]),
    )
    expect(answers[3]?.[2]?.rows.map(({ half }) => half)).toEqual(['first', 'second'])
    expect(await halves()).toEqual(bothOf(numbers(12)))
  })

  test('one that is refused is rolled back alone, and told which statement it was', async () => {
    const busy = place.client().execute(long)
    const others = numbers(9).map((id) => write(whole(id)))
    const refused = refusalOf(write([...whole(20), first(20), second(21)]))
    const more = [10, 11].map((id) => write(whole(id)))
    await Promise.all([busy, ...others, ...more])
    expect(await refused).toMatchObject({ statementIndex: 2, code: 'SQLITE_CONSTRAINT' })
    expect(await halves()).toEqual(bothOf(numbers(11)))
  })

  test('of several that refuse one another the first is kept', async () => {
    const outcomes = await together(Array(10).fill(whole(1)))
    expect(outcomes.filter((kept) => kept).length).toBe(1)
    expect(await halves()).toEqual(bothOf([1]))
  })

  test('readers never see half a batch, nor one that is not kept', async () => {
    const reads: Promise<number>[] = []
    const writes: Promise<unknown>[] = []
    for (const id of numbers(60)) {
      const statements = id % 3 === 0 ? [first(id), first(id)] : whole(id)
      writes.push(write(statements).catch(() => {}))
      const seen = place.client().execute('SELECT count(*) AS n FROM t')
      reads.push(seen.then(({ rows }) => Number(rows[0]?.n)))
    }
    const counts = await Promise.all(reads)
    await Promise.all(writes)
    expect(counts.filter((count) => count % 2 === 1)).toEqual([])
    expect(Math.max(...counts)).toBeLessThanOrEqual(80)
    expect((await halves()).length).toBe(80)
  })

  test('where a batch ends the transaction nothing of the others is kept or acknowledged', async () => {
    let lost = 0
    for (let round = 0; lost === 0 && round < 50; round++) {
      await place.client().execute('DELETE FROM t')
      const outcomes = await together([
        whole(1),
        ["INSERT INTO t VALUES (2, 'ends all')"],
        whole(3),
      ])
      const kept = [1, 3].filter((id) => outcomes[id - 1])
      expect(outcomes[1]).toBe(false)
      expect(await halves()).toEqual(bothOf(kept))
      lost += 2 - kept.length
    }
    expect(lost).toBeGreaterThan(0)
    await write(whole(4))
    expect(await halves()).toContain('4 second')
  })

  test('where the shared commit fails nothing is kept or acknowledged, and none hears of it', async () => {
    let lost = 0
    for (let round = 0; lost === 0 && round < 50; round++) {
      await place.client().execute('DELETE FROM t')
      const busy = place.client().execute(long)
      const outcomes = Promise.allSettled(
        [whole(1), ['INSERT INTO late VALUES (99)'], whole(3)].map(write),
      )
      const seen = place.client().execute('SELECT id FROM t WHERE id IN (1, 3)')
      const [one, late, three] = await outcomes
      await busy
      const kept = [one, three].filter((outcome) => outcome?.status === 'fulfilled').length
      expect(late?.status).toBe('rejected')
      expect((await halves()).length).toBe(2 * kept)
      expect((await seen).rows.length).toBeLessThanOrEqual(2 * kept)
      lost += 2 - kept
    }
    expect(lost).toBeGreaterThan(0)
    await write(whole(4))
    expect(await halves()).toContain('4 second')
  })

  test.each([
    ['OR ROLLBACK', `INSERT OR ROLLBACK INTO t VALUES (1, 'first')`],
    ['a transaction of its own', 'SAVEPOINT mine'],
    ['a commit in the middle', 'COMMIT'],
    ['a table', 'CREATE TABLE more (id INTEGER)'],
    ['a pragma', 'PRAGMA defer_foreign_keys = ON'],
  ])('%s runs outside of the group: the others are kept', async (_, statement) => {
    await write(whole(1))
    const outcomes = await together([whole(2), [statement, ...whole(1)], whole(3)])
    expect(outcomes).toEqual([true, false, true])
    expect(await halves()).toEqual(bothOf([1, 2, 3]))
  })

  test('whoever has gone before the group begins leaves nothing', async () => {
    const asker = new AbortController()
    const steps = [
      { stmt: { sql: 'BEGIN IMMEDIATE' } },
      { stmt: { sql: first(7) }, condition: { type: 'ok', step: 0 } },
      { stmt: { sql: 'COMMIT' }, condition: { type: 'ok', step: 1 } },
      { stmt: { sql: 'ROLLBACK' }, condition: { type: 'not', cond: { type: 'ok', step: 2 } } },
    ]
    const body = { requests: [{ type: 'batch', batch: { steps } }] }
    const busy = place.client().execute(long)
    const others = [1, 2].map((id) => write(whole(id)))
    const gone = place.ask('/dev/riverside/v2/pipeline', body, { signal: asker.signal })
    asker.abort()
    expect((await refusalOf(gone)).name).toBe('AbortError')
    await Promise.all([busy, ...others])
    expect(await halves()).toEqual(bothOf([1, 2]))
  })
})
