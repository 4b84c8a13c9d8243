import type { NoticeKind } from '@commonhour/contract'
import { IntlMessageFormat } from 'intl-messageformat'
import en from './en.json' with { type: 'json' }

type WordKey = `${NoticeKind}.subject` | `${NoticeKind}.text` | FrameKey
type FrameKey = Exclude<keyof typeof en, `${NoticeKind}.subject` | `${NoticeKind}.text`>
export type Values = Readonly<Record<string, string | number>>

/** One language of mail. */
export interface Language {
  /** BCP 47, for `lang` and Intl. */
  readonly tag: string
  readonly catalogue: Readonly<Record<WordKey, string>>
}

/** Languages of mail. A kind of notice without words in one of them does not compile. */
const languages: readonly [Language, ...Language[]] = [{ tag: 'en-GB', catalogue: en }]

/** The first of a member's languages that we write, else the first of ours. */
export function languageOf(wanted: readonly string[]): Language {
  const found = wanted.map((code) => languages.find(({ tag }) => tag.startsWith(code.slice(0, 2))))
  return found.find((one) => one !== undefined) ?? languages[0]
}

/** Says one text of the catalogue. */
export type Say = (key: WordKey, values?: Values) => string

export function sayIn({ catalogue, tag }: Language): Say {
  return (key, values) => {
    const format = new IntlMessageFormat(catalogue[key], tag, undefined, { ignoreTag: true })
    return String(format.format(values))
  }
}

/** "1 h 30 min": seconds as people say them. */
export function hoursIn(say: Say, seconds: number): string {
  const minutes = Math.round(seconds / 60)
  const hours = Math.floor(minutes / 60)
  const parts = [
    ...(hours > 0 ? [say('hours.hours', { n: hours })] : []),
    ...(minutes % 60 > 0 ? [say('hours.minutes', { n: minutes % 60 })] : []),
  ]
  return parts.length === 0 ? say('hours.none') : parts.join(' ')
}

/** "Tuesday 1 December at 09:30", in the community's own time zone. */
export function momentIn({ tag }: Language, at: number, timeZone: string): string {
  return new Intl.DateTimeFormat(tag, {
    ...{ weekday: 'long', day: 'numeric', month: 'long', timeZone },
    ...{ hour: '2-digit', minute: '2-digit' },
  }).format(at)
}

/** "1 December 2026": a day of the calendar. */
export function dayInWords({ tag }: Language, day: string): string {
  const at = Date.parse(`${day}T00:00:00Z`)
  const format = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const
  return new Intl.DateTimeFormat(tag, format).format(at)
}
