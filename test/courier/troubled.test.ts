import { isoWeekOf } from '@commonhour/domain'
import type { Query } from '@commonhour/ledger'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { due } from '../../workers/courier/due/due.ts'
import { openWorld, type World } from './world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.place.dispose())

test('one row that cannot be decided leaves those after it alone', async () => {
  const ana = await world.joins('Ana')
  const rows: Query<string[]> = { sql: 'SELECT 1', args: [], read: () => ['bad', ana.member] }
  const digest = due({
    name: 'digest.weekly',
    list: () => rows,
    gather: () => ({}),
    decide: (_facts, member) => {
      if (member === 'bad') throw new Error('row_is_not_as_expected')
      const week = isoWeekOf('2026-03-02')
      return { expect: [], write: [{ into: 'digest', member, week }] }
    },
  })
  const moment = { now: world.place.now(), today: '2026-03-02' }
  expect(await digest.run(world.place.books, moment, 50)).toMatchObject({ done: 1, troubled: 1 })
  expect(await world.rows('SELECT member FROM digest')).toEqual([{ member: ana.member }])
})
