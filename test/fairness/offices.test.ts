import { type Deed, judge, type OfficeFacts, officeRules, refusalOf } from '@commonhour/fairness'
import { expect, test } from 'vitest'
import { hour, office } from './facts.ts'

type Rows = readonly (readonly [said: string, facts: OfficeFacts, holds: boolean])[]
const acts = (act: Deed['act'], more: Partial<Deed> = {}) => office({ act, ...more })

const tables: Record<string, Rows> = {
  'own-cause': [
    ['someone else’s matter', office(), true],
    ['one’s own', office({}, { parties: ['luis', 'rosa'] }), false],
    ['an organisation one speaks for', office({}, { speaksFor: ['rosa', 'ana'] }), false],
    ['someone of one’s declared household', office({}, { household: ['tom', 'ana'] }), false],
    ['someone of another household', office({}, { household: ['tom'] }), true],
    ['a matter of no member', office({}, { parties: [] }), true],
  ],
  'supported-member': [
    ['a line lifted for 12 months', acts('support', { days: 365, seconded: true }), true],
    ['a day longer', acts('support', { days: 366, seconded: true }), false],
    ['a line lifted for ever', acts('lift', { days: null }), false],
    ['a reversal, which has no end', acts('reversal', { days: null }), true],
  ],
  'four-eyes': [
    ['a line lifted by 10 h', acts('lift', { seconds: 10 * hour }), true],
    ['a second more', acts('lift', { seconds: 10 * hour + 1 }), false],
    ['more, by two', acts('lift', { seconds: 11 * hour, seconded: true }), true],
    ['a supported member’s line, however little', acts('support', { seconds: 900 }), false],
    ['a reversal of 30 days ago', acts('reversal', { days: 30 }), true],
    ['a reversal of 31 days ago', acts('reversal', { days: 31 }), false],
    ['an amendment', acts('amendment', { seconds: 0, days: null }), false],
    ['an amendment, by two', acts('amendment', { days: null, seconded: true }), true],
    ['an appointment', acts('appointment', { seconds: 0, days: null }), false],
    ['a grant, which pool-cap judges', acts('grant', { seconds: 99 * hour, days: null }), true],
    ['a daily act of which nothing is counted', { speaksFor: ['rosa'], parties: ['ana'] }, true],
  ],
}

test('a steward’s decision is refused in this order, and each rule has its table', () => {
  expect(officeRules.map(({ name }) => name)).toEqual(Object.keys(tables))
  const worst = acts('support', { days: null })
  const all = { ...worst, parties: ['rosa'] }
  expect(judge(officeRules, all).map(({ rule }) => rule)).toEqual(Object.keys(tables))
  expect(refusalOf(officeRules, all)).toMatchObject({ fault: 'decision_is_in_own_cause' })
  expect(refusalOf(officeRules, worst)).toMatchObject({ fault: 'line_needs_an_end' })
  const alone = acts('support')
  expect(refusalOf(officeRules, alone)).toMatchObject({ fault: 'second_steward_is_needed' })
})

const rows = Object.entries(tables).flatMap(([rule, table]) =>
  table.map(([said, facts, holds]) => ({ rule, said, facts, holds, word: holds ? 'yes' : 'no' })),
)
test.each(rows)('$rule · $said: $word', ({ rule, facts, holds }) => {
  expect(judge(officeRules, facts).some((verdict) => verdict.rule === rule)).toBe(!holds)
})
