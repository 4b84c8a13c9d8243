import { insert, momentNow } from '../insert.ts'
import * as tables from '../tables.ts'
import { noticeWriters } from './notices.ts'
import type { Writers } from './stamp.ts'

/** A reminder or card is a notice, and a row that keeps the clock from saying it twice. */
export const reminderWriters: Writers<'exchangeReminder'> = {
  exchangeReminder: async ({ day, exchange, kind, member, step }, stamp) => [
    ...(await noticeWriters.outbox(
      kind === 'card'
        ? { into: 'outbox', kind: 'claim.unconfirmed', ref: exchange, member: null }
        : { into: 'outbox', kind: 'exchange.reminder', ref: exchange, member },
      stamp,
    )),
    insert(tables.exchangeReminder, {
      ...{ exchange, step, day, member, kind },
      outbox: { sql: '(SELECT max(id) FROM outbox)', args: [] },
      at: momentNow(stamp.now),
    }),
  ],
}
