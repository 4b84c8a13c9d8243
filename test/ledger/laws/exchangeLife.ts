import type { Books } from '../../support/books.ts'
import {
  assent,
  exchange,
  hold,
  need,
  receiverRow,
  release,
  reverse,
  step,
  terms,
  verdict,
} from '../../support/moves.ts'
import { id, insert, now, type Statement, sql, type Values } from '../../support/rows.ts'
import { of, to } from './exchangeStates.ts'
import { booksAreWhole, law, one, refuses } from './law.ts'

const by = (name: string) => ({ actor: `member:${id(name)}` })
const thanks = (e: string, member: string, name: string) =>
  insert('exchange_thanks', { exchange: id(e), member: id(member), id: id(name), at: now })
const message = (number: number, name: string, more: Values = {}) =>
  insert('exchange_message', {
    number,
    id: id(name),
    exchange: id('e1'),
    member: id('ana'),
    ...by('ana'),
    at: now,
    ...more,
  })
const replaced = (row: Statement) => ({ ...row, sql: row.sql.replace('INSERT', 'REPLACE') })
const none = { exchange: id('none') }

/** Law 11, beyond the plain way: other terms, several receivers, and what stands beside steps. */
export const exchangeLifeLaws = [
  law('a proposal made again says its terms, and nothing stays set aside for it', async (books) => {
    await books.write(...to('proposed', 'e1'), ...to('agreed', 'e2'))
    await refuses(books, 'transition_is_not_allowed', step('e1', 1, 'proposed'))
    await refuses(books, 'transition_is_not_allowed', terms('e1', 2))
    await refuses(books, 'transition_is_not_allowed', terms('e1', 0))
    await refuses(books, 'transition_is_not_allowed', terms('e2', 2))
    await refuses(books, 'transition_is_not_allowed', terms('none', 1))
    await refuses(books, 'row_is_malformed', terms('e1', 1, { estimateSeconds: 0 }))
    await refuses(books, 'transition_is_not_allowed', terms('e1', 1), replaced(terms('e1', 1)))
    const held = hold('h', 'ana', 'luis', 60, of('e1'))
    await books.write(held)
    await refuses(books, 'hold_is_still_open', terms('e1', 1), step('e1', 1, 'proposed'))
    const back = release('h', 'ana', 'luis', 60, of('e1'))
    await books.write(back, terms('e1', 1), step('e1', 1, 'proposed'))
    await books.write(terms('e1', 2), step('e1', 2, 'proposed'))
    await booksAreWhole(books)
  }),
  law('several receivers have agreed when everyone but the proposer said yes', async (books) => {
    await books.write(
      ...exchange('e1', 'luis', 'ana'),
      receiverRow('e1', 'nia'),
      step('e1', 0, 'proposed', by('ana')),
    )
    const holds = ['ana', 'nia'].map((name) => hold(`h${name}`, name, 'luis', 60, of('e1')))
    const agreed = step('e1', 1, 'agreed')
    const [luis, nia] = [assent('e1', 'luis', 0), assent('e1', 'nia', 0)]
    await refuses(books, 'agreement_needs_all_sides', ...holds, luis, agreed)
    await refuses(books, 'agreement_needs_all_sides', ...holds, nia, agreed)
    await books.write(luis, terms('e1', 1), step('e1', 1, 'proposed', by('ana')))
    // What was said to older terms is no yes to these.
    const later = step('e1', 2, 'agreed')
    await refuses(books, 'agreement_needs_all_sides', ...holds, assent('e1', 'nia', 1), later)
    await books.write(...holds, assent('e1', 'nia', 1), assent('e1', 'luis', 1), later)
    await books.write(
      ...exchange('e2', 'luis', 'ana'),
      receiverRow('e2', 'nia'),
      step('e2', 0, 'proposed', { ...by('rosa'), onBehalfOf: id('luis') }),
      ...['ana', 'nia'].map((name) => hold(`k${name}`, name, 'luis', 60, of('e2'))),
      assent('e2', 'ana', 0),
      assent('e2', 'nia', 0),
      step('e2', 1, 'agreed'),
    )
  }),
  law('who takes part says yes, once, to the step at which it stands', async (books) => {
    await books.write(...to('proposed', 'e1'), ...to('done', 'e2'), ...to('agreed', 'e3'))
    const not = async (...rows: Statement[]) => refuses(books, 'transition_is_not_allowed', ...rows)
    await not(assent('e1', 'nia', 0))
    await not(assent('e1', 'ana', 1))
    await not(assent('e3', 'ana', 1))
    await not(assent('e1', 'ana', 0, { kind: 'confirmation' }))
    await not(assent('e2', 'ana', 2))
    await not(assent('e1', 'ana', 0, none))
    await refuses(books, 'row_is_malformed', assent('e2', 'ana', 2, { kind: 'thanks' }))
    await refuses(books, 'row_is_out_of_order', assent('e1', 'ana', 0, { logSize: 1 }))
    await books.write(assent('e1', 'ana', 0), assent('e1', 'luis', 0))
    await books.write(assent('e2', 'ana', 2, { kind: 'confirmation' }))
    await not(replaced(assent('e1', 'ana', 0)))
  }),
  law('one giver has one answer to a need that waits', async (books) => {
    await books.write(need('n', 'A lift', 'x'), need('m', 'Bread', 'x'))
    const about = (name: string) => ({ need: id(name) })
    await books.write(...exchange('e1', 'luis', 'ana', about('n')), step('e1', 0, 'proposed'))
    const again = exchange('e2', 'luis', 'ana', about('n'))
    await refuses(books, 'need_is_answered_by_giver', ...again, step('e2', 0, 'proposed'))
    await books.write(...again, step('e2', 0, 'done'))
    for (const [e, giver, more] of [
      ['e3', 'nia', about('n')],
      ['e4', 'luis', about('m')],
      ['e5', 'luis', {}],
      ['e6', 'luis', {}],
    ] as const) {
      await books.write(...exchange(e, giver, 'ana', more), step(e, 0, 'proposed'))
    }
    await books.write(step('e1', 1, 'declined'))
    const later = exchange('e7', 'luis', 'ana', about('n'))
    await books.write(...later, step('e7', 0, 'proposed'))
    await books.write(terms('e7', 1), step('e7', 1, 'proposed'))
  }),
  law('undoing a confirmation takes all back, and sets it aside anew', async (books) => {
    await books.write(...to('confirmed', 'e1'))
    const undone = step('e1', 4, 'done')
    const back = reverse('she1', 'ana', 'luis', 60, of('e1'))
    const held = hold('k', 'ana', 'luis', 60, of('e1'))
    await refuses(books, 'transfer_does_not_match', held, undone)
    await refuses(books, 'agreement_needs_its_hold', back, undone)
    await books.write(...to('agreed', 'e2'))
    await refuses(books, 'agreement_needs_its_hold', back, undone)
    await books.write(back, held, undone)
    await booksAreWhole(books)
  }),
  law('a dispute ends with every hour settled, returned or taken back', async (books) => {
    await books.write(...to('disputed', 'e1'), ...to('confirmed', 'e2'))
    await refuses(books, 'hold_is_still_open', step('e1', 4, 'settled'))
    await books.write(release('he1', 'ana', 'luis', 60, of('e1')), step('e1', 4, 'settled'))
    await books.write(step('e2', 4, 'disputed'))
    await books.write(reverse('she2', 'ana', 'luis', 60, of('e2')), step('e2', 5, 'settled'))
    await books.write(step('e2', 6, 'reversed'))
    await booksAreWhole(books)
  }),
  law('thanks are said once by each who took part, for help that was given', async (books) => {
    await books.write(...to('done', 'e1'), ...to('confirmed', 'e2'), ...to('settled', 'e3'))
    const not = async (row: Statement) => refuses(books, 'transition_is_not_allowed', row)
    await not(thanks('e1', 'ana', 't'))
    await not(thanks('e2', 'nia', 't'))
    await books.write(thanks('e2', 'ana', 't'), thanks('e2', 'luis', 'u'), thanks('e3', 'ana', 'v'))
    for (const twin of [thanks('e2', 'ana', 'w'), thanks('e3', 'luis', 't')]) {
      await refuses(books, 'thanks_were_said', twin)
      await refuses(books, 'thanks_were_said', replaced(twin))
    }
  }),
  law('words between those who take part are new rows', async (books) => {
    await books.write(...to('proposed', 'e1'), message(1, 'm'))
    for (const twin of [message(2, 'm'), message(1, 'n')]) {
      await refuses(books, 'id_is_taken', twin)
      await refuses(books, 'id_is_taken', replaced(twin))
    }
    await refuses(books, 'row_is_malformed', message(0, 'n'))
    await books.write(message(2, 'n'))
  }),
  law('what a rule said is of the step just written, and of one receiver', async (books) => {
    await books.write(
      ...exchange('e1', 'luis', 'ana'),
      receiverRow('e1', 'nia'),
      step('e1', 0, 'proposed'),
    )
    const said = verdict('e1', 0, 'same-pair')
    await refuses(books, 'row_is_out_of_order', verdict('e1', 1, 'same-pair'))
    const stranger = verdict('e1', 0, 'same-pair', { receiver: id('luis') })
    await refuses(books, 'row_is_out_of_order', stranger)
    for (const more of [{ verdict: 'refuse' }, { facts: 'none' }]) {
      await refuses(books, 'row_is_malformed', verdict('e1', 0, 'same-pair', more))
    }
    await books.write(said, verdict('e1', 0, 'same-pair', { receiver: id('nia') }))
    await books.write(verdict('e1', 0, 'carer-load', { verdict: 'caution' }))
    await refuses(books, 'books_are_append_only', replaced(said))
  }),
  law('what stands beside the steps never changes', async (books) => {
    await books.write(...to('confirmed', 'e2'), thanks('e2', 'ana', 't'), ...to('proposed', 'e1'))
    await books.write(message(1, 'm'), assent('e1', 'ana', 0), verdict('e1', 0, 'same-pair'))
    await books.write(terms('e1', 1), step('e1', 1, 'proposed'))
    for (const word of ['terms', 'assent', 'thanks', 'message', 'verdict']) {
      await isKept(books, `exchange_${word}`)
    }
  }),
]

async function isKept(books: Books, table: string): Promise<void> {
  const before = await one(books, `SELECT count(*) AS rows FROM ${table}`)
  for (const { name } of await books.read(`SELECT name FROM pragma_table_info('${table}')`)) {
    const set = sql(`UPDATE OR REPLACE ${table} SET "${name}" = "${name}"`)
    await refuses(books, 'books_are_append_only', set)
  }
  await refuses(books, 'books_are_append_only', sql(`DELETE FROM ${table}`))
  await one(books, `SELECT 1 WHERE ${before.rows} > 0`)
}
