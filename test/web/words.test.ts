import { describe, expect, test } from 'vitest'
import { languageFor, languages, sayIn } from '../../web/messages.ts'
import { atIn, dayAfter, dayIn, wordsIn } from '../../web/words.ts'

const [english] = languages
const say = sayIn(english)
const words = wordsIn(english, say)
const plain = (text: string) => text.replaceAll('\u00a0', ' ')

describe('hours are read as people say them', () => {
  const cases = [
    [5400, '1 h 30 min'],
    [3600, '1 h'],
    [900, '15 min'],
    [0, '0 h'],
    [-5400, '1 h 30 min'],
    [24_163_200, '6,712 h'],
  ] as const
  for (const [seconds, text] of cases) {
    test(`${seconds} → ${text}`, () => expect(plain(words.hours(seconds))).toBe(text))
  }

  test('a change has its sign, and nothing has none', () => {
    expect([5400, -900, 0].map((one) => plain(words.change(one)))).toEqual([
      '+1 h 30 min',
      '−15 min',
      '0 h',
    ])
  })

  test('a number and its unit stay on one line', () => {
    expect(words.hours(5400)).toBe('1\u00a0h 30\u00a0min')
  })
})

describe('days and moments', () => {
  test('name the weekday and the month', () => {
    expect(words.day('2026-12-01')).toBe('Tuesday 1 December')
    expect(words.shortDay('2026-12-01')).toBe('1 Dec 2026')
    expect(words.month('2026-12')).toBe('December 2026')
    expect([1, 7].map(words.weekday)).toEqual(['Monday', 'Sunday'])
  })

  test('the year is said when it is not this one', () => {
    expect(words.day('2025-12-01', '2026-12-01')).toBe('Monday, 1 December 2025')
    expect(words.day('2026-01-01', '2026-12-01')).toBe('Thursday 1 January')
    // In Auckland the new year has begun already.
    const at = Date.parse('2026-12-31T12:00:00Z')
    const now = Date.parse('2026-12-01T12:00:00Z')
    expect(words.moment(at, 'Europe/Dublin', now)).toBe('Thursday 31 December at 12:00')
    expect(words.moment(at, 'Pacific/Auckland', now)).toBe('Friday, 1 January 2027 at 01:00')
  })

  test('a moment is read where the community is', () => {
    const at = Date.parse('2026-12-01T23:30:00Z')
    expect(words.moment(at, 'Europe/Dublin')).toBe('Tuesday 1 December at 23:30')
    expect(words.moment(at, 'Europe/Madrid')).toBe('Wednesday 2 December at 00:30')
    expect(dayIn(at, 'Pacific/Auckland')).toBe('2026-12-02')
  })

  const clocks = [
    ['2026-12-01', '09:30', 'Europe/Dublin', '2026-12-01T09:30:00.000Z'],
    ['2026-07-01', '09:30', 'Europe/Dublin', '2026-07-01T08:30:00.000Z'],
    ['2026-10-25', '12:00', 'Europe/Madrid', '2026-10-25T11:00:00.000Z'],
    ['2026-03-29', '12:00', 'Europe/Madrid', '2026-03-29T10:00:00.000Z'],
    ['2026-06-01', '00:15', 'America/Los_Angeles', '2026-06-01T07:15:00.000Z'],
    ['2026-06-01', '10:00', 'Asia/Kathmandu', '2026-06-01T04:15:00.000Z'],
  ] as const
  for (const [day, clock, zone, moment] of clocks) {
    test(`${day} ${clock} in ${zone} is ${moment}`, () => {
      expect(new Date(atIn(day, clock, zone)).toISOString()).toBe(moment)
    })
  }

  test('what is no day, or no place, is no moment', () => {
    expect(atIn('', '10:00', 'Europe/Dublin')).toBeNaN()
    expect(atIn('2026-12-01', '10:00', 'Nowhere/At All')).toBeNaN()
  })

  test('days are counted over months and years', () => {
    expect(dayAfter('2026-12-31', 1)).toBe('2027-01-01')
    expect(dayAfter('2028-03-01', -1)).toBe('2028-02-29')
  })
})

describe('languages', () => {
  const asked = [
    ['fi,en;q=0.8', 'en-GB'],
    ['es-419', 'es'],
    ['fr;q=0.5, ar-MA;q=0.9, en;q=0.1', 'ar'],
    ['en;q=0, fr;q=0.001', 'fr'],
    ['FR-CA', 'fr'],
    ['est, arz;q=0.9, frr', undefined],
    ['de, *;q=0.5', undefined],
    ['', undefined],
  ] as const
  for (const [accepted, tag] of asked) {
    test(`asked for ${accepted || 'none'}: ${tag ?? 'none of ours'}`, () => {
      expect(languageFor(accepted)?.tag).toBe(tag)
    })
  }

  test('a name that runs the other way is set apart from the figures beside it', () => {
    const said = say('line.done.mine', { name: 'نور', hours: '1 h' })
    expect(said).toBe('\u2068نور\u2069 says it took 1 h. Is that right?')
    expect(say('line.agreed.giver', { name: 'Luis' })).toBe('You agreed to help Luis.')
  })

  test('in Arabic so are Latin names, and the groups of a phone number', () => {
    const [, , , language] = languages
    const arabic = sayIn(language ?? english)
    expect(arabic('frame.help', { name: 'Rosa' })).toContain('\u2068Rosa\u2069')
    expect(arabic('frame.help', { name: '01 555 0199' })).toContain('\u206801 555 0199\u2069')
    expect(arabic('frame.help', { name: 'نور' })).not.toContain('\u2068')
  })
})
