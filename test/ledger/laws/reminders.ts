import { exchange, reminder, step } from '../../support/moves.ts'
import { id, Raw, sql } from '../../support/rows.ts'
import { to } from './exchangeStates.ts'
import { law, refuses } from './law.ts'

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
    // Nia takes part in others, on either side.
    await books.write(...exchange('e3', 'nia', 'ana'), ...exchange('e4', 'luis', 'nia'))
    await not('e1', { member: id('nia') })
    await not('e1', { outbox: 999 })
    const [, ...alone] = reminder('e1')
    await refuses(books, 'row_is_out_of_order', ...alone)
    const [notice] = reminder('e2')
    await refuses(books, 'row_is_out_of_order', ...(notice ? [notice] : []), ...alone)
    const taken = { outbox: new Raw('(SELECT outbox FROM exchange_reminder)') }
    const [, ...twin] = reminder('e2', { day: 10, ...taken })
    await refuses(books, 'row_is_out_of_order', ...twin)
    for (const more of [{ day: 0 }, { kind: 'visit' }]) {
      await refuses(books, 'row_is_malformed', ...reminder('e1', more))
    }
  }),
  law('what the clock has said never changes', async (books) => {
    await books.write(...to('done', 'e1'), ...reminder('e1'))
    await refuses(books, 'books_are_append_only', sql('UPDATE exchange_reminder SET day = day'))
    await refuses(books, 'books_are_append_only', sql('DELETE FROM exchange_reminder'))
  }),
]
