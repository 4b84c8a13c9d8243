import { openWaysOf, type WayFacts } from '@commonhour/domain'
import { expect, test } from 'vitest'

const facts = { poolSeconds: 3600, hasApplied: false, hasFriends: true, quantumSeconds: 900 }
const named = ['smallerEstimate', 'gift']
const nobody = { poolSeconds: 0, hasFriends: false }

test.each<[says: string, named: string[], more: Partial<WayFacts>, open: string[]]>([
  ['every way that is open is named', named, {}, ['pool', 'gift', 'smallerEstimate']],
  [
    'a pool with less than a step is none',
    named,
    { poolSeconds: 899 },
    ['gift', 'smallerEstimate'],
  ],
  ['one step is enough', ['gift'], { poolSeconds: 900 }, ['pool', 'gift']],
  ['who waits for the pool has asked it', named, { hasApplied: true }, ['gift', 'smallerEstimate']],
  ['no friend has hours in hand', named, { hasFriends: false }, ['pool', 'smallerEstimate']],
  ['where there is no room, less is no way', ['gift'], {}, ['pool', 'gift']],
  ['where nothing is open, a coordinator is', ['gift'], nobody, ['coordinator']],
])('%s', (_, given, more, open) => {
  expect(openWaysOf(given, { ...facts, ...more })).toEqual(open)
})
