import { expect } from 'vitest'
import type { Books } from '../../support/books.ts'
import { need, offer } from '../../support/moves.ts'
import { actor, id, insert, now, sql } from '../../support/rows.ts'
import { law, refuses } from './law.ts'

const words = (books: Books, text: string) =>
  books.read('SELECT rowid FROM search_words(?)', `"${text}"`)
const parts = (books: Books, text: string) =>
  books.read('SELECT rowid FROM search_parts(?)', `"${text}"`)
const kinds = [
  ['need', need, 2 * 110, ['answered', 'withdrawn', 'expired']],
  ['offer', offer, 2 * 110 + 1, ['withdrawn', 'expired']],
] as const
const close = (word: string, state: string, name = 'n') =>
  insert(`${word}_closing`, { [word]: id(name), state, actor, at: now })

/** Needs and offers, and finding them. */
export const needLaws = kinds.flatMap(([word, row, rowid, endings]) => [
  law(`an open ${word} is found by words without accents, and by parts of words`, async (books) => {
    await books.write(row('n', 'Lección de guitarra', '帮忙搬家'))
    for (const text of ['leccion', 'GUITARRA'])
      expect(await words(books, text)).toEqual([{ rowid }])
    for (const text of ['uitar', '忙搬家']) expect(await parts(books, text)).toEqual([{ rowid }])
    expect(await words(books, 'piano')).toEqual([])
  }),
  law(
    `a changed ${word} is found by the words it has now, an erased one by none`,
    async (books) => {
      await books.write(row('n', 'Guitarra', 'blue'))
      await books.write(sql(`UPDATE "${word}" SET title = 'Piano', text = 'green'`))
      for (const text of ['guitarra', 'blue']) {
        expect([await words(books, text), await parts(books, text)]).toEqual([[], []])
      }
      for (const text of ['piano', 'green']) {
        expect([await words(books, text), await parts(books, text)]).toEqual([
          [{ rowid }],
          [{ rowid }],
        ])
      }
    },
  ),
  law(`a ${word} is closed once, and then found no more`, async (books) => {
    const token = `${word}_is_not_open`
    await refuses(books, token, close(word, 'withdrawn'))
    for (const [i, state] of endings.entries()) {
      const name = `n${i}`
      await books.write(row(name, 'Guitarra', 'blue'), close(word, state, name))
      expect([await words(books, 'guitarra'), await parts(books, 'itar')]).toEqual([[], []])
      for (const verb of ['INSERT', 'REPLACE']) {
        const again = close(word, 'withdrawn', name)
        await refuses(books, token, { ...again, sql: again.sql.replace('INSERT', verb) })
      }
      await books.write(sql(`UPDATE "${word}" SET title = 'Guitarra' WHERE id = ?`, id(name)))
      expect([await words(books, 'guitarra'), await parts(books, 'itar')]).toEqual([[], []])
    }
    await books.write(row('n', 'Guitarra', 'blue'))
    await refuses(books, 'row_is_malformed', close(word, 'open'))
    expect(await books.read(`SELECT state FROM "${word}" ORDER BY number`)).toEqual(
      ['open', ...endings].map((state) => ({ state })),
    )
  }),
  law(`nobody sets the state of a ${word} by hand, nor reopens it`, async (books) => {
    await refuses(
      books,
      'projections_are_trigger_owned',
      row('x', 'a', 'b', { state: 'withdrawn' }),
    )
    await books.write(row('n', 'a', 'b'), row('m', 'a', 'b'), close(word, 'withdrawn'))
    for (const verb of ['UPDATE', 'UPDATE OR REPLACE', 'UPDATE OR IGNORE']) {
      const set = (state: string, name: string) =>
        sql(`${verb} "${word}" SET state = ${state} WHERE id = ?`, id(name))
      for (const state of ["'open'", 'NULL', "'expired'"]) {
        await refuses(books, 'projections_are_trigger_owned', set(state, 'n'))
      }
      await refuses(books, 'projections_are_trigger_owned', set("'withdrawn'", 'm'))
    }
  }),
  law(`a ${word} keeps number, id, member and day, and is never deleted`, async (books) => {
    await books.write(row('n', 'a', 'b'), row('m', 'a', 'b'), close(word, 'withdrawn', 'm'))
    const kept = [
      'number = 109',
      'number = 7',
      `id = '${id('m')}'`,
      "member = 'x'",
      'publishedAt = 1',
    ]
    for (const change of kept) {
      const set = sql(`UPDATE OR REPLACE "${word}" SET ${change} WHERE id = ?`, id('n'))
      await refuses(books, 'books_are_append_only', set)
    }
    await refuses(books, 'books_are_append_only', sql(`DELETE FROM "${word}"`))
    for (const column of [word, 'state', 'actor', 'at']) {
      const set = sql(`UPDATE ${word}_closing SET "${column}" = "${column}"`)
      await refuses(books, 'books_are_append_only', set)
    }
    await refuses(books, 'books_are_append_only', sql(`DELETE FROM ${word}_closing`))
    for (const verb of ['INSERT', 'REPLACE']) {
      for (const more of [{ id: id('n') }, { number: 110 }]) {
        const twin = row('x', 'a', 'b', more)
        await refuses(books, 'id_is_taken', { ...twin, sql: twin.sql.replace('INSERT', verb) })
      }
    }
  }),
  law(`a ${word} is of a well-made row`, async (books) => {
    const odd = [
      { number: -1 },
      { remote: 2 },
      { estimateSeconds: 0 },
      { when: 'soon' },
      { state: 'lost' },
    ]
    for (const more of odd) {
      const token = 'state' in more ? 'projections_are_trigger_owned' : 'row_is_malformed'
      await refuses(books, token, row('n', 'a', 'b', more))
    }
  }),
])
