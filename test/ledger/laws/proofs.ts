import { expect } from 'vitest'
import {
  attachmentRow,
  checkpointRow,
  nodeRow,
  reportRequest,
  reportRow,
  saltRow,
  schemaStep,
  someHash,
} from '../../support/proofRows.ts'
import { accountOf, day, now, sql } from '../../support/rows.ts'
import { type Law, law, one, refuses } from './law.ts'

const last = 'SELECT kind, ref, body FROM log ORDER BY seq DESC LIMIT 1'

/** The tree over the log, its heads, and what a report is made of (3, 9). */
export const proofLaws: readonly Law[] = [
  law('a node stands where its whole subtree of leaves does', async (books) => {
    const { seq } = await one(books, 'SELECT seq FROM next_leaf')
    const size = Number(seq)
    await books.write(nodeRow(0, size - 1), nodeRow(1, 0), nodeRow(2, 0))
    const refused = [nodeRow(0, size), nodeRow(1, Math.floor(size / 2)), nodeRow(20, 0)]
    for (const row of [...refused, nodeRow(52, 2 ** 40)]) {
      await refuses(books, 'row_is_out_of_order', row)
    }
    for (const verb of ['INSERT', 'REPLACE']) {
      await refuses(books, 'books_are_append_only', nodeRow(1, 0, { hash: someHash('b') }, verb))
    }
    const odd = [{ hash: 'a' }, { hash: 'A'.repeat(64) }, { level: -1 }, { position: -1 }]
    for (const more of odd) {
      await refuses(books, 'row_is_malformed', nodeRow(0, 0, more))
    }
  }),
  law('heads grow, in size and time, and never pass the log', async (books) => {
    const { seq } = await one(books, 'SELECT seq FROM next_leaf')
    await books.write(checkpointRow(3, { at: now }))
    for (const more of [{ size: 3 }, { size: 2 }, { size: Number(seq) + 1 }, { at: now - 1 }]) {
      await refuses(books, 'row_is_out_of_order', checkpointRow(4, more))
    }
    await refuses(books, 'row_is_malformed', checkpointRow(4, { root: 'b' }))
    await refuses(books, 'row_is_malformed', checkpointRow(4, { root: 'B'.repeat(64) }))
    await books.write(checkpointRow(Number(seq), { at: now + 1 }))
  }),
  law('the first head is of some leaf', async (books) => {
    await refuses(books, 'row_is_out_of_order', checkpointRow(0))
    await books.write(checkpointRow(1))
  }),
  law('each migration of founded books is a leaf, once', async (books) => {
    await books.write(schemaStep('20261127-9-spine'))
    const { kind, ref } = await one(books, last)
    expect([kind, ref]).toEqual(['schema.migrated', '20261127-9-spine'])
    await refuses(books, 'id_is_taken', schemaStep('20261127-9-spine'))
    await refuses(books, 'row_is_malformed', schemaStep('next', { digest: 'c' }))
    await refuses(books, 'row_is_out_of_order', schemaStep('next', { seq: 0 }))
  }),
  law(
    'reports are asked for as 1, 2, 3 …, of days that are over, and not backwards',
    async (books) => {
      await refuses(books, 'facts_are_stale', reportRequest(2))
      await books.write(reportRequest(1))
      await refuses(books, 'facts_are_stale', reportRequest(1))
      await refuses(books, 'row_is_out_of_order', reportRequest(2, { seq: 0 }))
      const today = new Date(now).toISOString().slice(0, 10)
      await refuses(books, 'report_period_is_not_over', reportRequest(2, { toOn: today }))
      await refuses(books, 'report_period_goes_back', reportRequest(2, { toOn: '2025-01-04' }))
      const later = { at: now + 90 * day }
      for (const more of [
        { fromOn: '2024-02-30' },
        { toOn: '2025-02-30' },
        { fromOn: '2025-01-06' },
      ]) {
        await refuses(books, 'row_is_malformed', reportRequest(2, { ...later, ...more }))
      }
      await books.write(reportRequest(2), reportRequest(3, { at: now + day, toOn: today }))
    },
  ),
  law('reports are issued in their order, up to where the log stands', async (books) => {
    await books.write(reportRequest(1), reportRequest(2), reportRequest(3))
    await refuses(books, 'row_is_out_of_order', reportRow(2))
    await refuses(books, 'row_is_out_of_order', reportRow(1, { seq: 9_000 }))
    const { seq } = await one(books, 'SELECT seq FROM next_leaf')
    await refuses(books, 'row_is_out_of_order', reportRow(1, { toSize: Number(seq) + 1 }))
    await books.write(reportRow(1))
    await refuses(books, 'row_is_out_of_order', reportRow(1))
    await refuses(books, 'row_is_out_of_order', reportRow(2, { toSize: 2 }))
    const { body, ref } = await one(books, last)
    expect([ref, JSON.parse(String(body)).at(-1)]).toEqual(['1', someHash('e')])
    for (const more of [
      { fromSize: -1 },
      { fromSize: 4 },
      { root: 'd' },
      { root: 'D'.repeat(64) },
      { digest: 'e' },
    ]) {
      await refuses(books, 'row_is_malformed', reportRow(2, more))
    }
    await books.write(reportRow(2, { fromSize: 3 }), reportRow(3))
  }),
  law('what a report attaches stands before it is issued, and never after', async (books) => {
    await books.write(reportRequest(1), attachmentRow(1, 0), saltRow(1, accountOf('ana')))
    for (const row of [
      attachmentRow(1, 0, { text: '[]' }),
      saltRow(1, accountOf('ana'), { salt: someHash('0') }),
    ]) {
      await refuses(books, 'books_are_append_only', row)
    }
    await books.write(
      attachmentRow(1, 1),
      saltRow(1, accountOf('luis'), { place: 1 }),
      reportRow(1),
    )
    await refuses(books, 'books_are_append_only', attachmentRow(1, 2))
    await refuses(books, 'books_are_append_only', saltRow(1, accountOf('nia')))
    await books.write(reportRequest(2))
    for (const more of [{ name: 'log.jsonl' }, { part: -1 }]) {
      await refuses(books, 'row_is_malformed', attachmentRow(2, 0, more))
    }
    for (const more of [{ salt: 'f' }, { place: -1 }]) {
      await refuses(books, 'row_is_malformed', saltRow(2, accountOf('ana'), more))
    }
    await books.write(attachmentRow(2, 0), saltRow(2, accountOf('ana')))
  }),
  law('a salt may be erased, and nothing else of a report', async (books) => {
    await books.write(reportRequest(1), attachmentRow(1, 0), saltRow(1, accountOf('ana')))
    await books.write(reportRow(1))
    await refuses(books, 'books_are_append_only', sql('UPDATE report_salt SET place = place'))
    await books.write(sql('DELETE FROM report_salt'))
    const columns = { report: 'jws', report_request: 'toOn', report_attachment: 'text' }
    for (const [table, column] of Object.entries(columns)) {
      await refuses(books, 'books_are_append_only', sql(`DELETE FROM ${table}`))
      const set = sql(`UPDATE ${table} SET ${column} = ${column}`)
      await refuses(books, 'books_are_append_only', set)
    }
  }),
  law('heads, nodes and migrations stay as they were written', async (books) => {
    await books.write(nodeRow(0, 0), checkpointRow(1), schemaStep('20261127-9-spine'))
    const columns = { node: 'hash', checkpoint: 'note', schema_step: 'name' }
    for (const [table, column] of Object.entries(columns)) {
      await refuses(books, 'books_are_append_only', sql(`DELETE FROM ${table}`))
      const set = sql(`UPDATE ${table} SET ${column} = ${column}`)
      await refuses(books, 'books_are_append_only', set)
    }
  }),
]
