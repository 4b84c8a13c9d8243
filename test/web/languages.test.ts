import { readFileSync } from 'node:fs'
import { faults } from '@commonhour/contract'
import { describe, expect, test } from 'vitest'
import { codeOf, formatOf, languages, type MessageKey, sayIn } from '../../web/messages.ts'
import { sentenceOf } from '../../web/parts/refusals.tsx'
import * as mail from '../../workers/courier/mail/words.ts'
import { argumentsOf, gradeOf, readingOf, sentencesOf, wordsOf } from './reading.ts'

const [english, ...others] = languages
const keys = Object.keys(english.catalogue) as MessageKey[]
const named = <T extends { tag: string }>(all: readonly T[]) =>
  all.map((one) => [one.tag, one] as const)

test('English, Spanish, French and Arabic, and mail in the same', () => {
  expect(languages.map(codeOf)).toEqual(['en', 'es', 'fr', 'ar'])
  expect(mail.languages.map(({ tag }) => tag)).toEqual(languages.map(({ tag }) => tag))
})

/** The same in both: a unit, or a word that the two languages share. */
const shared: Record<string, readonly string[]> = {
  es: ['hours.minutes'],
  fr: ['hours.minutes', 'time.minutes', 'kind.organisation', 'report.purpose.correction'],
  ar: [],
}

describe.each(named(others))('the catalogue of %s', (_, language) => {
  const { catalogue, tag } = language

  test('has the keys of English, in its order', () => {
    expect(Object.keys(catalogue)).toEqual(keys)
  })

  test('leaves nothing in English', () => {
    const same = keys.filter((key) => catalogue[key] === english.catalogue[key])
    expect(
      same.filter((key) => /\p{L}{2}/u.test(catalogue[key].replace(/\{[^}]*\}/g, ''))),
    ).toEqual(shared[codeOf(language)])
  })

  test('says, counts and chooses by the same arguments', () => {
    const uses = (key: MessageKey, of: typeof english) =>
      argumentsOf(formatOf(of, key)).map(({ name, use }) => `${name} ${use}`)
    const unlike = keys.filter((key) => {
      const once = (of: typeof english) => [...new Set(uses(key, of))].sort().join()
      return once(english) !== once(language)
    })
    expect(unlike).toEqual([])
  })

  test('keeps to sentences of 14 words on the average, and of 25 at most', () => {
    const sentences = keys.flatMap((key) => sentencesOf(readingOf(language, key)))
    const lengths = sentences.map((one) => wordsOf(one).length)
    const mean = lengths.reduce((sum, one) => sum + one, 0) / lengths.length
    console.log(`${tag}: ${mean.toFixed(1)} words a sentence, ${Math.max(...lengths)} at most`)
    expect(mean).toBeLessThanOrEqual(14)
    expect(sentences.filter((one) => wordsOf(one).length > 25)).toEqual([])
  })
})

/** CLDR's plural categories are all written, as in Arabic the six of them. */
describe.each(named(languages))('in %s', (_, language) => {
  const { catalogue, locale, tag } = language
  const categories = new Intl.PluralRules(locale ?? tag)
    .resolvedOptions()
    .pluralCategories.toSorted()

  test('a plural has every form of the language', () => {
    const short = keys.filter((key) =>
      argumentsOf(formatOf(language, key)).some(
        ({ forms }) => forms !== null && forms.toSorted().join() !== categories.join(),
      ),
    )
    expect(short).toEqual([])
  })

  test('each text is said with its arguments, and nothing is left in braces', () => {
    const say = sayIn(language)
    for (const key of keys) {
      const names = argumentsOf(formatOf(language, key)).map(({ name }) => name)
      for (const n of [0, 1, 2, 3, 11, 100, 1234]) {
        const said = say(key, Object.fromEntries(names.map((name) => [name, n])))
        // A colour is written with the sign that stands for a number in plurals.
        expect(said.replace(/#[0-9a-f]{6}/, ''), key).toMatch(/^[^{}#]+$/)
      }
    }
  })

  test('no word of debt, money or trade is used', () => {
    const never = forbidden[codeOf(language)] as RegExp
    expect(keys.filter((key) => never.test(catalogue[key])).map((key) => catalogue[key])).toEqual(
      [],
    )
  })

  test('every fault has a sentence that says what to do next', () => {
    const visit = { say: sayIn(language) }
    for (const [code, { status }] of Object.entries(faults)) {
      const refusal = { code, fault: code, status, says: 'never shown' } as never
      const said = sentenceOf(visit, refusal)
      const own = Object.hasOwn(catalogue, `fault.${code}`)
      // What is raised against the program alone is our fault, and said to be.
      expect(own || status >= 500, code).toBe(true)
      expect(said, code).not.toContain('never shown')
      // What is so, and what to do about it: more than one clause, ended by a stop.
      expect(said, code).toMatch(/[.!؟]$/)
      expect(wordsOf(said).length, `${code}: ${said}`).toBeGreaterThanOrEqual(4)
    }
  })
})

const forbidden: Record<string, RegExp> = {
  en: wholeWords(
    'debts? debtor owe[sd]? owing pay pays paid payments? price[sd]? costs? buy sell sold earn ' +
      'credit users? customers? admin tenant wallet',
  ),
  es: wholeWords(
    'deudas? deudor(es|as?)? adeud\\p{L}+ pag(o|os|a|as|ar|ado|ada|an) cobr\\p{L}+ precios? costes? ' +
      'costos? comprar? vend\\p{L}+ usuari[oa]s? clientes? saldos? acreedor\\p{L}* ' +
      'transacci\\p{L}+ monedas? salarios?',
  ),
  fr: wholeWords(
    'dettes? endett\\p{L}+ pay(er|ez|e|é|ée|ent) paiements? prix coûts? coûte achet\\p{L}+ ' +
      'vend\\p{L}+ utilisateurs? utilisatrices? clients? créanc\\p{L}+ crédits? débit\\p{L}* ' +
      'soldes? monnaie salaires? transactions?',
  ),
  ar: /(^|[^\p{L}])(ال|و|ب|ل)*(دين|ديون|مدين|دائن|يدفع|تدفع|ندفع|دفع|سعر|أسعار|ثمن|تكلفة|شراء|مستخدم|زبون|عميل|عملة|راتب|رصيد|رصيدك)(?!\p{L})/u,
}

function wholeWords(words: string): RegExp {
  return new RegExp(`(?<!\\p{L})(${words.replaceAll(' ', '|')})(?!\\p{L})`, 'iu')
}

test('every act of office that auditors read has a sentence', () => {
  const acts = readFileSync(
    new URL('../../packages/ledger/oversight/acts.ts', import.meta.url),
    'utf8',
  )
  // `part(table, act, word, …)`: each is said by its act, or its word.
  const said = [...acts.matchAll(/part\('\w+', `'([\w.]+)'[^`]*`, '(\w+)'/g)]
  expect(said.length).toBeGreaterThan(20)
  const silent = said.filter(([, act = '', word]) => {
    const ofAct = keys.some((key) => key.startsWith(`did.${act}`))
    return word !== 'card' && !ofAct && !keys.some((key) => key === `did.${word}`)
  })
  expect(silent.map(([, act]) => act)).toEqual([])
})

describe('English is plain', () => {
  const texts = keys.map((key) => readingOf(english, key))

  test('Flesch–Kincaid ≤ 6: the whole catalogue, and its whole sentences alone', () => {
    const whole = texts.filter((text) => /[.!?]$/.test(text))
    console.log(
      `English: grade ${gradeOf(texts).toFixed(1)}, sentences ${gradeOf(whole).toFixed(1)}`,
    )
    expect(gradeOf(texts)).toBeLessThanOrEqual(6)
    expect(gradeOf(whole)).toBeLessThanOrEqual(6)
  })

  test('and ≤ 9 in each text of more than 20 words', () => {
    const long = texts.filter((text) => wordsOf(text).length > 20)
    expect(long.length).toBeGreaterThan(20)
    expect(long.filter((text) => gradeOf([text]) > 9)).toEqual([])
  })

  test('which is told apart from what is not', () => {
    expect(gradeOf(['The cat sat on the mat.'])).toBeLessThan(1)
    const legal =
      'Notwithstanding any provision to the contrary, participants irrevocably acknowledge the ' +
      'indemnification of the administering organisation against consequential liabilities.'
    expect(gradeOf([legal])).toBeGreaterThan(20)
  })
})
