import { everyRule, judge, moveRules, poolRules, silenceRules } from '@commonhour/fairness'
import { expect, test } from 'vitest'
import { lately } from './habits.ts'
import { movement } from './movement.ts'

const ofMoves = [...new Set([...moveRules, ...poolRules, ...silenceRules])]
const tables = { ...movement, ...lately }

test('every rule of a movement has a table that it both holds and breaks', () => {
  expect(Object.keys(tables).sort()).toEqual(ofMoves.map(({ name }) => name).sort())
  for (const [name, rows] of Object.entries(tables)) {
    expect([name, ...new Set(rows.map(([, , holds]) => holds))]).toHaveLength(3)
  }
})

const rows = Object.entries(tables).flatMap(([rule, table]) =>
  table.map(([said, facts, holds]) => ({ rule, said, facts, holds, word: holds ? 'yes' : 'no' })),
)
test.each(rows)('$rule · $said: $word', ({ rule, facts, holds }) => {
  expect(judge(ofMoves, facts).some((verdict) => verdict.rule === rule)).toBe(!holds)
})

test('what is not known is not judged: without its facts, no habit is held against anyone', () => {
  const about = Object.keys(lately)
  const silent = rows
    .filter(({ rule }) => about.includes(rule))
    .map(({ facts: { habits: _h, agreed: _a, pool: _p, ...facts } }) => facts)
  const said = silent.flatMap((facts) => judge(ofMoves, facts).map(({ rule }) => rule))
  expect(said.filter((rule) => about.includes(rule))).toEqual([])
  expect(everyRule.map(({ name }) => name)).toEqual(expect.arrayContaining(about))
})
