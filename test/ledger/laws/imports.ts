import { hold, limit, post, reverse } from '../../support/moves.ts'
import { accountRow, actor, hour, id, leaf, now, sql } from '../../support/rows.ts'
import { booksAreWhole, law, refuses } from './law.ts'

const opened = (more = {}) =>
  leaf('import', { id: id('file'), source: 'timeoverflow', digest: 'a'.repeat(64), actor, ...more })
const closed = (transfers: number, seconds: number, more = {}) =>
  leaf('import_closing', { import: id('file'), transfers, seconds, ...more })
const mark = { purpose: 'import', groupId: id('file'), charter: 0 }

/** Law 14: the mark `import` is taken only between an opening and its closing. */
export const importLaws = [
  law('an imported post stands between the opening and the closing only', async (books) => {
    const line = (name: string) => post(name, 'nia', 'ana', 50 * hour, mark)
    await refuses(books, 'import_is_not_open', line('t'))
    await books.write(opened(), line('t'))
    await refuses(
      books,
      'import_is_not_open',
      post('u', 'nia', 'ana', hour, { ...mark, groupId: id('other') }),
    )
    await refuses(
      books,
      'import_is_not_open',
      post('u', 'nia', 'ana', hour, { ...mark, groupId: null }),
    )
    await books.write(closed(1, 50 * hour))
    await refuses(books, 'import_is_not_open', line('u'))
    await booksAreWhole(books)
  }),
  law('imports carry charter 0, are judged by no line, and are not help', async (books) => {
    await refuses(
      books,
      'charter_is_not_in_force',
      opened(),
      post('t', 'nia', 'ana', hour, { ...mark, charter: 1 }),
    )
    await books.write(opened(), accountRow('bank', 'opening'))
    await books.write(
      post('t', 'bank', 'nia', 900 * hour, mark),
      post('u', 'nia', 'bank', 950 * hour, mark),
    )
    await refuses(books, 'pool_would_owe', post('v', 'pool', 'nia', 1, mark))
    await books.write(
      limit('luis', 0, null, { ceilingSeconds: hour }),
      post('v', 'nia', 'luis', 9 * hour, mark),
    )
    await booksAreWhole(books)
  }),
  law('who gave help in the old bank is no newcomer here, until that is undone', async (books) => {
    await books.write(opened(), post('t', 'ana', 'nia', hour, mark), closed(1, hour))
    await books.write(post('u', 'nia', 'luis', 10 * hour))
    await books.write(reverse('t', 'ana', 'nia', hour, { ...mark, groupId: id('undo') }))
    await refuses(books, 'credit_floor_reached', post('v', 'nia', 'luis', 1))
    await booksAreWhole(books)
  }),
  law('nothing imported is held', async (books) => {
    await books.write(opened())
    await refuses(books, 'row_is_malformed', hold('h', 'nia', 'ana', hour, mark))
  }),
  law(
    'an import is opened once, closed once, and its closing counts what came in',
    async (books) => {
      await refuses(books, 'import_is_not_open', closed(0, 0))
      await books.write(
        opened(),
        post('t', 'ana', 'nia', hour, mark),
        post('u', 'nia', 'ana', 60, mark),
      )
      for (const verb of ['INSERT', 'REPLACE']) {
        const again = opened({ source: 'other' })
        await refuses(books, 'id_is_taken', { ...again, sql: again.sql.replace('INSERT', verb) })
      }
      await refuses(books, 'id_is_taken', opened({ id: id('other'), seq: 4 }))
      await refuses(books, 'row_is_malformed', opened({ id: id('other'), digest: 'a' }))
      await refuses(books, 'transfer_does_not_match', closed(1, hour + 60))
      await refuses(books, 'transfer_does_not_match', closed(2, hour))
      await refuses(books, 'import_is_not_open', closed(2, hour + 60, { seq: 4 }))
      // What came in counts: not other imports, not other hours of the group, not what was undone.
      await books.write(
        opened({ id: id('other') }),
        post('v', 'ana', 'nia', 7, { ...mark, groupId: id('other') }),
      )
      await books.write(post('w', 'ana', 'nia', 9, { groupId: id('file') }))
      await books.write(reverse('u', 'nia', 'ana', 60, mark))
      await books.write(closed(2, hour + 60))
      await refuses(books, 'import_is_not_open', closed(2, hour + 60))
      await booksAreWhole(books)
    },
  ),
  law('an import’s leaves never change', async (books) => {
    await books.write(opened(), closed(0, 0))
    for (const table of ['import', 'import_closing']) {
      const columns = await books.read(`SELECT name FROM pragma_table_info('${table}')`)
      for (const { name } of columns) {
        const set = sql(`UPDATE OR REPLACE ${table} SET "${name}" = ?`, now)
        await refuses(books, 'books_are_append_only', set)
      }
      await refuses(books, 'books_are_append_only', sql(`DELETE FROM ${table}`))
    }
  }),
]
