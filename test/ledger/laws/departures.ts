import { accountStep, exchange, hold, post, reverse, settle, step } from '../../support/moves.ts'
import { departure } from '../../support/poolMoves.ts'
import { accountOf, actor, hour, id, leaf, memberStep, sql } from '../../support/rows.ts'
import { booksAreWhole, law, refuses } from './law.ts'

const gift = { purpose: 'gift' }
const leaves = (name: string) => [accountStep(name, 'frozen'), memberStep(name, 2, 'departed')]
/** Rosa owes nobody an office any more than others: another coordinator stands beside her. */
const second = leaf('stewardship', {
  member: id('luis'),
  office: 'coordinator',
  act: 'appointed',
  actor,
})

/** Laws 5 and 9 for who leaves: frozen, handed over whole, closed. */
export const departureLaws = [
  law('who leaves has left, and their account is frozen', async (books) => {
    const refused = 'transition_is_not_allowed'
    await refuses(books, refused, departure('ana'))
    await refuses(books, refused, accountStep('ana', 'frozen'), departure('ana'))
    await refuses(books, refused, memberStep('ana', 2, 'departed'), departure('ana'))
    await refuses(books, refused, departure('ghost'))
    await refuses(books, 'row_is_malformed', ...leaves('ana'), departure('ana', { reason: 'x' }))
    await refuses(books, 'row_is_out_of_order', ...leaves('ana'), departure('ana', { seq: 3 }))
    const left = departure('ana', { handTo: accountOf('nia'), onBehalfOf: id('ana') })
    await books.write(...leaves('ana'), left)
    await refuses(books, 'member_has_departed', departure('ana'))
    await booksAreWhole(books)
  }),
  law('an account of who left is never thawed, and closes with nothing in hand', async (books) => {
    await books.write(post('t', 'luis', 'ana', hour), ...leaves('ana'), departure('ana'))
    await refuses(books, 'member_has_departed', accountStep('ana', 'thawed'))
    await refuses(books, 'hours_are_still_in_hand', accountStep('ana', 'closed'))
    // What someone else has in hand keeps nobody from closing.
    await books.write(accountStep('nia', 'closed'))
    await books.write(post('g', 'ana', 'pool', hour, gift), accountStep('ana', 'closed'))
    // Where hours stand below zero, they stay on the closed account.
    await books.write(...leaves('luis'), departure('luis'), accountStep('luis', 'closed'))
    // Others are frozen, thawed and closed as ever.
    await books.write(post('u', 'pool', 'rosa', hour, gift), accountStep('rosa', 'frozen'))
    await books.write(accountStep('rosa', 'thawed'), accountStep('rosa', 'closed'))
    await booksAreWhole(books)
  }),
  law('hours in hand go whole to whom was named, or to a pool', async (books) => {
    await books.write(post('t', 'luis', 'ana', 2 * hour), ...leaves('ana'))
    await books.write(departure('ana', { handTo: accountOf('nia') }))
    const refused = 'hours_cannot_go_there'
    for (const to of ['nia', 'pool']) {
      await refuses(books, refused, post('g', 'ana', to, hour, gift))
      await refuses(books, refused, post('g', 'ana', to, 3 * hour, gift))
    }
    await refuses(books, refused, post('g', 'ana', 'luis', 2 * hour, gift))
    await books.write(post('v', 'luis', 'nia', 60), post('w', 'nia', 'luis', 60, gift))
    await books.write(post('g', 'ana', 'nia', 2 * hour, gift))
    await booksAreWhole(books)
  }),
  law('a gift that was promised or made before leaving settles or comes back', async (books) => {
    await books.write(post('t', 'luis', 'ana', 3 * hour), post('u', 'nia', 'ana', hour))
    await books.write(post('m', 'ana', 'rosa', hour, gift), post('n', 'rosa', 'ana', hour, gift))
    await books.write(hold('h', 'ana', 'nia', hour, gift), ...leaves('ana'), departure('ana'))
    await books.write(settle('h', 'ana', 'nia', hour, gift))
    await books.write(reverse('n', 'rosa', 'ana', hour, gift))
    await booksAreWhole(books)
  }),
  law('nothing else begins on the account of who left', async (books) => {
    await books.write(post('t', 'luis', 'ana', hour), ...leaves('ana'), departure('ana'))
    const refused = 'account_is_frozen'
    await refuses(books, refused, post('u', 'ana', 'pool', hour))
    await refuses(books, refused, post('u', 'luis', 'ana', hour))
    await refuses(books, refused, post('u', 'luis', 'ana', 1, gift))
    await refuses(books, refused, hold('u', 'ana', 'pool', hour, gift))
    await refuses(books, refused, hold('u', 'luis', 'ana', hour))
    // Who was frozen and did not leave gives nothing.
    await books.write(post('v', 'luis', 'nia', hour), accountStep('nia', 'frozen'))
    await refuses(books, refused, post('w', 'nia', 'pool', hour, gift))
    await refuses(books, refused, post('w', 'ana', 'nia', hour, gift))
    await books.write(post('g', 'ana', 'pool', hour, gift))
  }),
  law('help given before leaving is still booked to who left', async (books) => {
    await books.write(...exchange('e', 'luis', 'ana'), step('e', 0, 'proposed'))
    await books.write(hold('h', 'ana', 'luis', hour, { exchange: id('e') }), step('e', 1, 'agreed'))
    await books.write(step('e', 2, 'done'), ...exchange('f', 'luis', 'ana'), step('f', 0, 'done'))
    await books.write(...exchange('d', 'ana', 'luis'), step('d', 0, 'done'))
    await refuses(
      books,
      'account_is_frozen',
      accountStep('luis', 'frozen'),
      post('p', 'ana', 'luis', hour, { exchange: id('f') }),
    )
    await books.write(...leaves('luis'), departure('luis'))
    await books.write(settle('h', 'ana', 'luis', hour, { exchange: id('e') }))
    await books.write(post('p', 'ana', 'luis', hour, { exchange: id('f') }))
    // What they received is not booked beyond what was set aside.
    const received = post('q', 'luis', 'ana', hour, { exchange: id('d') })
    await refuses(books, 'account_is_frozen', received)
    await booksAreWhole(books)
  }),
  law('a departure never changes', async (books) => {
    await books.write(second, ...leaves('ana'), departure('ana'))
    const columns = await books.read("SELECT name FROM pragma_table_info('departure')")
    for (const { name } of columns) {
      const set = sql(`UPDATE OR REPLACE departure SET "${name}" = "${name}"`)
      await refuses(books, 'books_are_append_only', set)
    }
    await refuses(books, 'books_are_append_only', sql('DELETE FROM departure'))
  }),
]
