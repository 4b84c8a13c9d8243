import { readdir } from 'node:fs/promises'
import { faults } from '@commonhour/contract'
import {
  hoursOf,
  judge,
  type MoveFacts,
  moveRules,
  officeRules,
  poolRules,
  type Rule,
  refusalOf,
  silenceRules,
} from '@commonhour/fairness'
import { expect, test } from 'vitest'
import { byApp, gift, grant, habits, hour, move, office, side } from './facts.ts'

const order = [
  'no-expiry',
  'equal-hours',
  'two-parties',
  'good-standing',
  'whole-quantum',
  'within-one-day',
  'app-grant',
  'app-line',
  'gift-in-hand',
  'newcomer-line',
  'credit-floor-hard',
  'credit-floor-soft',
  'rising-balance',
  'carer-load',
  'one-place-at-a-time',
  'same-pair',
  'round-trip',
]
const all: readonly Rule<never>[] = [
  ...new Set([...moveRules, ...poolRules, ...silenceRules, ...officeRules]),
]

test('the rules of a movement refuse in this order', () => {
  expect(moveRules.map(({ name }) => name)).toEqual(order)
  expect(poolRules.map(({ name }) => name)).toEqual([
    'no-expiry',
    'two-parties',
    'good-standing',
    'credit-floor-hard',
    'pool-cap',
    'pool-automatic',
  ])
  expect(silenceRules.map(({ name }) => name)).toEqual(['near-estimate'])
})

test('each rule is a file of its name, and each file a rule', async () => {
  const folder = new URL('../../packages/fairness/rules/', import.meta.url)
  const files = (await readdir(folder)).map((file) => file.replace(/\.ts$/, ''))
  expect(files.sort()).toEqual(all.map(({ name }) => name).sort())
})

test.each(all)('$name is dated, rests on something, and its fault is in the catalogue', (rule) => {
  expect(rule.since).toMatch(/^\d{4}-\d{2}-\d{2}$/)
  expect(rule.restsOn.length).toBeGreaterThan(10)
  expect(rule.verdict === 'refuse').toBe(rule.fault !== undefined)
  if (rule.fault !== undefined) expect(faults).toHaveProperty(rule.fault)
})

/** Facts on which all of them fail, as far as they can fail together. */
const worst: MoveFacts = {
  ...byApp({ granted: false, dailyCapSeconds: 0 }),
  seconds: 25 * hour + 1,
  from: side('ana', { state: 'paused', newcomerFloorSeconds: -hour, floorSeconds: -2 * hour }),
  to: side('ana', { balanceSeconds: 40 * hour }),
  habits: habits({
    daysSinceNeed: null,
    overlappingTimes: 1,
    pairSeconds: hour,
    otherWaySeconds: hour,
  }),
}

test('verdicts come in the order of the rules, and the first that refuses is the fault', () => {
  // A gift is no help, and a newcomer's line stands instead of the other.
  const apart = ['no-expiry', 'gift-in-hand', 'credit-floor-hard']
  const failing = order.filter((name) => !apart.includes(name))
  expect(judge(moveRules, worst).map(({ rule }) => rule)).toEqual(failing)
  let rules = moveRules
  const refusing = failing.slice(0, failing.indexOf('credit-floor-soft'))
  for (const name of refusing) {
    expect(refusalOf(rules, worst)).toMatchObject({ rule: name })
    rules = rules.filter((rule) => rule.name !== name)
  }
  // Only cautions and notes are left, and they never refuse.
  expect(judge(rules, worst).map(({ rule, verdict }) => `${verdict} ${rule}`)).toEqual([
    'caution credit-floor-soft',
    'caution rising-balance',
    'caution carer-load',
    'note one-place-at-a-time',
    'note same-pair',
    'note round-trip',
  ])
  expect(refusalOf(rules, worst)).toBeNull()
  // Nothing happened, so there is nothing for the auditors' list either.
  const told = refusalOf(moveRules, worst)?.verdicts?.map(({ verdict }) => verdict)
  expect(new Set(told)).toEqual(new Set(['refuse', 'caution']))
})

test('a refusal names its rule, says why, and shows the numbers it looked at', () => {
  const refused = refusalOf(moveRules, move({ from: side('ana', { floorSeconds: -900 }) }))
  expect(refused).toMatchObject({
    fault: 'credit_floor_reached',
    rule: 'credit-floor-hard',
    detail: 'You can ask for 15 min now.',
    verdicts: [{ verdict: 'refuse', facts: { availableSeconds: 900, seconds: 3600 } }],
  })
  expect(refusalOf(moveRules, move())).toBeNull()
})

test('each rule that refuses does so by its own name', () => {
  const refusing = all.filter(({ verdict }) => verdict === 'refuse')
  expect(Object.fromEntries(refusing.map(({ fault, name }) => [name, fault]))).toEqual({
    'no-expiry': 'hours_do_not_end',
    'equal-hours': 'hours_are_not_equal',
    'two-parties': 'parties_are_not_two',
    'good-standing': 'member_is_not_active',
    'whole-quantum': 'seconds_are_not_whole',
    'within-one-day': 'seconds_are_too_many',
    'app-grant': 'app_is_not_granted',
    'app-line': 'app_cap_is_reached',
    'gift-in-hand': 'gift_exceeds_hours_in_hand',
    'newcomer-line': 'newcomer_line_reached',
    'credit-floor-hard': 'credit_floor_reached',
    'pool-cap': 'pool_cap_is_reached',
    'pool-automatic': 'second_steward_is_needed',
    'near-estimate': 'both_must_say_the_hours',
    'own-cause': 'decision_is_in_own_cause',
    'supported-member': 'line_needs_an_end',
    'four-eyes': 'second_steward_is_needed',
  })
})

test('hours that are not those of the help are refused by that name', () => {
  const unequal = move({ seconds: 7200, helpSeconds: 3600 })
  expect(refusalOf(moveRules, unequal)).toMatchObject({ fault: 'hours_are_not_equal' })
})

test('a newcomer reads how much they can ask for now, and what widens it', () => {
  const from = side('ana', { newcomerFloorSeconds: -6 * hour, heldOutSeconds: 5 * hour })
  expect(refusalOf(moveRules, move({ seconds: 2 * hour, from }))).toMatchObject({
    detail: 'You are new here and can ask for 1 h now. It grows once you have helped.',
    verdicts: [{ facts: { availableSeconds: hour } }],
  })
  const [verdict] = judge(moveRules, move({ to: side('ana') }))
  expect(verdict?.facts).toEqual({ sameAccount: true, oneForBoth: false })
})

test('no verdict speaks of debt, pay or price', () => {
  const agreed = { estimateSeconds: hour, by: 'silence' } as const
  const sold = move({ purpose: 'sale' as 'help' })
  const far = move({ seconds: 21 * hour, agreed })
  const said = [worst, sold, far, gift({ seconds: 2 * hour }), grant({}, 99 * hour)]
    .flatMap((facts) => judge([...moveRules, ...poolRules, ...silenceRules], facts))
    .concat(judge(officeRules, office({ act: 'support', days: null }, { parties: ['rosa'] })))
  expect(new Set(said.map(({ rule }) => rule)).size).toBe(all.length)
  for (const { says } of said) {
    expect(says).not.toMatch(/debt|owe|pay|price|cost|buy|sell|credit|overdr|user|customer/i)
    expect(says).toMatch(/[.?]$/)
  }
})

test('the state of someone’s membership is not told with a refusal', () => {
  const refused = refusalOf(moveRules, move({ to: side('luis', { state: 'suspended' }) }))
  expect(JSON.stringify(refused)).not.toContain('suspended')
})

test.each([
  [0, '0 min'],
  [60, '1 min'],
  [900, '15 min'],
  [3599, '59 min'],
  [3600, '1 h'],
  [5400, '1 h 30 min'],
  [7199, '1 h 59 min'],
  [360_000, '100 h'],
])('%i seconds are said as %s', (seconds, said) => {
  expect(hoursOf(seconds)).toBe(said)
})
