import { expect } from 'vitest'
import { refusal } from '../../support/books.ts'
import {
  exchange,
  hold,
  need,
  offer,
  receiverRow,
  release,
  reverse,
  settle,
  step,
  terms,
} from '../../support/moves.ts'
import { charterRow, day, id, minute, now, Raw, type Statement } from '../../support/rows.ts'
import { of, reached, to } from './exchangeStates.ts'
import { booksAreWhole, law, refuses } from './law.ts'

const stepOf: Record<string, number> = {
  '': 0,
  proposed: 1,
  agreed: 2,
  done: 3,
  confirmed: 4,
  reversed: 5,
  declined: 2,
  cancelled: 2,
  lapsed: 2,
  disputed: 4,
  settled: 5,
}
/** What a step needs beside itself where it is allowed. */
const beside: Record<string, (e: string) => Statement[]> = {
  'proposed>agreed': (e) => [hold(`h${e}`, 'ana', 'luis', 60, of(e))],
  'agreed>cancelled': (e) => [release(`h${e}`, 'ana', 'luis', 60, of(e))],
  'done>cancelled': (e) => [release(`h${e}`, 'ana', 'luis', 60, of(e))],
  'done>confirmed': (e) => [settle(`h${e}`, 'ana', 'luis', 60, of(e))],
  'confirmed>reversed': (e) => [reverse(`sh${e}`, 'ana', 'luis', 60, of(e))],
  'proposed>proposed': (e) => [terms(e, 1)],
  'agreed>lapsed': (e) => [release(`h${e}`, 'ana', 'luis', 60, of(e))],
  'confirmed>done': (e) => [
    reverse(`sh${e}`, 'ana', 'luis', 60, of(e)),
    hold(`k${e}`, 'ana', 'luis', 60, of(e)),
  ],
  'disputed>settled': (e) => [settle(`h${e}`, 'ana', 'luis', 60, of(e))],
  'settled>reversed': (e) => [reverse(`sh${e}`, 'ana', 'luis', 60, of(e))],
}
const alone = [
  ...['>proposed', '>done', 'proposed>declined', 'proposed>cancelled', 'proposed>lapsed'],
  ...['agreed>done', 'done>done', 'done>disputed', 'confirmed>disputed'],
]
const allowed = new Set([...alone, ...Object.keys(beside)])
const states = [...Object.keys(reached).filter(Boolean), '']

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
]

/** A refused pair may fail first for what its new state lacks. */
function tokensOf(next: string): string[] {
  const lacks: Record<string, string[]> = {
    agreed: ['agreement_needs_its_hold'],
    confirmed: ['confirmation_needs_its_transfer', 'hold_is_still_open'],
    declined: ['hold_is_still_open', 'transfer_does_not_match'],
    cancelled: ['hold_is_still_open', 'transfer_does_not_match'],
    lapsed: ['hold_is_still_open', 'transfer_does_not_match'],
    settled: ['hold_is_still_open'],
    done: ['transfer_does_not_match'],
    reversed: ['confirmation_needs_its_transfer'],
  }
  return ['transition_is_not_allowed', ...(lacks[next] ?? [])]
}
