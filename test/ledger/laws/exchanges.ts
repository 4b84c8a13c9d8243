import { expect } from 'vitest'
import { refusal } from '../../support/books.ts'
import {
  exchange,
  hold,
  need,
  offer,
  post,
  receiverRow,
  release,
  reverse,
  settle,
  step,
} from '../../support/moves.ts'
import { charterRow, day, id, minute, now, Raw, type Statement, sql } from '../../support/rows.ts'
import { booksAreWhole, law, refuses } from './law.ts'

const of = (name: string) => ({ exchange: id(name) })
/** What makes an exchange `e`, in which luis helps ana, reach each state. */
const reached: Record<string, (name: string) => Statement[]> = {
  '': (e) => exchange(e, 'luis', 'ana'),
  proposed: (e) => [...exchange(e, 'luis', 'ana'), step(e, 0, 'proposed')],
  agreed: (e) => [
    ...to('proposed', e),
    hold(`h${e}`, 'ana', 'luis', 60, of(e)),
    step(e, 1, 'agreed'),
  ],
  done: (e) => [...to('agreed', e), step(e, 2, 'done')],
  confirmed: (e) => [
    ...to('done', e),
    settle(`h${e}`, 'ana', 'luis', 60, of(e)),
    step(e, 3, 'confirmed'),
  ],
  reversed: (e) => [
    ...to('confirmed', e),
    reverse(`sh${e}`, 'ana', 'luis', 60, of(e)),
    step(e, 4, 'reversed'),
  ],
  declined: (e) => [...to('proposed', e), step(e, 1, 'declined')],
  cancelled: (e) => [...to('proposed', e), step(e, 1, 'cancelled')],
}
const to = (state: string, e: string) => reached[state]?.(e) ?? []
const stepOf: Record<string, number> = {
  '': 0,
  proposed: 1,
  agreed: 2,
  done: 3,
  confirmed: 4,
  reversed: 5,
  declined: 2,
  cancelled: 2,
}
/** What a step needs beside itself where it is allowed. */
const beside: Record<string, (e: string) => Statement[]> = {
  'proposed>agreed': (e) => [hold(`h${e}`, 'ana', 'luis', 60, of(e))],
  'agreed>cancelled': (e) => [release(`h${e}`, 'ana', 'luis', 60, of(e))],
  'done>cancelled': (e) => [release(`h${e}`, 'ana', 'luis', 60, of(e))],
  'done>confirmed': (e) => [settle(`h${e}`, 'ana', 'luis', 60, of(e))],
  'confirmed>reversed': (e) => [reverse(`sh${e}`, 'ana', 'luis', 60, of(e))],
}
const alone = ['>proposed', '>done', 'proposed>declined', 'proposed>cancelled', 'agreed>done']
const allowed = new Set([...alone, ...Object.keys(beside)])
const states = [...Object.keys(reached).filter(Boolean), 'lapsed', 'disputed', 'settled', '']

/** Law 11: an exchange's steps, and the hours that belong to them. */
export const exchangeLaws = [
  law('every transition is allowed exactly as listed, all others are refused', async (books) => {
    let number = 10
    const seen: string[] = []
    for (const from of Object.keys(reached)) {
      for (const next of states) {
        const e = `${number++}`
        const way = `${from}>${next}`
        const batch = [
          ...to(from, e),
          ...(beside[way]?.(e) ?? []),
          step(e, stepOf[from] ?? 0, next),
        ]
        if (allowed.has(way)) {
          await books.write(...batch)
          seen.push(way)
        } else {
          const said = await refusal(books, ...batch)
          expect(tokensOf(next), way).toContain(said)
        }
      }
    }
    expect(seen.sort()).toEqual([...allowed].sort())
    await booksAreWhole(books)
  }),
  law(
    'steps are 0, 1, 2 …, each at its place in the log, and none before the last',
    async (books) => {
      await books.write(...to('agreed', 'e1'))
      for (const number of [0, 1, 3, -1]) {
        for (const verb of ['INSERT', 'REPLACE']) {
          const again = step('e1', number, 'done')
          const statement = { ...again, sql: again.sql.replace('INSERT', verb) }
          await refuses(books, 'transition_is_not_allowed', statement)
        }
      }
      await refuses(books, 'row_is_out_of_order', step('e1', 2, 'done', { logSize: 3 }))
      await refuses(books, 'row_is_out_of_order', step('e1', 2, 'done', { at: now - 1 }))
      const ahead = new Raw("CAST(unixepoch('subsec') * 1000 AS INTEGER) + ?", [2 * minute])
      await books.write(...to('proposed', 'e3'))
      await refuses(books, 'clock_is_ahead', step('e3', 1, 'declined', { at: ahead }))
      await books.write(step('e1', 2, 'done', { at: now + day }))
      const before = release('he1', 'ana', 'luis', 60, of('e1'))
      await refuses(
        books,
        'row_is_out_of_order',
        before,
        step('e1', 3, 'cancelled', { at: now + 1 }),
      )
    },
  ),
  law('an exchange is new, has a receiver, and names the charter in force', async (books) => {
    const [row, receiver] = exchange('e1', 'luis', 'ana') as [Statement, Statement]
    await refuses(books, 'row_is_out_of_order', row, step('e1', 0, 'proposed'))
    await books.write(row, receiver, charterRow(2, now + day))
    for (const verb of ['INSERT', 'REPLACE']) {
      for (const twin of [
        exchange('e2', 'luis', 'ana', { id: id('e1') }),
        exchange('e2', 'luis', 'ana', { number: 25905 }),
      ]) {
        const [first] = twin as [Statement]
        await refuses(books, 'id_is_taken', { ...first, sql: first.sql.replace('INSERT', verb) })
      }
    }
    for (const more of [{ charter: 2 }, { charter: 0 }, { at: now + day }]) {
      await refuses(books, 'charter_is_not_in_force', ...exchange('e2', 'luis', 'ana', more))
    }
    await refuses(books, 'row_is_out_of_order', ...exchange('e2', 'luis', 'ana', { at: now - 1 }))
    const ahead = new Raw("CAST(unixepoch('subsec') * 1000 AS INTEGER) + ?", [2 * minute])
    await refuses(
      books,
      'clock_is_ahead',
      ...exchange('e2', 'luis', 'ana', { at: ahead, charter: 2 }),
    )
    await refuses(
      books,
      'row_is_malformed',
      ...exchange('e2', 'luis', 'ana', { estimateSeconds: 0 }),
    )
  }),
  law(
    'giver and receiver are two, each with an account of their own or nobody’s',
    async (books) => {
      const [row] = exchange('e1', 'luis', 'ana') as [Statement]
      await refuses(books, 'parties_are_not_two', row, receiverRow('e1', 'luis'))
      await refuses(
        books,
        'transfer_does_not_match',
        row,
        receiverRow('e1', 'ana', { account: id('$nia') }),
      )
      await refuses(
        books,
        'transfer_does_not_match',
        ...exchange('e1', 'luis', 'ana', { giverAccount: id('$nia') }),
      )
      await books.write(
        ...exchange('e1', 'luis', 'ana', { giverAccount: id('$pool') }),
        step('e1', 0, 'proposed'),
      )
      await refuses(books, 'books_are_append_only', receiverRow('e1', 'nia'))
      await books.write(...exchange('e2', 'luis', 'ana'))
      const twin = receiverRow('e2', 'ana', { account: id('$pool') })
      await refuses(books, 'books_are_append_only', {
        ...twin,
        sql: twin.sql.replace('INSERT', 'REPLACE'),
      })
    },
  ),
  law('an exchange is about an open need or an open offer, or neither', async (books) => {
    const about = { need: id('n'), offer: id('o') }
    await refuses(books, 'need_is_not_open', ...exchange('e1', 'luis', 'ana', { need: id('n') }))
    await refuses(books, 'offer_is_not_open', ...exchange('e1', 'luis', 'ana', { offer: id('o') }))
    await books.write(need('n', 'A lift', 'x'), offer('o', 'Bread', 'x'))
    await refuses(books, 'row_is_malformed', ...exchange('e1', 'luis', 'ana', about))
    await books.write(...exchange('e1', 'luis', 'ana', { need: id('n') }))
    await books.write(...exchange('e2', 'luis', 'ana', { offer: id('o') }))
  }),
  law(
    'an agreement needs an open hold of every receiver, to its giver, since the proposal',
    async (books) => {
      await books.write(
        ...exchange('e1', 'luis', 'ana'),
        receiverRow('e1', 'nia'),
        step('e1', 0, 'proposed'),
      )
      const ana = hold('h1', 'ana', 'luis', 60, of('e1'))
      const nia = hold('h2', 'nia', 'luis', 60, of('e1'))
      const agreed = step('e1', 1, 'agreed')
      for (const batch of [[agreed], [ana, agreed], [nia, agreed]]) {
        await refuses(books, 'agreement_needs_its_hold', ...batch)
      }
      const elsewhere = hold('h2', 'nia', 'luis', 60)
      await refuses(books, 'agreement_needs_its_hold', ana, elsewhere, agreed)
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
    await books.write(...both, ana, nia, confirmed)
    const back = reverse('t', 'ana', 'luis', 60, of('e1'))
    await refuses(books, 'confirmation_needs_its_transfer', back, step('e1', 2, 'reversed'))
    await books.write(back, reverse('u', 'nia', 'luis', 60, of('e1')), step('e1', 2, 'reversed'))
    await booksAreWhole(books)
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
    const names = [
      '',
      'proposed',
      'agreed',
      'done',
      'confirmed',
      'reversed',
      'declined',
      'cancelled',
    ]
    for (const [i, state] of names.entries()) {
      const e = `e${i}`
      await books.write(...to(state, e))
      const not = async (move: Statement) => refuses(books, 'transition_is_not_allowed', move)
      if (state !== 'proposed') await not(hold('t', 'ana', 'luis', 60, of(e)))
      if (state !== 'done') await not(post('t', 'ana', 'luis', 60, of(e)))
      if (state === 'agreed') await not(settle(`h${e}`, 'ana', 'luis', 60, of(e)))
      if (state === 'reversed')
        await not(reverse(`rsh${e}`, 'luis', 'ana', 60, { ...of(e), id: id('x') }))
    }
    const bare = (move: typeof settle) => move('he2', 'ana', 'luis', 60)
    await refuses(books, 'transfer_does_not_match', bare(settle))
    await refuses(books, 'transfer_does_not_match', bare(release))
    await refuses(books, 'transfer_does_not_match', reverse('she4', 'ana', 'luis', 60))
    await refuses(books, 'transfer_does_not_match', settle('he2', 'ana', 'luis', 60, of('e3')))
    await books.write(...to('proposed', 'e9'), hold('he9', 'ana', 'luis', 60, of('e9')))
    await refuses(books, 'transition_is_not_allowed', release('he9', 'ana', 'luis', 60, of('e9')))
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

/** A refused pair may fail first for what its new state lacks. */
function tokensOf(next: string): string[] {
  const lacks: Record<string, string[]> = {
    agreed: ['agreement_needs_its_hold'],
    confirmed: ['confirmation_needs_its_transfer', 'hold_is_still_open'],
    declined: ['hold_is_still_open', 'transfer_does_not_match'],
    cancelled: ['hold_is_still_open', 'transfer_does_not_match'],
    reversed: ['confirmation_needs_its_transfer'],
  }
  return ['transition_is_not_allowed', ...(lacks[next] ?? [])]
}
