import type { Exchange } from '@commonhour/contract'
import { convertIcsCalendar } from 'ts-ics'
import { expect, test } from 'vitest'
import { fakeHost, memberPaths } from './fakeHost.ts'
import * as sample from './sample.ts'

const page = memberPaths.exchange.replace(sample.proposed.id, sample.agreed.id)
const hostWith = (readExchange: Exchange) => fakeHost({ answers: { readExchange } })

test('what was agreed can be put in one’s own calendar, with its time, place and page', async () => {
  const host = await hostWith(sample.agreed)
  expect(await (await host.get(page)).text()).toContain(`href="${page}/calendar.ics"`)
  const answer = await host.get(`${page}/calendar.ics`)
  expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
  const [event] = convertIcsCalendar(undefined, await answer.text()).events ?? []
  expect(event).toMatchObject({
    uid: `${sample.agreed.id}@localhost`,
    location: sample.agreed.agreedFor?.place,
    url: `http://localhost:8787${page}`,
  })
  const startsAt = Date.parse(sample.agreed.agreedFor?.at ?? '')
  expect(event?.start.date.getTime()).toBe(startsAt)
  expect(event?.end?.date.getTime()).toBe(startsAt + sample.agreed.estimateSeconds * 1000)
})

test('where nothing is agreed, or no day, there is nothing to put there', async () => {
  const dayless = { ...sample.agreed, agreedFor: { at: null, place: '' } }
  for (const exchange of [sample.proposed, sample.confirmed, dayless]) {
    const host = await hostWith(exchange)
    expect(await (await host.get(page)).text()).not.toContain('calendar.ics')
    expect((await host.get(`${page}/calendar.ics`)).status).toBe(404)
  }
})
