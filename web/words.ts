import { hourSeconds } from '@commonhour/contract'
import { type Language, type Say, setApart } from './messages.ts'

/** How numbers, hours and days read in one language. */
export interface Words {
  /** 5400 → "1 h 30 min"; the sign is left out. */
  hours: (seconds: number) => string
  /** 5400 → "+1 h 30 min", -900 → "−15 min", 0 → "0 h". */
  change: (seconds: number) => string
  number: (n: number) => string
  /** "2026-12-01" → "Tuesday 1 December", with its year when that is not the year of `today`. */
  day: (day: string, today?: string) => string
  /** "2026-12-01" → "1 Dec 2026". */
  shortDay: (day: string) => string
  /** "2026-12" → "December 2026". */
  month: (month: string) => string
  /** Milliseconds → "Tuesday 1 December at 09:30" where the community is; the year as in `day`. */
  moment: (at: number, timeZone: string, now?: number) => string
  /** 1 (Monday) to 7 → its name. */
  weekday: (n: number) => string
  list: (texts: string[]) => string
}

export function wordsIn(language: Language, say: Say): Words {
  const made = known.get(language.tag) ?? makeWords(language, say)
  known.set(language.tag, made)
  return made
}

/** Formatters are dear to make: one set per language and isolate. */
const known = new Map<string, Words>()

function makeWords(language: Language, say: Say): Words {
  const { direction, firstDay = '1', locale = language.tag } = language
  const utc = 'UTC'
  const format = (options: Intl.DateTimeFormatOptions) => {
    const made = new Intl.DateTimeFormat(locale, options)
    return { format: (at: number) => made.format(at).replace(loneOne, firstDay) }
  }
  const dayFormat = format({ weekday: 'long', day: 'numeric', month: 'long', timeZone: utc })
  const yearFormat = format({
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: utc,
  })
  const shortFormat = format({ day: 'numeric', month: 'short', year: 'numeric', timeZone: utc })
  const monthFormat = format({ month: 'long', year: 'numeric', timeZone: utc })
  const weekdayFormat = format({ weekday: 'long', timeZone: utc })
  const number = new Intl.NumberFormat(locale)
  const units = new Intl.ListFormat(locale, { type: 'unit', style: 'narrow' })
  const and = new Intl.ListFormat(locale, { type: 'conjunction' })
  // As Intl writes it: without the mark before it, a sign would stand behind its figure.
  const sign = (text: string) => (direction === 'rtl' ? '\u200e' : '') + text
  const hours = (seconds: number) => units.format(partsOf(seconds, say))
  const dayText = (day: string, today = day) =>
    (day.slice(0, 4) === today.slice(0, 4) ? dayFormat : yearFormat).format(Date.parse(day))
  return {
    hours,
    change: (seconds) => (seconds === 0 ? '' : sign(seconds > 0 ? '+' : '−')) + hours(seconds),
    number: (n) => number.format(n),
    day: dayText,
    shortDay: (day) => shortFormat.format(Date.parse(day)),
    month: (month) => monthFormat.format(Date.parse(`${month}-01`)),
    // 5 January 1970 was a Monday.
    weekday: (n) => weekdayFormat.format((n + 3) * 86_400_000),
    list: (texts) => and.format(texts.map((text) => setApart(text, language))),
    moment: (at, timeZone, now = at) => {
      const [day = '', time = ''] = localOf(at, timeZone).split('T')
      return say('when.dayAndTime', {
        day: dayText(day, dayIn(now, timeZone)),
        time: time.slice(0, 5),
      })
    },
  }
}

/** The day of a month that some languages count by another word. */
const loneOne = /\b1(?= \p{L})/u

function partsOf(seconds: number, say: Say): string[] {
  const minutes = Math.round(Math.abs(seconds) / 60)
  const whole = Math.floor(minutes / 60)
  const rest = minutes % 60
  if (rest === 0) return [say('hours.hours', { n: whole })]
  const over = say('hours.minutes', { n: rest })
  return whole === 0 ? [over] : [say('hours.hours', { n: whole }), over]
}

/** The day it is in a time zone, `YYYY-MM-DD`. */
export function dayIn(at: number, timeZone: string): string {
  return localOf(at, timeZone).slice(0, 10)
}

/** The clock in a time zone, `HH:mm`. */
export function timeIn(at: number, timeZone: string): string {
  return localOf(at, timeZone).slice(11, 16)
}

/** `days` after a day; may be negative. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 24 * hourSeconds * 1000).toISOString().slice(0, 10)
}

/**
 * A clock time on a day where the community is → milliseconds since the epoch; NaN when there is
 * none such. The offset is asked for twice, because it may change between the guess and the answer
 * (summer time).
 */
export function atIn(day: string, clock: string, timeZone: string): number {
  const wall = Date.parse(`${day}T${clock}:00Z`)
  if (Number.isNaN(wall) || !isTimeZone(timeZone)) return Number.NaN
  const offset = (at: number) => Date.parse(`${localOf(at, timeZone)}Z`) - at
  return wall - offset(wall - offset(wall))
}

/** `YYYY-MM-DDTHH:mm:00` as a clock on the wall there shows it. */
function localOf(at: number, timeZone: string): string {
  const minute = Math.floor(at / 60_000) * 60_000
  const format = clocks.get(timeZone) ?? clockIn(timeZone)
  clocks.set(timeZone, format)
  return format.format(minute).replace(' ', 'T')
}

/** One clock per time zone met; there are some hundreds of them in all. */
const clocks = new Map<string, Intl.DateTimeFormat>()

/** Swedish dates are ISO dates. */
function clockIn(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined
  } catch {
    return false
  }
}
