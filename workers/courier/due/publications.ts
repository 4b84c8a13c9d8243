import { dayOf, fault, uuidv7 } from '@commonhour/contract'
import { decideExpiry, decideExpiryNotice, expiryNoticeDays, openHoldsOf } from '@commonhour/domain'
import {
  dueExpiriesQuery,
  dueExpiryNoticesQuery,
  exchangesAboutQuery,
  proposalsQuery,
  publicationAsKeptQuery,
} from '@commonhour/ledger'
import { type Due, due } from './due.ts'

const words = ['need', 'offer'] as const

/** Needs and offers end after their last day; their members hear of it some days before. */
export const publicationsDue: readonly Due[] = words.flatMap((word) => [
  due({
    name: `${word}.expiring`,
    list: ({ today }, page) =>
      dueExpiryNoticesQuery(word, { today, until: daysAfter(today, expiryNoticeDays) }, page),
    gather: ({ id }) => ({ publication: publicationAsKeptQuery(word, id) }),
    decide: ({ publication }, { expiresOn }) => {
      if (publication?.state !== 'open') return fault('facts_are_stale')
      if (publication.expiresOn !== expiresOn) return fault('facts_are_stale')
      return decideExpiryNotice({ word, publication })
    },
  }),
  due({
    name: `${word}.expired`,
    list: ({ today }, page) => dueExpiriesQuery(word, today, page),
    gather: ({ id }) => ({
      publication: publicationAsKeptQuery(word, id),
      proposals: proposalsQuery(word, id),
      exchanges: exchangesAboutQuery(word, id),
    }),
    decide: ({ exchanges, proposals, publication }, _row, { now, today }) => {
      if (publication === null) return fault('not_found')
      // What was set aside by some of several returns, each by an id of its own.
      const freshIds = proposals.flatMap(openHoldsOf).map(() => freshId(now))
      return decideExpiry({ word, publication, proposals, exchanges, today, freshIds })
    },
  }),
])

function freshId(now: number): string {
  return uuidv7(now, crypto.getRandomValues(new Uint8Array(10)))
}

function daysAfter(day: string, days: number): string {
  return dayOf(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000)
}
