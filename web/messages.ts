import { IntlMessageFormat } from 'intl-messageformat'
import en from './messages/en.json' with { type: 'json' }

export type MessageKey = keyof typeof en
export type MessageValues = Record<string, string | number>
/** Says a message of the catalogue in one language. */
export type Say = (key: MessageKey, values?: MessageValues) => string

export interface Language {
  /** BCP 47, for `lang` and Intl. */
  tag: string
  direction: 'ltr' | 'rtl'
  /** Its name in itself. */
  name: string
  catalogue: Record<MessageKey, string>
}

/**
 * Languages of the client. English stands for all until the others come; British dates name the
 * month.
 */
export const languages: readonly [Language, ...Language[]] = [
  { tag: 'en-GB', direction: 'ltr', name: 'English', catalogue: en },
]

/** The first language of `Accept-Language` that we speak, else the first of ours. */
export function languageFor(accepted: string): Language {
  const wanted = accepted.split(',').map((part) => part.trim().slice(0, 2).toLowerCase())
  const best = wanted.map((code) => languages.find((one) => one.tag.startsWith(code)))
  return best.find((one) => one !== undefined) ?? languages[0]
}

/** Each pattern is parsed once per isolate, on first use. */
const parsed = new Map<string, IntlMessageFormat>()

export function sayIn(language: Language): Say {
  return (key, values) => {
    const pattern = language.catalogue[key]
    if (!/[{'<]/.test(pattern)) return pattern
    const at = `${language.tag} ${key}`
    const format = parsed.get(at) ?? new IntlMessageFormat(pattern, language.tag, undefined, plain)
    parsed.set(at, format)
    return String(format.format(isolated(values, language)))
  }
}

/**
 * A name that runs the other way than the sentence is set apart (FIRST STRONG ISOLATE … POP), so
 * that it does not turn the figures beside it around.
 */
function isolated(values: MessageValues | undefined, { direction }: Language): typeof values {
  if (values === undefined) return undefined
  const other = direction === 'ltr' ? rightToLeft : leftToRight
  const pairs = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === 'string' && other.test(value) ? `\u2068${value}\u2069` : value,
  ])
  return Object.fromEntries(pairs)
}

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufefc]/
const leftToRight = /\p{Script=Latin}/u

/** Texts are plain: a `<` is a `<`, never a tag. */
const plain = { ignoreTag: true }
