import {
  CharterBody,
  charterBodyOf,
  charterTemplates,
  giftEconomyCharter,
  neighbourhoodCharter,
} from '@commonhour/contract'
import { judge, moveRules } from '@commonhour/fairness'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { habits, hour, move, side } from './facts.ts'

const pointersOf = (body: unknown) => {
  const parsed = v.safeParse(CharterBody, body)
  return (parsed.issues ?? []).map((issue) => v.getDotPath(issue))
}
const { member, organisation, pool, silence } = neighbourhoodCharter

describe('a charter', () => {
  test.each(Object.entries(charterTemplates))(
    'the template %s is taken as it is',
    (_name, body) => {
      expect(v.parse(CharterBody, body)).toEqual(body)
    },
  )

  test.each<[string, Partial<CharterBody>, string]>([
    [
      'a soft line below the members’ line',
      { member: { ...member, softFloorSeconds: member.floorSeconds - 1 } },
      'member.softFloorSeconds',
    ],
    [
      'a soft line below the organisations’ line',
      { organisation: { ...organisation, softFloorSeconds: organisation.floorSeconds - 1 } },
      'organisation.softFloorSeconds',
    ],
    [
      'a newcomers’ line below the members’ line',
      { newcomer: { floorSeconds: member.floorSeconds - 1, welcomeAfterDays: 30 } },
      'newcomer.floorSeconds',
    ],
    [
      'more by itself than the cap',
      { pool: { ...pool, automaticSeconds: pool.capSeconds + 1 } },
      'pool.automaticSeconds',
    ],
    ['reminders out of order', { silence: { ...silence, remindOn: [10, 3] } }, 'silence.remindOn'],
    [
      'a reminder when silence agreed',
      { silence: { ...silence, remindOn: [3, 14] } },
      'silence.remindOn',
    ],
    ['the same reminder twice', { silence: { ...silence, remindOn: [3, 3] } }, 'silence.remindOn'],
    ['a percentage over a hundred', { nearEstimate: { percent: 101 } }, 'nearEstimate.percent'],
    [
      'a day longer than a day',
      { onePlace: { daySeconds: 25 * hour, receivers: 1 } },
      'onePlace.daySeconds',
    ],
    ['no receiver', { onePlace: { daySeconds: hour, receivers: 0 } }, 'onePlace.receivers'],
  ])('does not take %s', (_said, change, pointer) => {
    expect(pointersOf({ ...neighbourhoodCharter, ...change })).toEqual([pointer])
  })

  test('lines that meet, and no reminder at all, are taken', () => {
    const meet = {
      ...neighbourhoodCharter,
      member: { ...member, softFloorSeconds: member.floorSeconds },
      newcomer: { floorSeconds: member.floorSeconds },
      pool: { ...pool, automaticSeconds: pool.capSeconds },
      silence: { days: 14, remindOn: [] },
    }
    expect(pointersOf(meet)).toEqual([])
  })

  test('one of the first release is read with the numbers it could not name yet', () => {
    const {
      nearEstimate: _n,
      risingBalance: _r,
      onePlace: _o,
      samePair: _s,
      roundTrip: _t,
      fourEyes: _f,
      supported: _u,
      alreadyDone: _a,
      leaving: _l,
      ...first
    } = neighbourhoodCharter
    const stored = {
      ...first,
      newcomer: { floorSeconds: neighbourhoodCharter.newcomer.floorSeconds },
      silence: { days: 14, remindOn: [3, 10] },
    }
    expect(charterBodyOf(JSON.stringify(stored))).toEqual(neighbourhoodCharter)
  })

  test('one whose lines would not be taken today is still read as it stood', () => {
    const odd = { ...neighbourhoodCharter, newcomer: { floorSeconds: -900 * hour } }
    expect(charterBodyOf(JSON.stringify(odd)).newcomer.floorSeconds).toBe(-900 * hour)
  })
})

describe('a gift economy', () => {
  const told = (balanceSeconds: number, newcomerFloorSeconds: number | null) =>
    judge(
      moveRules,
      move({
        charter: giftEconomyCharter,
        seconds: 8 * hour,
        from: side('ana', {
          balanceSeconds,
          floorSeconds: giftEconomyCharter.member.floorSeconds,
          newcomerFloorSeconds,
        }),
        habits: habits(),
      }),
    ).map(({ rule }) => rule)

  test('shows what was given and received, and no balance', () => {
    expect(giftEconomyCharter.showBalance).toBe('tallies')
  })

  test('a newcomer receives like everyone else, and two hundred hours are no matter', () => {
    expect(giftEconomyCharter.newcomer.floorSeconds).toBe(giftEconomyCharter.member.floorSeconds)
    expect(told(0, giftEconomyCharter.newcomer.floorSeconds)).toEqual([])
    expect(told(-200 * hour, null)).toEqual([])
  })

  test('its lines are wide, and there are lines', () => {
    expect(told(-245 * hour, null)).toEqual(['credit-floor-soft'])
    expect(told(-495 * hour, null)).toEqual(['credit-floor-hard', 'credit-floor-soft'])
  })
})
