import {
  assent,
  exchange,
  hold,
  post,
  receiverRow,
  release,
  reverse,
  settle,
  step,
} from '../../support/moves.ts'
import { day, id, now, Raw, type Statement, sql } from '../../support/rows.ts'
import { of, reached, to } from './exchangeStates.ts'
import { booksAreWhole, law, refuses } from './law.ts'

/** Laws 6 and 11: the hours that belong to an exchange, and when they move. */
export const exchangeHourLaws = [
  law(
    'an agreement needs an open hold of every receiver, to its giver, since the proposal',
    async (books) => {
      await books.write(
        ...exchange('e1', 'luis', 'ana'),
        receiverRow('e1', 'nia'),
        step('e1', 0, 'proposed', { actor: `member:${id('luis')}` }),
        assent('e1', 'ana', 0),
        assent('e1', 'nia', 0),
      )
      const ana = hold('h1', 'ana', 'luis', 60, of('e1'))
      const nia = hold('h2', 'nia', 'luis', 60, of('e1'))
      const agreed = step('e1', 1, 'agreed')
      for (const batch of [[agreed], [ana, agreed], [nia, agreed]]) {
        await refuses(books, 'agreement_needs_its_hold', ...batch)
      }
      const elsewhere = hold('h2', 'nia', 'luis', 60)
      await refuses(books, 'agreement_needs_its_hold', ana, elsewhere, agreed)
      await books.write(
        ...exchange('e2', 'luis', 'nia'),
        receiverRow('e2', 'choir'),
        step('e2', 0, 'proposed'),
      )
      const other = hold('h3', 'nia', 'luis', 60, of('e2'))
      await refuses(books, 'agreement_needs_its_hold', ana, other, agreed)
      await books.write(ana, nia, agreed)
    },
  ),
  law('a confirmation needs a settle or post from every receiver to its giver', async (books) => {
    const both = [...exchange('e1', 'luis', 'ana'), receiverRow('e1', 'nia'), step('e1', 0, 'done')]
    const confirmed = step('e1', 1, 'confirmed')
    const ana = post('t', 'ana', 'luis', 60, of('e1'))
    const nia = post('u', 'nia', 'luis', 60, of('e1'))
    await refuses(books, 'confirmation_needs_its_transfer', ...both, confirmed)
    await refuses(books, 'confirmation_needs_its_transfer', ...both, ana, confirmed)
    const elsewhere = post('u', 'nia', 'luis', 60)
    await refuses(books, 'confirmation_needs_its_transfer', ...both, ana, elsewhere, confirmed)
    const others = [
      ...exchange('e2', 'luis', 'nia'),
      receiverRow('e2', 'choir'),
      step('e2', 0, 'done'),
    ]
    await books.write(...others, ...both)
    const other = post('u', 'nia', 'luis', 60, of('e2'))
    await refuses(books, 'confirmation_needs_its_transfer', ana, other, confirmed)
    await books.write(ana, nia, confirmed)
    const back = reverse('t', 'ana', 'luis', 60, of('e1'))
    await refuses(books, 'confirmation_needs_its_transfer', back, step('e1', 2, 'reversed'))
    await books.write(back, reverse('u', 'nia', 'luis', 60, of('e1')), step('e1', 2, 'reversed'))
    await booksAreWhole(books)
  }),
  law('hours that only returned confirm nothing', async (books) => {
    await books.write(...to('done', 'e1'), release('he1', 'ana', 'luis', 60, of('e1')))
    await refuses(books, 'confirmation_needs_its_transfer', step('e1', 3, 'confirmed'))
    await books.write(step('e1', 3, 'cancelled'))
  }),
  law('an exchange does not end with a hold still open', async (books) => {
    await books.write(...to('done', 'e1'), ...to('proposed', 'e2'))
    await refuses(books, 'hold_is_still_open', step('e1', 3, 'cancelled'))
    const paid = post('t', 'ana', 'luis', 60, of('e1'))
    await refuses(books, 'hold_is_still_open', paid, step('e1', 3, 'confirmed'))
    await books.write(hold('h', 'ana', 'luis', 60, of('e2')))
    await refuses(books, 'hold_is_still_open', step('e2', 1, 'declined'))
  }),
  law('an exchange whose hours moved is not called off', async (books) => {
    await books.write(...to('done', 'e1'))
    const moved = settle('he1', 'ana', 'luis', 60, of('e1'))
    await refuses(books, 'transfer_does_not_match', moved, step('e1', 3, 'cancelled'))
    await books.write(...exchange('e2', 'luis', 'ana'), step('e2', 0, 'done'))
    await books.write(post('t', 'ana', 'luis', 60, of('e2')))
    await refuses(books, 'transfer_does_not_match', step('e2', 1, 'cancelled'))
  }),
  law('hours that name an exchange move between its parties, as help', async (books) => {
    await books.write(
      ...to('proposed', 'e1'),
      ...exchange('e2', 'luis', 'ana'),
      step('e2', 0, 'done'),
    )
    for (const [move, e] of [
      [hold, 'e1'],
      [post, 'e2'],
    ] as const) {
      for (const [from, receiver] of [
        ['nia', 'luis'],
        ['ana', 'nia'],
        ['luis', 'ana'],
      ] as const) {
        await refuses(books, 'transfer_does_not_match', move('t', from, receiver, 60, of(e)))
      }
      const odd = move('t', 'ana', 'luis', 60, { ...of(e), purpose: 'correction' })
      await refuses(books, 'transfer_does_not_match', odd)
    }
    await refuses(books, 'transfer_does_not_match', post('t', 'ana', 'luis', 60, of('none')))
  }),
  law('hours move only where an exchange stands for them', async (books) => {
    const names = Object.keys(reached)
    for (const [i, state] of names.entries()) {
      const e = `e${i}`
      await books.write(...to(state, e))
      const not = async (move: Statement) => refuses(books, 'transition_is_not_allowed', move)
      const isOneOf = (...some: string[]) => some.includes(state)
      if (!isOneOf('proposed', 'confirmed')) await not(hold('t', 'ana', 'luis', 60, of(e)))
      if (!isOneOf('done', 'disputed')) await not(post('t', 'ana', 'luis', 60, of(e)))
      if (isOneOf('agreed')) await not(settle(`h${e}`, 'ana', 'luis', 60, of(e)))
      if (isOneOf('reversed'))
        await not(reverse(`rsh${e}`, 'luis', 'ana', 60, { ...of(e), id: id('x') }))
    }
    const bare = (move: typeof settle) => move('he2', 'ana', 'luis', 60)
    await refuses(books, 'transfer_does_not_match', bare(settle))
    await refuses(books, 'transfer_does_not_match', bare(release))
    await refuses(books, 'transfer_does_not_match', reverse('she4', 'ana', 'luis', 60))
    await refuses(books, 'transfer_does_not_match', settle('he2', 'ana', 'luis', 60, of('e3')))
    const open = [...to('proposed', 'x9'), hold('hx9', 'ana', 'luis', 60, of('x9'))]
    await books.write(...open, release('hx9', 'ana', 'luis', 60, of('x9')))
    await books.write(...to('proposed', 'x8'), hold('hx8', 'ana', 'luis', 60, of('x8')))
    await refuses(books, 'transition_is_not_allowed', settle('hx8', 'ana', 'luis', 60, of('x8')))
  }),
  law('help is not done on a lapsed hold; once done, its hold lapses no longer', async (books) => {
    const soon = { expiresAt: now + day }
    for (const e of ['e1', 'e2']) {
      await books.write(
        ...to('proposed', e),
        hold(`h${e}`, 'ana', 'luis', 60, { ...of(e), ...soon }),
        step(e, 1, 'agreed'),
      )
    }
    await books.write(step('e2', 2, 'done', { at: now + day - 1 }))
    await refuses(books, 'hold_has_lapsed', step('e1', 2, 'done', { at: now + day }))
    await books.write(...to('agreed', 'e3'), step('e3', 2, 'done', { at: now + day }))
    const late = { ...of('e2'), at: new Raw('?', [now + 2 * day]) }
    await books.write(settle('he2', 'ana', 'luis', 60, late))
    await refuses(books, 'row_is_out_of_order', step('e1', 2, 'done', { at: now + day - 1 }))
    await booksAreWhole(books)
  }),
  law('exchanges, receivers and steps never change', async (books) => {
    await books.write(...to('agreed', 'e1'))
    for (const table of ['exchange', 'exchange_receiver', 'exchange_step']) {
      const columns = await books.read(`SELECT name FROM pragma_table_info('${table}')`)
      for (const { name } of columns) {
        const set = sql(`UPDATE OR REPLACE ${table} SET "${name}" = "${name}"`)
        await refuses(books, 'books_are_append_only', set)
      }
      await refuses(books, 'books_are_append_only', sql(`DELETE FROM ${table}`))
    }
  }),
]
