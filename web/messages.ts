import { IntlMessageFormat } from 'intl-messageformat'
import ar from './messages/ar.json' with { type: 'json' }
import en from './messages/en.json' with { type: 'json' }
import es from './messages/es.json' with { type: 'json' }
import fr from './messages/fr.json' with { type: 'json' }

export type MessageKey = keyof typeof en
export type MessageValues = Record<string, string | number>
/** Says a message of the catalogue in one language. */
export type Say = (key: MessageKey, values?: MessageValues) => string

export interface Language {
  /** BCP 47, for `lang`; its first part is how members and communities name it. */
  tag: string
  /** For Intl, where that is to be more exact than `lang`. */
  locale?: string
  direction: 'ltr' | 'rtl'
  /** Its name in itself. */
  name: string
  catalogue: Record<MessageKey, string>
  /** What the first day of a month is called, where it is not `1`. */
  firstDay?: string
}

/**
 * Languages of the client, each with its whole catalogue: a key that is missing does not compile.
 * British dates name the month. Arabic keeps the digits 0–9: codes, phone numbers and times are
 * typed and read out in them, and two sets on one page would be harder to read than either.
 */
export const languages: readonly [Language, ...Language[]] = [
  { tag: 'en-GB', direction: 'ltr', name: 'English', catalogue: en },
  { tag: 'es', direction: 'ltr', name: 'Español', catalogue: es },
  { tag: 'fr', direction: 'ltr', name: 'Français', catalogue: fr, firstDay: '1er' },
  { tag: 'ar', locale: 'ar-u-nu-latn', direction: 'rtl', name: 'العربية', catalogue: ar },
]

/** How members, communities and needs name a language: `en`, not `en-GB`. */
export function codeOf({ tag }: Language): string {
  return tag.split('-', 1)[0] ?? tag
}

/** The first of these languages that we speak. */
export function spokenOf(wanted: readonly string[]): Language | undefined {
  const spoken = wanted.map((one) => {
    const code = one.split('-', 1)[0]?.toLowerCase()
    return languages.find((language) => codeOf(language) === code)
  })
  return spoken.find((one) => one !== undefined)
}

/** The language of `Accept-Language` that is wanted most of those we speak (RFC 9110, 12.5.4). */
export function languageFor(accepted: string): Language | undefined {
  const ranges = accepted.split(',').map((part) => {
    const [tag = '', ...more] = part.split(';').map((one) => one.trim())
    const weight = more.find((one) => one.startsWith('q='))?.slice(2)
    return { tag, quality: weight === undefined ? 1 : Number(weight) || 0 }
  })
  const wanted = ranges.filter(({ quality }) => quality > 0)
  return spokenOf(wanted.sort((a, b) => b.quality - a.quality).map(({ tag }) => tag))
}

/** Each pattern is parsed once per isolate, on first use. */
const parsed = new Map<string, IntlMessageFormat>()

export function sayIn(language: Language): Say {
  return (key, values) => {
    const pattern = language.catalogue[key]
    if (!/[{'<]/.test(pattern)) return pattern
    return String(formatOf(language, key).format(isolated(values, language)))
  }
}

/** A text of a catalogue, parsed. */
export function formatOf(language: Language, key: MessageKey): IntlMessageFormat {
  const { catalogue, locale, tag } = language
  const at = `${tag} ${key}`
  const format =
    parsed.get(at) ?? new IntlMessageFormat(catalogue[key], locale ?? tag, undefined, plain)
  parsed.set(at, format)
  return format
}

function isolated(values: MessageValues | undefined, language: Language): typeof values {
  if (values === undefined) return undefined
  const pairs = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === 'string' ? setApart(value, language) : value,
  ])
  return Object.fromEntries(pairs)
}

/**
 * A name that runs the other way than the sentence is set apart (FIRST STRONG ISOLATE … POP), so
 * that it does not turn the figures beside it around; so are the groups of a phone number, which
 * would change places. Names of a list are set apart one by one, or they would change places too.
 */
export function setApart(text: string, { direction }: Language): string {
  const other = direction === 'ltr' ? rightToLeft : leftToRight
  return other.test(text) && !text.includes('\u2068') ? `\u2068${text}\u2069` : text
}

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufefc]/
const leftToRight = /\p{Script=Latin}|^\+?\d+( \d+)+$/u

/** Texts are plain: a `<` is a `<`, never a tag. */
const plain = { ignoreTag: true }
