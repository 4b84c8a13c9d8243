import { fault, uuidv7 } from '@commonhour/contract'
import { type Decision, decideLapse, decideReminder, decideSilence } from '@commonhour/domain'
import {
  aboutStateQuery,
  charterQuery,
  type DueClaim,
  dueLapsesQuery,
  dueRemindersQuery,
  dueSilencesQuery,
  exchangeQuery,
  remindersQuery,
} from '@commonhour/ledger'
import { type Due, due, type Moment } from './due.ts'

/**
 * What time does to exchanges: proposals and agreements run out, what is said to be done is
 * reminded of, and silence is heard on the charter's day.
 */
export const exchangesDue: readonly Due[] = [
  due({
    name: 'exchange.lapsed',
    list: ({ now }, page) => dueLapsesQuery(now, page),
    gather: ({ exchange: { id } }, { now }) => ({
      exchange: exchangeQuery(id),
      about: aboutStateQuery(id, now),
    }),
    decide: ({ about, exchange }, _row, { now }) => {
      if (exchange === null) return fault('not_found')
      const decision = decideLapse({ exchange, about, now, freshIds: freshIds(now) })
      return decision ?? fault('exchange_is_not_agreed')
    },
  }),
  due({
    name: 'exchange.reminder',
    list: ({ now }, page) => dueRemindersQuery(now, page),
    gather: claimOfRow,
    decide: ({ charter, exchange, reminders }, _row, { now }) =>
      charter === null || exchange === null
        ? fault('not_found')
        : orDecided(decideReminder({ exchange, charter, reminders, now })),
  }),
  due({
    name: 'exchange.silence',
    list: ({ now }, page) => dueSilencesQuery(now, page),
    gather: claimOfRow,
    decide: ({ charter, exchange, reminders }, _row, { now }) =>
      charter === null || exchange === null
        ? fault('not_found')
        : orDecided(decideSilence({ exchange, charter, reminders, now, freshIds: freshIds(now) })),
  }),
]

function claimOfRow({ exchange: { id } }: DueClaim, { now }: Moment) {
  return {
    exchange: exchangeQuery(id),
    reminders: remindersQuery(id),
    charter: charterQuery(now),
  }
}

/** Nothing is left to do where somebody answered meanwhile, or another courier came first. */
function orDecided(decision: Decision | null) {
  return decision ?? fault('exchange_is_not_done')
}

/** A hold of each of twenty receivers, and a group. */
function freshIds(now: number): string[] {
  return Array.from({ length: 21 }, () => uuidv7(now, crypto.getRandomValues(new Uint8Array(10))))
}
