import { expect } from 'vitest'
import { communityRow } from '../../support/founding.ts'
import { accountStep, post } from '../../support/moves.ts'
import { charterRow, day, hour, id, insert, minute, now, Raw, sql } from '../../support/rows.ts'
import { law, one, refuses } from './law.ts'

const clock = (ahead: number) => new Raw(`CAST(unixepoch('subsec') * 1000 AS INTEGER) + ?`, [ahead])
const ahead = (by: number) => post('t', 'ana', 'luis', hour, { at: clock(by) })
const logRow = (more = {}) =>
  insert('log', {
    seq: new Raw('(SELECT seq FROM next_leaf)'),
    kind: 'transfer.post',
    ref: id('t'),
    at: now,
    body: '[]',
    ...more,
  })

/** Laws 3, 8, 9 and 10: the log, the clock, and what stands beside it. */
export const spineLaws = [
  law('seq is 0, 1, 2 … without gaps, and a leaf in another place is refused', async (books) => {
    const { gaps } = await one(books, 'SELECT max(seq) + 1 - count(*) AS gaps FROM log')
    expect(gaps).toBe(0)
    for (const seq of [0, 3, 1000, -1]) {
      await refuses(books, 'log_is_not_dense', post('t', 'ana', 'luis', hour, { seq }))
    }
  }),
  law('at never falls', async (books) => {
    await books.write(post('t', 'ana', 'luis', hour, { at: now + minute }))
    const back = new Raw('?', [now])
    await refuses(books, 'log_is_not_dense', post('u', 'ana', 'luis', hour, { at: back }))
    await books.write(post('u', 'ana', 'luis', hour, { at: now }))
    expect((await one(books, 'SELECT max(at) AS at FROM log')).at).toBe(now + minute)
  }),
  law('a moment more than 60 s ahead of the database’s own clock is refused', async (books) => {
    await refuses(books, 'clock_is_ahead', ahead(2 * minute))
    await refuses(books, 'clock_is_ahead', ahead(2 ** 52))
    await books.write(ahead(minute / 2))
  }),
  law(
    'a sandbox or a test may carry a clock offset, and nothing else may',
    async (books) => {
      const founded = (purpose: string, clockOffsetMs: number) =>
        communityRow({ purpose, clockOffsetMs, at: clock(clockOffsetMs) })
      await refuses(books, 'row_is_malformed', founded('live', day))
      await refuses(books, 'row_is_malformed', founded('festival', 0))
      await books.write(founded('sandbox', day))
      await refuses(books, 'clock_is_ahead', charterRow(1, 0, { at: clock(day + 2 * minute) }))
      await books.write(charterRow(1, 0, { at: clock(day + minute / 2) }))
    },
    'empty',
  ),
  law(
    'leaf 0 is the founding, and the founding is leaf 0',
    async (books) => {
      await refuses(books, 'log_is_not_dense', charterRow(1, now))
      for (const odd of [{ one: 2 }, { languages: 'en' }, { helpLine: 'Rosa' }]) {
        await refuses(books, 'row_is_malformed', communityRow(odd))
      }
      await refuses(books, 'log_is_not_dense', communityRow({ seq: 1 }))
      await refuses(books, 'log_is_not_dense', communityRow({ at: new Raw('-1') }))
      await books.write(communityRow())
      expect(await one(books, 'SELECT seq, kind, ref FROM log')).toEqual({
        seq: 0,
        kind: 'community.founded',
        ref: 'public-riverside',
      })
      await refuses(books, 'books_are_append_only', communityRow())
    },
    'empty',
  ),
  law('a community keeps its slug, purpose, clock and origin', async (books) => {
    const kept = { one: '2', seq: '9', at: '9', slug: "'x'", publicId: "'x'", clockOffsetMs: '1' }
    for (const [column, value] of Object.entries({ ...kept, purpose: "'live'" })) {
      await refuses(
        books,
        'books_are_append_only',
        sql(`UPDATE community SET ${column} = ${value}`),
      )
    }
    const nulled = sql('UPDATE OR REPLACE community SET clockOffsetMs = NULL')
    await refuses(books, 'books_are_append_only', nulled)
    await refuses(books, 'books_are_append_only', sql('DELETE FROM community'))
    await books.write(sql("UPDATE community SET name = 'Harbour', joining = 'closed', about = 'x'"))
    await refuses(books, 'row_is_malformed', sql("UPDATE community SET joining = 'maybe'"))
    for (const odd of ["mark = ''", "mark = 'abc'", "accent = 'red'", "accent = '#6A2F56'"]) {
      await refuses(books, 'row_is_malformed', sql(`UPDATE community SET ${odd}`))
    }
    await books.write(sql("UPDATE community SET mark = 'RT', accent = '#6a2f56'"))
    await books.write(sql('UPDATE community SET mark = NULL, accent = NULL'))
  }),
  law(
    'nobody writes the log by hand: a leaf whose detail does not stand is refused',
    async (books) => {
      for (const kind of ['transfer.post', 'member.active', 'community.moved', 'key.created']) {
        await refuses(books, 'leaf_has_no_detail', logRow({ kind }))
      }
      // Not even what stood once already, word for word.
      for (const copy of await books.read('SELECT kind, ref, at, body FROM log WHERE seq > 0')) {
        await refuses(books, 'leaf_has_no_detail', logRow(copy))
      }
      await refuses(books, 'log_is_not_dense', logRow({ kind: 'community.founded' }))
      const { seq } = await one(
        books,
        "SELECT max(seq) AS seq FROM log WHERE kind = 'transfer.post'",
      )
      await refuses(books, 'log_is_not_dense', logRow({ seq: seq as number }))
    },
  ),
  law('a written leaf never changes', async (books) => {
    for (const column of [
      'seq = seq + 100',
      "kind = 'x'",
      "ref = 'x'",
      'at = at + 1',
      "body = '[]'",
    ]) {
      await refuses(books, 'books_are_append_only', sql(`UPDATE log SET ${column} WHERE seq = 3`))
    }
    await refuses(books, 'books_are_append_only', sql('DELETE FROM log WHERE seq = 3'))
    await refuses(books, 'books_are_append_only', sql('DELETE FROM log'))
  }),
  law('a body holds public ids, seconds, times and codes, and no name', async (books) => {
    await books.write(post('t', 'ana', 'luis', hour), accountStep('nia', 'frozen'))
    const text = (await books.read('SELECT body FROM log')).map(({ body }) => body).join()
    for (const name of ['of Riverside', 'Riverside Library', id('ana'), id('rosa'), id('$ana')]) {
      expect(text).not.toContain(name)
    }
    expect(text).toContain('"public-rosa"')
  }),
  law('an idempotency row is written once, and pruned only when 90 days old', async (books) => {
    const row = { principal: 'person-ana', fingerprint: 'f', ref: id('t'), seq: 1 }
    const today = new Raw("CAST(unixepoch('subsec') * 1000 AS INTEGER)")
    await books.write(
      insert('idempotency', { ...row, key: 'old', at: now }),
      insert('idempotency', { ...row, key: 'new', at: today }),
    )
    await books.write(
      insert('idempotency', { ...row, key: 'new', principal: 'person-luis', at: now }),
    )
    await books.write(sql("DELETE FROM idempotency WHERE principal = 'person-luis'"))
    for (const verb of ['INSERT', 'INSERT OR REPLACE']) {
      const again = insert('idempotency', { ...row, key: 'new', fingerprint: 'g', at: now }, verb)
      await refuses(books, 'idempotency_key_was_used_otherwise', again)
    }
    const born = insert('idempotency', { ...row, key: 'born', at: now - 1 })
    await refuses(books, 'row_is_out_of_order', born)
    const altered = sql("UPDATE idempotency SET at = 0 WHERE key = 'new'")
    await refuses(books, 'books_are_append_only', altered)
    const pruned = (key: string) => sql('DELETE FROM idempotency WHERE key = ?', key)
    await refuses(books, 'books_are_append_only', pruned('new'))
    await books.write(pruned('old'))
    expect(await one(books, 'SELECT key FROM idempotency')).toEqual({ key: 'new' })
  }),
  law('a memo is written once, never altered, and erasable', async (books) => {
    const memo = { ref: id('t'), part: 'memo', salt: 's', text: 'Thank you' }
    await books.write(insert('memo', memo), insert('memo', { ...memo, part: 'place' }))
    await books.write(insert('memo', { ...memo, ref: id('u') }))
    for (const verb of ['INSERT', 'INSERT OR REPLACE']) {
      await refuses(books, 'books_are_append_only', insert('memo', { ...memo, text: 'No' }, verb))
    }
    await refuses(books, 'books_are_append_only', sql("UPDATE memo SET text = 'No'"))
    await refuses(books, 'row_is_malformed', insert('memo', { ...memo, part: 'diary' }))
    await books.write(sql('DELETE FROM memo'))
    expect(await books.read('SELECT * FROM memo')).toEqual([])
  }),
  law('a notice is written once, notes its delivery, and is not lost before it', async (books) => {
    const notice = { kind: 'exchange.done', ref: id('t'), member: id('nia'), at: now }
    await books.write(insert('outbox', notice), insert('outbox', notice))
    const over = insert('outbox', { ...notice, id: 1, ref: 'x' }, 'INSERT OR REPLACE')
    await refuses(books, 'books_are_append_only', over)
    await refuses(books, 'row_is_malformed', insert('outbox', { ...notice, id: -1 }))
    for (const column of ['id = 9', "kind = 'x'", "ref = 'x'", 'member = NULL', 'at = 1']) {
      await refuses(books, 'books_are_append_only', sql(`UPDATE outbox SET ${column} WHERE id = 1`))
    }
    await refuses(books, 'books_are_append_only', sql('DELETE FROM outbox WHERE id = 1'))
    await books.write(sql('UPDATE outbox SET deliveredAt = ? WHERE id = 1', now))
    await books.write(sql('DELETE FROM outbox WHERE id = 1'))
    expect(await one(books, 'SELECT id, ref FROM outbox')).toEqual({ id: 2, ref: id('t') })
  }),
]
