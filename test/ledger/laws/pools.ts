import { hold, post, reverse, settle } from '../../support/moves.ts'
import { answer, application, asking, askingAnswer, grant } from '../../support/poolMoves.ts'
import { accountOf, day, hour, id, insert, now, sql } from '../../support/rows.ts'
import { booksAreWhole, law, one, refuses } from './law.ts'

/** Ana has hours in hand, and the pool holds three. */
const filled = [
  post('i', 'luis', 'ana', 6 * hour),
  post('j', 'ana', 'pool', 3 * hour, { purpose: 'gift' }),
]

/** Laws 5 and 9 for what members share: pools, askings, choices. */
export const poolLaws = [
  law('a member applies once at a time, to a pool, next in the log', async (books) => {
    await refuses(books, 'row_is_out_of_order', application('a', 'nia', hour, { seq: 3 }))
    for (const pool of [accountOf('ana'), accountOf('none')]) {
      await refuses(books, 'row_is_malformed', application('a', 'nia', hour, { pool }))
    }
    for (const seconds of [0, -hour]) {
      await refuses(books, 'row_is_malformed', application('a', 'nia', seconds))
    }
    await books.write(application('a', 'nia', hour, { onBehalfOf: id('nia') }))
    await refuses(books, 'id_is_taken', application('a', 'ana', hour))
    await refuses(books, 'application_is_waiting', application('b', 'nia', hour))
    await books.write(application('b', 'ana', hour), answer('a', 'withdrawn'))
    await books.write(application('c', 'nia', hour))
    await booksAreWhole(books)
  }),
  law('an application of nobody has no leaf', async (books) => {
    const ghost = application('a', 'nia', hour, { member: id('ghost') })
    await refuses(books, 'leaf_has_no_detail', ghost)
    await refuses(books, 'leaf_has_no_detail', answer('none', 'declined'))
  }),
  law('a grant is whole, once, from its pool to who applied, while it waits', async (books) => {
    await books.write(...filled, application('a', 'nia', hour))
    await books.write(application('b', 'luis', hour))
    const wrong = [
      grant('a', 'nia', hour / 2),
      grant('a', 'luis', hour),
      grant('b', 'nia', hour),
      grant('none', 'nia', hour),
      grant('a', 'nia', hour, { groupId: null }),
      grant('a', 'nia', hour, { fromAccount: accountOf('ana') }),
      hold('h', 'pool', 'nia', hour, { purpose: 'grant', groupId: id('a') }),
    ]
    for (const row of wrong) await refuses(books, 'grant_needs_its_application', row)
    await refuses(books, 'grant_needs_its_application', answer('a', 'granted'))
    for (const act of ['declined', 'withdrawn']) {
      const granted = grant('a', 'nia', hour)
      await refuses(books, 'grant_needs_its_application', granted, answer('a', act))
    }
    const twice = grant('a', 'nia', hour, { id: id('two') })
    await refuses(books, 'application_is_answered', grant('a', 'nia', hour), twice)
    await books.write(grant('a', 'nia', hour), answer('a', 'granted', { onBehalfOf: id('nia') }))
    await refuses(books, 'grant_needs_its_application', twice)
    await books.write(answer('b', 'declined'))
    await refuses(books, 'grant_needs_its_application', grant('b', 'luis', hour))
    await booksAreWhole(books)
  }),
  law('what was granted to one keeps nothing from another', async (books) => {
    await books.write(...filled, application('a', 'nia', hour), application('b', 'luis', hour))
    await books.write(grant('a', 'nia', hour), answer('a', 'granted'))
    await books.write(grant('b', 'luis', hour), answer('b', 'granted'))
    await booksAreWhole(books)
  }),
  law('hours of another purpose may share a group with an application', async (books) => {
    await books.write(...filled, application('a', 'nia', hour))
    await books.write(post('t', 'ana', 'nia', 60, { purpose: 'gift', groupId: id('a') }))
    await refuses(books, 'grant_needs_its_application', answer('a', 'granted'))
    await books.write(grant('a', 'nia', hour), answer('a', 'granted'))
    await books.write(reverse('ga', 'pool', 'nia', hour, { purpose: 'grant' }))
    await booksAreWhole(books)
  }),
  law('a pool grants no more than it has', async (books) => {
    await books.write(...filled, application('a', 'nia', 3 * hour + 1))
    await refuses(books, 'pool_would_owe', grant('a', 'nia', 3 * hour + 1))
  }),
  law('an application is answered once, next in the log', async (books) => {
    await books.write(application('a', 'nia', hour))
    await refuses(books, 'row_is_malformed', answer('a', 'forgotten'))
    await refuses(books, 'row_is_out_of_order', answer('a', 'declined', { seq: 3 }))
    await books.write(answer('a', 'declined'))
    for (const act of ['declined', 'withdrawn', 'granted']) {
      await refuses(books, 'application_is_answered', answer('a', act))
    }
  }),
  law('a member asks the same one at most once in seven days', async (books) => {
    await refuses(books, 'row_is_malformed', asking('q', 'nia', 'nia'))
    await refuses(books, 'row_is_malformed', asking('q', 'nia', 'ana', { seconds: 0 }))
    await refuses(books, 'row_is_malformed', asking('q', 'nia', 'ana', { number: 0 }))
    await refuses(books, 'row_is_out_of_order', asking('q', 'nia', 'ana', { at: now - 1 }))
    await books.write(asking('q', 'nia', 'ana'), asking('r', 'nia', 'luis'))
    await books.write(asking('s', 'luis', 'ana'))
    await refuses(books, 'id_is_taken', asking('t', 'ana', 'luis', { id: id('q') }))
    const { number } = await one(books, 'SELECT number FROM asking WHERE id = ?', id('q'))
    await refuses(books, 'id_is_taken', asking('t', 'ana', 'luis', { number: number as number }))
    const later = (at: number) => asking('t', 'nia', 'ana', { at })
    await refuses(books, 'asked_this_week', later(now + 7 * day - 1))
    await books.write(later(now + 7 * day))
  }),
  law('an asking is answered once, and given only by its gift', async (books) => {
    const gift = (from: string, to: string, more = {}) =>
      post('k', from, to, hour, { purpose: 'gift', groupId: id('q'), ...more })
    await books.write(...filled, asking('q', 'nia', 'ana'), asking('r', 'luis', 'ana'))
    await books.write(post('l', 'choir', 'luis', 9 * hour), post('m', 'rosa', 'nia', hour))
    const refused = 'transfer_does_not_match'
    await refuses(books, refused, askingAnswer('q', 'given'))
    await refuses(books, 'row_is_malformed', askingAnswer('q', 'forgotten'))
    await refuses(books, refused, gift('ana', 'luis'), askingAnswer('q', 'given'))
    await refuses(books, refused, gift('luis', 'nia'), askingAnswer('q', 'given'))
    const help = gift('ana', 'nia', { purpose: 'help' })
    await refuses(books, refused, help, askingAnswer('q', 'given'))
    await refuses(books, refused, gift('ana', 'nia'), askingAnswer('q', 'declined'))
    await refuses(books, refused, gift('ana', 'nia'), askingAnswer('r', 'given'))
    await books.write(gift('ana', 'nia'), askingAnswer('q', 'given'), askingAnswer('r', 'declined'))
    for (const name of ['q', 'r']) {
      await refuses(books, 'asking_is_answered', askingAnswer(name, 'declined'))
    }
  }),
  law('what a member chose is theirs to change and to take away', async (books) => {
    const chosen = { member: id('ana'), choice: 'hoursToPool', value: 'yes' }
    await books.write(insert('member_choice', chosen))
    await books.write(
      sql("UPDATE member_choice SET value = 'no'"),
      sql('DELETE FROM member_choice'),
    )
  }),
  law('written applications, askings and their answers never change', async (books) => {
    await books.write(...filled, application('a', 'nia', hour), answer('a', 'declined'))
    await books.write(asking('q', 'nia', 'ana'), askingAnswer('q', 'declined'))
    for (const table of ['pool_application', 'pool_answer', 'asking', 'asking_answer']) {
      const columns = await books.read(`SELECT name FROM pragma_table_info('${table}')`)
      for (const { name } of columns) {
        const set = sql(`UPDATE OR REPLACE ${table} SET "${name}" = "${name}"`)
        await refuses(books, 'books_are_append_only', set)
      }
      await refuses(books, 'books_are_append_only', sql(`DELETE FROM ${table}`))
    }
  }),
  law('a hold of a grant there never was settles nothing', async (books) => {
    await books.write(...filled)
    const ghost = settle('h', 'pool', 'nia', hour, { purpose: 'grant' })
    await refuses(books, 'transfer_does_not_match', ghost)
  }),
]
