import type { Community } from '@commonhour/contract'
import { convertIcsCalendar } from 'ts-ics'
import { expect, test } from 'vitest'
import { inviteOf } from '../../workers/courier/calendar.ts'
import { languageOf, sayIn } from '../../workers/courier/mail/words.ts'

const at = Date.parse('2026-12-01T09:30:00Z')
const step = (number: number, state: string) => ({ step: number, state, at: at - 1000 + number })
const asked = (steps: readonly object[], more: object = {}) =>
  ({
    base: 'https://hours.example',
    from: 'Riverside <hours@hours.example>',
    community: { name: 'Riverside; the Time Bank', slug: 'riverside' } as Community,
    exchange: {
      ...{
        id: 'e-1',
        title: 'Lift, to the clinic',
        place: 'Main St\r\nATTENDEE:x',
        agreedForAt: at,
      },
      ...{ estimateSeconds: 5400, at: at - 5000, steps, ...more },
    },
    say: sayIn(languageOf(['en'])),
    other: 'Luis',
    to: { email: 'ana@example.org', name: 'Ana"\r\nX:1' },
  }) as unknown as Parameters<typeof inviteOf>[1]
const agreed = [step(0, 'proposed'), step(1, 'agreed')]
const cancelled = [...agreed, step(2, 'cancelled')]
/** The event of an invitation, as a calendar reads it. */
const eventOf = (text = '') => convertIcsCalendar(undefined, text).events?.[0]

test('an agreement is an entry with its time, its place and the other’s name', () => {
  const invite = inviteOf('exchange.agreed', asked(agreed))
  expect(invite?.type).toBe('text/calendar; charset=utf-8; method=REQUEST')
  const event = eventOf(invite?.text)
  expect(event).toMatchObject({
    uid: 'e-1@hours.example',
    summary: 'Lift, to the clinic with Luis',
    sequence: 1,
    status: 'CONFIRMED',
    organizer: { email: 'hours@hours.example' },
    attendees: [{ email: 'ana@example.org' }],
  })
  expect(event?.start.date.getTime()).toBe(at)
  expect(event?.end?.date.getTime()).toBe(at + 5_400_000)
})

test('calling off ends the same entry by a later step', () => {
  const invite = inviteOf('exchange.cancelled', asked(cancelled))
  expect(invite?.type).toContain('method=CANCEL')
  expect(eventOf(invite?.text)).toMatchObject({
    uid: 'e-1@hours.example',
    sequence: 2,
    status: 'CANCELLED',
  })
})

test('where no day was agreed, nothing was, or the notice says something else, there is none', () => {
  expect(inviteOf('exchange.agreed', asked(agreed, { agreedForAt: null }))).toBeNull()
  expect(
    inviteOf('exchange.cancelled', asked([step(0, 'proposed'), step(1, 'cancelled')])),
  ).toBeNull()
  expect(inviteOf('exchange.done', asked(agreed))).toBeNull()
})

test('no word of a title, place or name begins a line of its own', () => {
  const lines = inviteOf('exchange.agreed', asked(agreed))?.text.split(/\r?\n/) ?? []
  expect(lines.filter((line) => /^(X:1|ATTENDEE:x)/.test(line))).toEqual([])
  expect(lines.filter((line) => line.startsWith('ATTENDEE'))).toHaveLength(1)
})
