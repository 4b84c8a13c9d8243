import { reminder, step } from '../../support/moves.ts'
import { day, id, now, Raw, sql } from '../../support/rows.ts'
import { to } from './exchangeStates.ts'
import { law, one, refuses } from './law.ts'

/** Silence: what the clock has said of a claim that waits, once (product.md). */
export const reminderLaws = [
  law('each is reminded once a day of a claim, and coordinators once', async (books) => {
    await books.write(...to('done', 'e1'), ...to('done', 'e2'))
    await books.write(...reminder('e1'))
    await refuses(books, 'facts_are_stale', ...reminder('e1'))
    await books.write(...reminder('e1', { day: 10 }), ...reminder('e1', { kind: 'card' }))
    await books.write(...reminder('e1', { member: id('luis') }), ...reminder('e2'))
    await refuses(books, 'facts_are_stale', ...reminder('e1', { kind: 'card' }))
  }),
  law('a later claim is reminded of anew, and nothing but a claim is', async (books) => {
    await books.write(...to('done', 'e1'), ...to('agreed', 'e2'), ...reminder('e1'))
    await books.write(step('e1', 3, 'done'))
    await refuses(books, 'facts_are_stale', ...reminder('e1', { day: 10 }))
    await books.write(...reminder('e1', { step: 3 }))
    await refuses(books, 'facts_are_stale', ...reminder('e2', { step: 1 }))
  }),
  law('a reminder names its own notice, to one who takes part', async (books) => {
    await books.write(...to('done', 'e1'), ...to('done', 'e2'), ...reminder('e2'))
    const not = async (...more: Parameters<typeof reminder>) =>
      refuses(books, 'row_is_out_of_order', ...reminder(...more))
    await not('e1', { member: id('nia') })
    await not('e1', { deliveredAt: now })
    await not('e1', { bouncedAt: now })
    const [, ...alone] = reminder('e1')
    await refuses(books, 'row_is_out_of_order', ...alone)
    const taken = { outbox: new Raw('(SELECT outbox FROM exchange_reminder)') }
    const [, ...twin] = reminder('e2', { day: 10, ...taken })
    await refuses(books, 'row_is_out_of_order', ...twin)
    for (const more of [{ day: 0 }, { kind: 'visit' }]) {
      await refuses(books, 'row_is_malformed', ...reminder('e1', more))
    }
  }),
  law('what became of its notice is noted once, and nothing else changes', async (books) => {
    await books.write(...to('done', 'e1'), ...to('done', 'e2'), ...reminder('e1'))
    const not = async (set: string) =>
      refuses(books, 'books_are_append_only', sql(`UPDATE exchange_reminder SET ${set}`))
    for (const set of [
      `exchange = '${id('e2')}'`,
      'step = 3',
      'day = 4',
      `member = '${id('luis')}'`,
    ]) {
      await not(set)
    }
    for (const set of ["kind = 'card'", 'outbox = 99', `at = ${now + day}`]) await not(set)
    await books.write(sql(`UPDATE exchange_reminder SET deliveredAt = ${now}`))
    await not(`deliveredAt = ${now + day}`)
    await not('deliveredAt = NULL')
    await books.write(sql(`UPDATE exchange_reminder SET bouncedAt = ${now}`))
    await not(`bouncedAt = ${now + day}`)
    await not('bouncedAt = NULL')
    await refuses(books, 'books_are_append_only', sql('DELETE FROM exchange_reminder'))
    await one(
      books,
      `SELECT * FROM exchange_reminder WHERE deliveredAt = ${now} AND bouncedAt = ${now}`,
    )
  }),
]
