import {
  type Decision,
  decideLapse,
  decideReminder,
  decideSilence,
  type ExchangeFacts,
  type Reminder,
  silenceAhead,
} from '@commonhour/domain'
import { describe, expect, test } from 'vitest'
import { day, freshIds, recorded } from './afterFacts.ts'
import { charter, exchange, expected, hold, hour, now, step, written } from './facts.ts'

const lines = (decided: Decision | null) => (decided === null ? null : written(decided))
const told = ['tell luis exchange.lapsed', 'tell ana exchange.lapsed']

describe('running out', () => {
  const lapse = (
    it: ExchangeFacts,
    days: number,
    about: 'open' | 'expired' | 'withdrawn' | null = null,
  ) => decideLapse({ exchange: it, about, now: now + days * day, freshIds })
  const dated = exchange('proposed', { agreedForAt: now + 2 * day })
  const held = exchange('agreed', { transfers: [hold({ expiresAt: now + 60 * day })] })
  test.each([
    ['a proposal, until thirty days have passed', exchange('proposed'), 29.9, null, null],
    ['a proposal unanswered for thirty days', exchange('proposed'), 30, null, 'unanswered'],
    ['one whose day is less than a week past', dated, 8.9, null, null],
    ['one whose day is a week past', dated, 9, null, 'day_has_passed'],
    ['one about an open need', exchange('proposed'), 1, 'open', null],
    ['one about a need that closed', exchange('proposed'), 1, 'expired', 'no_longer_open'],
    ['one about an offer taken back', exchange('proposed'), 1, 'withdrawn', 'no_longer_open'],
    ['an agreement, while its hours are set aside', held, 59.9, 'expired', null],
    ['an agreement whose hours are set aside no more', held, 60, null, 'hold_ran_out'],
    ['help that is said to be done', exchange('done'), 1000, 'expired', null],
    ['what was confirmed', exchange('confirmed'), 1000, null, null],
    ['what was declined', exchange('declined'), 1000, null, null],
    ['what is disputed', exchange('disputed'), 1000, null, null],
  ] as const)('of %s', (_, it, days, about, reason) => {
    const decided = lapse(it, days, about)
    const last = decided?.write.find(({ into }) => into === 'exchangeStep')
    expect(last === undefined ? null : last).toEqual(
      reason && expect.objectContaining({ state: 'lapsed', reason }),
    )
  })
  test('returns the hours and tells both', () => {
    const decided = lapse(held, 60)
    expect(lines(decided)).toEqual(["release help 3600 ana's→luis's", 'lift 2 lapsed', ...told])
    expect(decided && expected(decided)).toEqual(['exchange lift 1'])
  })
})

const reminded = (more: Partial<Reminder> = {}): Reminder => ({
  ...{ step: 2, day: 3, member: 'ana', kind: 'reminder', hasReached: true },
  ...more,
})

describe('reminding', () => {
  const remind = (days: number, reminders: readonly Reminder[] = [], it = exchange('done')) =>
    lines(decideReminder({ exchange: it, charter, reminders, now: now + days * day }))
  test.each([
    ['not before the third day', 2.9, [], null],
    ['on the third day', 3, [], 3],
    ['once for that day', 9, [reminded()], null],
    ['again on the tenth', 10, [reminded()], 10],
    ['once where the clock stood still', 12, [], 10],
    ['not after that', 13.9, [reminded({ day: 10 })], null],
    ['not once silence decides', 14, [], null],
    ['anew of a later claim', 3, [reminded({ step: 1 })], 3],
    ['whatever card there is', 3, [reminded({ kind: 'card', day: 14 })], 3],
  ] as const)('%s', (_, days, reminders, onDay) => {
    const said = onDay === null ? null : [`reminder ana step 2 day ${onDay}`]
    expect(remind(days, reminders)).toEqual(said)
  })
  test('is of those only who have not answered', () => {
    const nia = { member: 'nia', account: "nia's" }
    const two = exchange('done', {
      receivers: [{ member: 'ana', account: "ana's" }, nia],
      transfers: [hold({ id: 'post', kind: 'post' })],
    })
    expect(remind(3, [], two)).toEqual(['reminder nia step 2 day 3'])
    const other = exchange('done', { steps: [step(0, 'proposed', 'luis'), step(1, 'done', 'ana')] })
    expect(remind(3, [], other)).toEqual(['reminder luis step 1 day 3'])
  })
  test('is of nothing but what is said to be done', () => {
    expect(remind(3, [], exchange('confirmed'))).toBeNull()
    expect(remind(3, [], exchange('agreed'))).toBeNull()
  })
})

describe('silence', () => {
  const silence = (it: ExchangeFacts, reminders: readonly Reminder[] = [reminded()], days = 14) =>
    lines(decideSilence({ exchange: it, charter, reminders, now: now + days * day, freshIds }))
  const said = (seconds: number, more: Partial<ExchangeFacts> = {}) =>
    exchange('done', {
      steps: exchange('done').steps.map((one) =>
        one.state === 'done' ? { ...one, seconds } : one,
      ),
      ...more,
    })
  const agreedTo = (seconds: number) => [
    `settle help ${seconds} ana's→luis's`,
    'lift 3 confirmed',
    'tell luis exchange.silence',
    'tell ana exchange.silence',
  ]
  const card = (step = 2) => [`card luis step ${step} day 14`]
  const undone = exchange('done', {
    steps: [
      ...exchange('confirmed').steps,
      { ...step(4, 'done', 'ana'), seconds: null, reason: 'undone' },
    ],
  })
  test.each([
    ['agrees to what was agreed, said and reminded of', said(hour), agreedTo(hour)],
    ['agrees to less, near the estimate', said(hour - 900), agreedTo(hour - 900)],
    ['agrees to no more than was set aside', said(hour + 900), agreedTo(hour)],
    ['is a card, far from the estimate', said(2 * hour), card()],
    ['is a card where nothing is set aside', said(hour, { transfers: [] }), card()],
    ['is a card after a confirmation was taken back', undone, card(4)],
  ])('%s', (_, it, expectedLines) => {
    const at = it.steps.length - 1
    expect(silence(it, [reminded({ step: at })])).toEqual(expectedLines)
  })
  test('is a card where nobody agreed beforehand', () => {
    const { steps, ...rest } = recorded('luis')
    const waits = { ...rest, state: 'done', steps: steps.slice(0, 1), transfers: [] } as const
    expect(silence(waits, [reminded({ step: 0 })])).toEqual(card(0))
  })
  test('is a card about the receiver’s figure, which the giver left unanswered', () => {
    const it = said(hour)
    const steps = [...it.steps, step(3, 'done', 'ana')]
    const waits = { ...it, steps }
    expect(silence(waits, [reminded({ step: 3 })])).toEqual(['card ana step 3 day 14'])
  })
  test.each([
    ['the hours said', said(hour), 2, hour],
    ['no more than was set aside', said(hour + 900), 2, hour],
    ['nothing far from the estimate: someone rings', said(2 * hour), 2, null],
    ['nothing after a confirmation was taken back', undone, 4, null],
  ] as const)('ahead says when it comes, and that it will agree to %s', (_, it, last, seconds) => {
    const at = (it.steps[last]?.at ?? 0) + 14 * day
    expect(silenceAhead({ exchange: it, charter })).toEqual({ at, seconds })
  })
  test('is ahead only of what is said to be done', () => {
    expect(silenceAhead({ exchange: exchange('agreed'), charter })).toBeNull()
    expect(silenceAhead({ exchange: exchange('confirmed'), charter })).toBeNull()
  })
  test.each([
    ['no reminder', []],
    ['a reminder that reached nobody', [reminded({ hasReached: false })]],
    ['a reminder of an earlier claim', [reminded({ step: 1 })]],
    ['a reminder to the other', [reminded({ member: 'luis' })]],
  ])('is a card after %s', (_, reminders) => {
    expect(silence(said(hour), reminders)).toEqual(card())
  })
  test('is enough when one reminder of two reached them', () => {
    const both = [reminded({ hasReached: false }), reminded({ day: 10 })]
    expect(silence(said(hour), both)).toEqual(agreedTo(hour))
  })
  test('says nothing before the fourteenth day, and nothing twice', () => {
    expect(silence(said(hour), [reminded()], 13.9)).toBeNull()
    const again = [reminded(), reminded({ kind: 'card', day: 14 })]
    expect(silence(said(hour), again)).toBeNull()
    expect(silence(exchange('confirmed'), [reminded()])).toBeNull()
  })
  test('of several receivers agrees to the part of each who is silent', () => {
    const two = said(2 * hour, {
      estimateSeconds: 2 * hour,
      receivers: [
        { member: 'ana', account: "ana's" },
        { member: 'nia', account: "nia's" },
      ],
      transfers: [hold({ id: 'a' }), hold({ id: 'n', fromAccount: "nia's" })],
    })
    expect(silence(two, [reminded()])).toEqual(card())
    expect(silence(two, [reminded(), reminded({ member: 'nia' })])?.slice(0, 3)).toEqual([
      "settle help 3600 ana's→luis's",
      "settle help 3600 nia's→luis's",
      'lift 3 confirmed',
    ])
  })
})
