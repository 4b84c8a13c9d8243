import { isRefusal, refusalOf } from '@commonhour/client'
import { atOf, type Exchange, fault } from '@commonhour/contract'
import { generateIcsCalendar } from 'ts-ics'
import { otherOf } from '../parts/cards.tsx'
import { type Mount, memberPage } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'

/** What was agreed as an entry for a calendar: the same UID as the one that comes by mail. */
export function mountCalendar(mount: Mount): void {
  memberPage(mount, {
    path: '/:community/exchanges/:id/calendar.ics',
    read: async (visit) => {
      const { client, community, param } = visit
      const exchange = await client.readExchange({ community, exchange: param('id') })
      if (isRefusal(exchange)) return exchange
      return hasEntry(exchange) ? exchange : refusalOf(fault('not_found'), 404)
    },
    show: (visit, home, exchange) =>
      new Response(entryOf(visit, home.member.id, exchange), {
        headers: {
          'content-type': 'text/calendar; charset=utf-8',
          'content-disposition': 'attachment; filename="commonhour.ics"',
        },
      }),
  })
}

/** Whether a day is agreed that still stands. */
export function hasEntry({ agreedFor, state }: Exchange): boolean {
  return state === 'agreed' && agreedFor?.at != null
}

function entryOf(visit: Visit, member: string, exchange: Exchange): string {
  const { community, env } = visit
  const { agreedFor, estimateSeconds, id, steps, title } = exchange
  const startsAt = atOf(agreedFor?.at ?? '')
  const newest = steps.at(-1)
  const name = otherOf(exchange, member).name
  return generateIcsCalendar({
    version: '2.0',
    prodId: '-//Commonhour//EN',
    method: 'PUBLISH',
    events: [
      {
        uid: `${id}@${new URL(env.base).hostname}`,
        summary: visit.say('exchange.entry', { title, name }),
        stamp: { date: new Date(newest?.at ?? startsAt) },
        start: { date: new Date(startsAt) },
        end: { date: new Date(startsAt + estimateSeconds * 1000) },
        sequence: newest?.step ?? 0,
        status: 'CONFIRMED',
        ...(agreedFor?.place && { location: agreedFor.place }),
        url: `${env.base}/${community}/exchanges/${id}`,
      },
    ],
  })
}
