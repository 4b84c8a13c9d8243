import type { Community } from '@commonhour/contract'
import type { ExchangeFacts } from '@commonhour/domain'
import { generateIcsCalendar } from 'ts-ics'
import type { Attachment } from './mail/mailer.ts'
import type { Say } from './mail/words.ts'

export interface Invited {
  readonly base: string
  readonly from: string
  readonly community: Community
  readonly exchange: ExchangeFacts
  readonly say: Say
  /** Who else takes part, as people read it. */
  readonly other: string
  readonly to: { readonly email: string; readonly name: string }
}

/** Kinds that begin or move an entry of the calendar, and those that end it. */
const requests = new Set(['exchange.agreed'])
const ends = new Set(['exchange.cancelled', 'exchange.lapsed'])

/**
 * The calendar entry that goes with a notice (RFC 5546): the same UID for the whole exchange, the
 * step as SEQUENCE, so that a later one takes the place of an earlier. Null where none belongs: no
 * day was agreed, or there was no agreement to end. It names nobody's address but the reader's.
 */
export function inviteOf(kind: string, it: Invited): Attachment | null {
  const { exchange } = it
  const wasAgreed = exchange.steps.some(({ state }) => state === 'agreed')
  if (exchange.agreedForAt === null || !wasAgreed) return null
  if (!requests.has(kind) && !ends.has(kind)) return null
  const method = requests.has(kind) ? 'REQUEST' : 'CANCEL'
  const text = calendarOf(it, method, exchange.agreedForAt)
  return { name: 'invite.ics', type: `text/calendar; charset=utf-8; method=${method}`, text }
}

function calendarOf(it: Invited, method: 'REQUEST' | 'CANCEL', startsAt: number): string {
  const { base, community, exchange, from, other, say, to } = it
  const newest = exchange.steps.at(-1)
  const ask = method === 'REQUEST'
  return generateIcsCalendar({
    version: '2.0',
    prodId: '-//Commonhour//EN',
    method,
    events: [
      {
        uid: `${exchange.id}@${new URL(base).hostname}`,
        summary: say('calendar.summary', { title: exchange.title, other }),
        stamp: { date: new Date(newest?.at ?? exchange.at) },
        start: { date: new Date(startsAt) },
        end: { date: new Date(startsAt + exchange.estimateSeconds * 1000) },
        sequence: newest?.step ?? 0,
        status: ask ? 'CONFIRMED' : 'CANCELLED',
        organizer: { email: addressOf(from), name: parameter(community.name) },
        attendees: [{ email: to.email, name: parameter(to.name), partstat: 'ACCEPTED' }],
        ...(exchange.place !== '' && { location: exchange.place }),
        url: `${base}/${community.slug}/exchanges/${exchange.id}`,
      },
    ],
  })
}

/** `Riverside <hours@example.org>` → `hours@example.org`. */
function addressOf(from: string): string {
  return /<([^<>]+)>/.exec(from)?.[1] ?? from
}

/** A name as a parameter: what would end it, or begin another line, is left out. */
function parameter(name: string): string {
  return name.replace(/[",:;\p{Cc}]/gu, ' ').trim()
}
