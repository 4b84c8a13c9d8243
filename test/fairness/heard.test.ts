import { everyRule, type Hearer, heardBy, judge, moveRules } from '@commonhour/fairness'
import { expect, test } from 'vitest'
import { habits, hour, move, side } from './facts.ts'

/** Help that is too small a step, below Ana's soft line, and too much for Luis; a note besides. */
const verdicts = judge(
  moveRules,
  move({
    seconds: hour + 1,
    from: side('ana', { balanceSeconds: -12 * hour }),
    habits: habits({ givenSeconds: 20 * hour, otherWaySeconds: hour }),
  }),
)
const heard = (...hearers: Hearer[]) => heardBy(verdicts, hearers).map(({ rule }) => rule)

test.each<[string, Hearer[], string[]]>([
  ['the receiver hears of their own line', ['from'], ['whole-quantum', 'credit-floor-soft']],
  ['the giver hears of their own load', ['to'], ['whole-quantum', 'carer-load']],
  [
    'a coordinator hears of both, and no note',
    ['coordinator'],
    ['whole-quantum', 'credit-floor-soft', 'carer-load'],
  ],
  [
    'an auditor reads the notes, and nobody’s standing',
    ['auditor'],
    ['whole-quantum', 'round-trip'],
  ],
  ['an app or a stranger hears what looks at nobody', ['other'], ['whole-quantum']],
  [
    'who helps and audits hears both',
    ['to', 'auditor'],
    ['whole-quantum', 'carer-load', 'round-trip'],
  ],
])('%s', (_said, hearers, rules) => {
  expect(heard(...hearers)).toEqual(rules)
})

test('a note is told by no rule to a member, and a caution is somebody’s own', () => {
  for (const { tells, verdict } of everyRule) {
    expect(tells === 'auditors').toBe(verdict === 'note')
    if (verdict === 'caution') expect(['from', 'to']).toContain(tells)
  }
})

test('a verdict of a rule nobody knows is told to the auditors only', () => {
  const unknown = [{ rule: 'new-moon', verdict: 'caution', says: 'So.', facts: {} }] as const
  expect(heardBy(unknown, ['from', 'to', 'coordinator', 'other'])).toEqual([])
  expect(heardBy(unknown, ['auditor'])).toEqual(unknown)
})
