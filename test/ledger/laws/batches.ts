import { expect } from 'vitest'
import { need, post } from '../../support/moves.ts'
import { hour, id, sql } from '../../support/rows.ts'
import { booksAreWhole, law, refuses } from './law.ts'

/** Law 1: work of many legs, and what stands or falls together. */
export const batchLaws = [
  law('many-legged work is several transfers that share a group', async (books) => {
    const group = { groupId: id('group') }
    await books.write(post('t', 'ana', 'luis', hour, group), post('u', 'nia', 'luis', hour, group))
    await refuses(
      books,
      'row_is_malformed',
      post('v', 'ana', 'nia', 60, group),
      post('w', 'ana', 'nia', 0, group),
    )
    expect(await books.read('SELECT id FROM transfer WHERE id = ?', id('v'))).toEqual([])
    await booksAreWhole(books)
  }),
  law('several rows of one statement are judged one by one', async (books) => {
    const { args, sql: text } = post('t', 'ana', 'luis', 12 * hour)
    const values = text.slice(text.indexOf('VALUES') + 6).replace('seq FROM', 'seq + 1 FROM')
    const second = post('u', 'ana', 'luis', 12 * hour).args
    const both = { sql: `${text}, ${values}`, args: [...args, ...second] }
    await refuses(books, 'credit_floor_reached', both)
    const third = post('u', 'ana', 'luis', hour).args
    await books.write({ ...both, args: [...args, ...third] })
    await booksAreWhole(books)
  }),
  law('one refused row takes its whole batch with it', async (books) => {
    const before = await books.read('SELECT * FROM log')
    await refuses(
      books,
      'books_are_append_only',
      need('n', 'a', 'b'),
      post('t', 'ana', 'luis', 60),
      sql('DELETE FROM log'),
    )
    expect(await books.read('SELECT * FROM log')).toEqual(before)
    expect(await books.read('SELECT * FROM need')).toEqual([])
  }),
]
