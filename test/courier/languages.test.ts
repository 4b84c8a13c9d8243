import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { formatOf, languages, sayIn, type WordKey } from '../../workers/courier/mail/words.ts'
import { actsOf, ok } from '../api/acts.ts'
import { argumentsOf } from '../web/reading.ts'
import { openWorld, type World } from './world.ts'

/** What a proposal tells in each language; in Arabic, names of another script are set apart. */
const letters = [
  ['es', 'es', 'Hola, Ana:', 'Luis', 'miércoles, 1 de abril', '1 h 30 min'],
  ['fr', 'fr', 'Bonjour Ana,', 'Luis', 'mercredi 1er avril', '1 h 30 min'],
  ['ar', 'ar', 'مرحبا \u2068Ana\u2069،', '\u2068Luis\u2069', 'الأربعاء، 1 أبريل', 'ساعة و30 دقيقة'],
] as const

describe('a letter', () => {
  let world: World
  beforeEach(async () => {
    world = await openWorld()
  })
  afterEach(() => world.place.dispose())

  test.each(letters)(
    'in %s: whom it greets, who, when and how long',
    async (code, tag, greeting, other, day, hours) => {
      const ana = await world.joins('Ana', { languages: ['ca', code, 'en'] })
      const luis = await world.joins('Luis', { languages: ['en'] })
      world.taken.length = 0
      const agreedFor = { at: '2026-04-01T08:30:00Z', place: '' }
      const more = { title: 'Shelf', estimateSeconds: 5400, agreedFor }
      ok(await actsOf(world.place).propose(luis, luis, ana, more))
      await world.courier().round()
      const mail = world.mailTo('Ana').at(-1)
      expect(mail?.html).toContain(`<html lang="${tag}" dir="${tag === 'ar' ? 'rtl' : 'ltr'}">`)
      const text = mail?.text.replaceAll(/[\u00a0\u202f]/g, ' ') ?? ''
      for (const words of [greeting, other, day, '09:30', hours]) expect(text).toContain(words)
      expect(text).not.toMatch(/Hello|Look here|h30/)
      // An address ends where it ends: nothing that is not seen hangs on it.
      expect(text).toMatch(/\/riverside\/exchanges\/[0-9a-f-]{36}\n/)
      expect(text.trimEnd()).toMatch(/\/riverside\/me\/choices$/)
    },
  )

  test('whoever speaks nothing that we write is told in the community’s first language', async () => {
    const ana = await world.joins('Ana', { languages: ['ca'] })
    await world.rows(`UPDATE community SET languages = '["fr","en"]'`)
    await world.notice('member.admitted', ana.member, ana.member)
    await world.courier().round()
    expect(world.mailTo('Ana').at(-1)?.text).toContain('Bonjour Ana,')
  })
})

describe.each(languages.map((one) => [one.tag, one] as const))('the mail of %s', (_, language) => {
  const [english] = languages
  const keys = Object.keys(english.catalogue) as WordKey[]

  test('has the words of English, with the same arguments and every plural form', () => {
    expect(Object.keys(language.catalogue)).toEqual(keys)
    const { locale, tag } = language
    const categories = new Intl.PluralRules(locale ?? tag).resolvedOptions().pluralCategories
    const wanted = categories.toSorted().join()
    const usesOf = (of: typeof language, key: WordKey) => {
      const all = argumentsOf(formatOf(of, key)).map(({ name, use }) => `${name} ${use}`)
      return [...new Set(all)].sort().join()
    }
    for (const key of keys) {
      expect(usesOf(language, key), key).toBe(usesOf(english, key))
      const forms = argumentsOf(formatOf(language, key)).flatMap((one) => one.forms ?? [])
      if (forms.length > 0) expect([...new Set(forms)].sort().join(), key).toBe(wanted)
    }
  })

  test('is said whole', () => {
    const say = sayIn(language)
    for (const key of keys) {
      const all = argumentsOf(formatOf(language, key)).map(({ name }) => [name, 3])
      expect(say(key, Object.fromEntries(all)), key).toMatch(/^[^{}]+$/)
    }
  })
})
