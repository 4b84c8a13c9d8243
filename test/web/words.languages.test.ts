import { describe, expect, test } from 'vitest'
import { languages, sayIn } from '../../web/messages.ts'
import { wordsIn } from '../../web/words.ts'

/** What is read in each, as its people write it; spaces that hold together are made plain. */
const read = {
  'en-GB': {
    hours: ['0 h', '15 min', '1 h', '1 h 30 min', '3 h', '11 h', '6,712 h'],
    change: ['+2 h', '−1 h 15 min'],
    day: 'Tuesday 1 December',
    dayOfYear: 'Monday, 1 December 2025',
    shortDay: '2 Dec 2026',
    month: 'December 2026',
    moment: 'Tuesday 1 December at 09:30',
    number: '24,163',
    list: 'Ana, Irene and Luis',
    members: ['1 member · no open needs', '3 members · 1 open need', '100 members · 11 open needs'],
  },
  es: {
    hours: ['0 h', '15 min', '1 h', '1 h 30 min', '3 h', '11 h', '6712 h'],
    change: ['+2 h', '−1 h 15 min'],
    day: 'martes, 1 de diciembre',
    dayOfYear: 'lunes, 1 de diciembre de 2025',
    shortDay: '2 dic 2026',
    month: 'diciembre de 2026',
    moment: 'martes, 1 de diciembre, a las 09:30',
    number: '24.163',
    list: 'Ana, Irene y Luis',
    members: [
      '1 miembro · ninguna petición abierta',
      '3 miembros · 1 petición abierta',
      '100 miembros · 11 peticiones abiertas',
    ],
  },
  fr: {
    hours: ['0 h', '15 min', '1 h', '1 h 30 min', '3 h', '11 h', '6 712 h'],
    change: ['+2 h', '−1 h 15 min'],
    day: 'mardi 1er décembre',
    dayOfYear: 'lundi 1er décembre 2025',
    shortDay: '2 déc. 2026',
    month: 'décembre 2026',
    moment: 'mardi 1er décembre à 09:30',
    number: '24 163',
    list: 'Ana, Irene et Luis',
    members: [
      '1 membre · aucun besoin ouvert',
      '3 membres · 1 besoin ouvert',
      '100 membres · 11 besoins ouverts',
    ],
  },
  ar: {
    hours: ['0 ساعة', '15 دقيقة', 'ساعة', 'ساعة و30 دقيقة', '3 ساعات', '11 ساعة', '6,712 ساعة'],
    change: ['\u200e+ساعتان', '\u200e−ساعة و15 دقيقة'],
    day: 'الثلاثاء، 1 ديسمبر',
    dayOfYear: 'الاثنين، 1 ديسمبر 2025',
    shortDay: '2 ديسمبر 2026',
    month: 'ديسمبر 2026',
    moment: 'الثلاثاء، 1 ديسمبر، الساعة 09:30',
    number: '24,163',
    list: '\u2068Ana\u2069 و\u2068Irene\u2069 و\u2068Luis\u2069',
    members: ['عضو واحد · لا حاجات معلنة', '3 أعضاء · حاجة معلنة واحدة', '100 عضو · 11 حاجة معلنة'],
  },
} as const

describe.each(Object.entries(read))('%s reads', (tag, it) => {
  const language = languageOf(tag)
  const spoken = sayIn(language)
  const words = wordsIn(language, spoken)
  const spaced = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ')

  test('hours, with their sign where they change', () => {
    const seconds = [0, 900, 3600, 5400, 10_800, 39_600, 24_163_200]
    expect(seconds.map((one) => spaced(words.hours(one)))).toEqual(it.hours)
    expect([7200, -4500].map((one) => spaced(words.change(one)))).toEqual(it.change)
  })

  test('days, months and moments', () => {
    expect(words.day('2026-12-01')).toBe(it.day)
    expect(words.day('2025-12-01', '2026-12-01')).toBe(it.dayOfYear)
    expect(words.shortDay('2026-12-02')).toBe(it.shortDay)
    expect(words.month('2026-12')).toBe(it.month)
    expect(words.moment(Date.parse('2026-12-01T09:30:00Z'), 'UTC')).toBe(it.moment)
  })

  test('numbers, lists and plurals', () => {
    expect(spaced(words.number(24_163))).toBe(it.number)
    expect(words.list(['Ana', 'Irene', 'Luis'])).toBe(it.list)
    const counts = [
      { members: 1, needs: 0 },
      { members: 3, needs: 1 },
      { members: 100, needs: 11 },
    ]
    expect(counts.map((one) => spaced(spoken('host.counts', one)))).toEqual(it.members)
  })
})

function languageOf(tag: string) {
  const found = languages.find((one) => one.tag === tag)
  if (found === undefined) throw new Error(`${tag} is not spoken`)
  return found
}
