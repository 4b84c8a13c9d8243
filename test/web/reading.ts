import { formatOf, type Language, type MessageKey, sayIn } from '../../web/messages.ts'

type Format = ReturnType<typeof formatOf>
type Element = ReturnType<Format['getAst']>[number]

/** How an argument is used: said as it is, counted (a number or its plural), or chosen by. */
export type Use = 'said' | 'counted' | 'chosen'

export interface Argument {
  readonly name: string
  readonly use: Use
  /** The forms that are written, where it is a plural; `=0` and the like are left out. */
  readonly forms: readonly string[] | null
}

/** Every argument of a text, those within plurals and choices too. */
export function argumentsOf(format: Format): Argument[] {
  return format.getAst().flatMap(argumentsIn)
}

// The kinds of the parser, as @formatjs/icu-messageformat-parser numbers them.
const [argument, number, select, plural] = [1, 2, 5, 6]

function argumentsIn(element: Element): Argument[] {
  const { type } = element
  const name = 'value' in element ? String(element.value) : ''
  if (type === argument) return [{ name, use: 'said', forms: null }]
  if (type === number) return [{ name, use: 'counted', forms: null }]
  if (type !== select && type !== plural) return []
  const { options } = element as Extract<Element, { options: unknown }>
  const inside = Object.values(options).flatMap(({ value }) => value.flatMap(argumentsIn))
  const forms = Object.keys(options).filter((form) => !form.startsWith('='))
  const own: Argument = {
    name,
    use: type === plural ? 'counted' : 'chosen',
    forms: type === plural ? forms : null,
  }
  return [own, ...inside]
}

/** A text as it is read: a name for what is said, three of what is counted. */
export function readingOf(language: Language, key: MessageKey): string {
  const all = argumentsOf(formatOf(language, key))
  const values = all.map(({ name, use }) => [name, use === 'said' ? 'Ana' : 3])
  return sayIn(language)(key, Object.fromEntries(values)).replace(/[\u2068\u2069]/g, '')
}

/** Sentences of a text; what has no stop (a title, a button) is one. */
export function sentencesOf(text: string): string[] {
  return text
    .split(/[.!?؟…]+(?=\s|$)|\n+/u)
    .map((one) => one.trim())
    .filter((one) => wordsOf(one).length > 0)
}

export function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}\p{M}]+(?:[’'‑-][\p{L}\p{N}\p{M}]+)*/gu) ?? []
}

/** Flesch–Kincaid grade (Kincaid et al. 1975) of English texts, each at least one sentence. */
export function gradeOf(texts: readonly string[]): number {
  const sentences = texts.flatMap(sentencesOf)
  const words = sentences.flatMap(wordsOf)
  const syllables = words.reduce((sum, word) => sum + syllablesOf(word), 0)
  return (0.39 * words.length) / sentences.length + (11.8 * syllables) / words.length - 15.59
}

/** Groups of vowels, without a silent `e` at the end and the `e` of most past tenses. */
function syllablesOf(word: string): number {
  const plain = word.toLowerCase().replace(/[^a-z]/g, '')
  const heard = plain.replace(/(?<=[^aeiouyl])e$/, '').replace(/(?<=[^aeiouytd])ed$/, 'd')
  const groups = heard.replace(/(?<=[^aeiouysxzgc])es$/, 's').match(/[aeiouy]+/g)
  return Math.max(1, groups?.length ?? 0)
}
