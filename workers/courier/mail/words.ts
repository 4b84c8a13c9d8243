import type { NoticeKind } from '@commonhour/contract'
import { IntlMessageFormat } from 'intl-messageformat'
import ar from './ar.json' with { type: 'json' }
import en from './en.json' with { type: 'json' }
import es from './es.json' with { type: 'json' }
import fr from './fr.json' with { type: 'json' }

export type WordKey = `${NoticeKind}.subject` | `${NoticeKind}.text` | FrameKey
type FrameKey = Exclude<keyof typeof en, `${NoticeKind}.subject` | `${NoticeKind}.text`>
export type Values = Readonly<Record<string, string | number>>

/** One language of mail. */
export interface Language {
  /** BCP 47, for `lang`. */
  readonly tag: string
  /** For Intl, where that is to be more exact than `lang`. */
  readonly locale?: string
  readonly direction: 'ltr' | 'rtl'
  readonly catalogue: Readonly<Record<WordKey, string>>
  /** What the first day of a month is called, where it is not `1`. */
  readonly firstDay?: string
}

/**
 * Languages of mail, those of the pages: a kind of notice without words in one of them does not
 * compile. Digits are those of the pages too.
 */
export const languages: readonly [Language, ...Language[]] = [
  { tag: 'en-GB', direction: 'ltr', catalogue: en },
  { tag: 'es', direction: 'ltr', catalogue: es },
  { tag: 'fr', direction: 'ltr', catalogue: fr, firstDay: '1er' },
  { tag: 'ar', locale: 'ar-u-nu-latn', direction: 'rtl', catalogue: ar },
]

/** The first of a member's languages that we write, else the first of ours. */
export function languageOf(wanted: readonly string[]): Language {
  const codeOf = (tag: string) => tag.split('-', 1)[0]?.toLowerCase()
  const found = wanted.map((one) => languages.find(({ tag }) => codeOf(tag) === codeOf(one)))
  return found.find((one) => one !== undefined) ?? languages[0]
}

/** Says one text of the catalogue. */
export type Say = (key: WordKey, values?: Values) => string

export function sayIn(language: Language): Say {
  return (key, values = {}) => {
    const apart = Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' ? setApart(value, language) : value,
    ])
    return String(formatOf(language, key).format(Object.fromEntries(apart)))
  }
}

/** A text of a catalogue, parsed. */
export function formatOf({ catalogue, locale, tag }: Language, key: WordKey): IntlMessageFormat {
  return new IntlMessageFormat(catalogue[key], locale ?? tag, undefined, { ignoreTag: true })
}

/**
 * A name that runs the other way than the sentence is set apart (FIRST STRONG ISOLATE … POP), so
 * that it does not turn the figures beside it around; names of a list one by one. An address stays
 * as it is: what follows it would be taken for a part of it.
 */
function setApart(text: string, { direction }: Language): string {
  const other = direction === 'ltr' ? rightToLeft : leftToRight
  return other.test(text) && !/\u2068|https?:/.test(text) ? `\u2068${text}\u2069` : text
}

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufefc]/
const leftToRight = /\p{Script=Latin}|^\+?\d+( \d+)+$/u

/** "Ana, Luis and Nour". */
export function listIn(language: Language, names: readonly string[]): string {
  const { locale = language.tag } = language
  return new Intl.ListFormat(locale).format(names.map((name) => setApart(name, language)))
}

/** "1 h 30 min": seconds as people say them. */
export function hoursIn({ locale, tag }: Language, say: Say, seconds: number): string {
  const minutes = Math.round(seconds / 60)
  const hours = Math.floor(minutes / 60)
  const parts = [
    ...(hours > 0 ? [say('hours.hours', { n: hours })] : []),
    ...(minutes % 60 > 0 ? [say('hours.minutes', { n: minutes % 60 })] : []),
  ]
  if (parts.length === 0) return say('hours.none')
  return new Intl.ListFormat(locale ?? tag, { type: 'unit', style: 'narrow' }).format(parts)
}

/** "Tuesday 1 December at 09:30", in the community's own time zone. */
export function momentIn(language: Language, at: number, timeZone: string): string {
  return dated(language, at, {
    ...{ weekday: 'long', day: 'numeric', month: 'long', timeZone },
    ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  })
}

/** "1 December 2026": a day of the calendar. */
export function dayInWords(language: Language, day: string): string {
  const at = Date.parse(`${day}T00:00:00Z`)
  return dated(language, at, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
}

function dated(language: Language, at: number, format: Intl.DateTimeFormatOptions): string {
  const { firstDay = '1', locale = language.tag } = language
  return new Intl.DateTimeFormat(locale, format).format(at).replace(/\b1(?= \p{L})/u, firstDay)
}
