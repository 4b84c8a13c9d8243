import { isFault } from '@commonhour/contract'
import {
  type Decision,
  decideCancellation,
  decideDeclination,
  decideReversal,
  mayOf,
} from '@commonhour/domain'
import { describe, expect, test } from 'vitest'
import {
  ana,
  charter,
  exchange,
  expected,
  histories,
  hold,
  luis,
  nia,
  now,
  rosa,
  written,
} from './facts.ts'

/** The fault of a decision that must be one. */
const faultOf = (decided: unknown) => (isFault(decided) ? decided.fault : decided)
const yes = (decided: unknown) => decided as Decision
const states = Object.keys(histories) as (keyof typeof histories)[]

describe('declining', () => {
  test.each([
    ['a stranger', exchange('proposed'), nia, 'not_found'],
    ['what is agreed', exchange('agreed'), luis, 'exchange_is_not_proposed'],
    ['who proposed it', exchange('proposed'), luis, 'actor_made_the_proposal'],
  ])('is refused to %s', (_, it, actor, code) => {
    expect(faultOf(decideDeclination({ exchange: it, actor, freshIds: [] }))).toBe(code)
  })
  test('is one step, told to the other side', () => {
    const decided = yes(
      decideDeclination({ exchange: exchange('proposed'), actor: ana, freshIds: [] }),
    )
    expect(written(decided)).toEqual(['lift 1 declined', 'tell luis exchange.declined'])
    expect(expected(decided)).toEqual(['exchange lift 0'])
  })
})

describe('calling off', () => {
  const call = (state: keyof typeof histories, actor = ana) =>
    decideCancellation({ exchange: exchange(state), actor, reason: 'ill', now, freshIds: ['r1'] })
  test.each([
    ['a stranger', 'agreed', nia, 'not_found'],
    ['who did not propose it', 'proposed', ana, 'exchange_is_not_agreed'],
    ['the receiver, once it is done', 'done', ana, 'actor_is_not_the_giver'],
    ['anyone, once confirmed', 'confirmed', luis, 'exchange_is_not_agreed'],
    ['anyone, once declined', 'declined', luis, 'exchange_is_not_agreed'],
    ['anyone, once cancelled', 'cancelled', luis, 'exchange_is_not_agreed'],
    ['anyone, once reversed', 'reversed', luis, 'exchange_is_not_agreed'],
  ] as const)('is refused to %s', (_, state, actor, code) => {
    expect(faultOf(call(state, actor))).toBe(code)
  })
  test.each([
    ['proposed', luis, ['lift 1 cancelled', 'tell ana exchange.cancelled']],
    [
      'agreed',
      ana,
      ["release help 3600 ana's→luis's", 'lift 2 cancelled', 'tell luis exchange.cancelled'],
    ],
    [
      'done',
      luis,
      ["release help 3600 ana's→luis's", 'lift 3 cancelled', 'tell ana exchange.cancelled'],
    ],
  ] as const)('what is %s returns what was set aside', (state, actor, lines) => {
    const decided = yes(call(state, actor))
    expect(written(decided)).toEqual(lines)
    expect(expected(decided)).toEqual([`exchange lift ${histories[state].length - 1}`])
  })
  test('a hold that was resolved already is not released again', () => {
    const it = exchange('done', {
      transfers: [hold(), hold({ id: 'x', kind: 'release', ref: 'hold' })],
    })
    const decided = decideCancellation({
      exchange: it,
      actor: luis,
      reason: 'ill',
      now,
      freshIds: [],
    })
    expect(written(yes(decided))[0]).toBe('lift 3 cancelled')
  })
})

describe('reversing', () => {
  const reverse = (state: keyof typeof histories, actor = rosa, more = {}) =>
    decideReversal({
      exchange: exchange(state, more),
      actor,
      charter,
      now,
      reason: 'booked_twice',
      freshIds: ['r1', 'r2'],
    })
  const own = { giver: 'rosa' }
  test.each([
    ['a stranger, who may not know of it', 'confirmed', nia, {}, 'not_found'],
    ['one of the two', 'confirmed', ana, {}, 'actor_is_not_a_coordinator'],
    ['a coordinator in their own cause', 'agreed', rosa, own, 'decision_is_in_own_cause'],
    ['a coordinator before hours moved', 'done', rosa, {}, 'exchange_is_not_confirmed'],
    ['a coordinator for the second time', 'reversed', rosa, {}, 'exchange_is_not_confirmed'],
  ] as const)('is refused to %s', (_, state, actor, more, code) => {
    expect(faultOf(reverse(state, actor, more))).toBe(code)
  })
  test('mirrors each moved transfer, is guarded by the office, and tells both', () => {
    const decided = yes(reverse('confirmed'))
    expect(written(decided)).toEqual([
      "reverse help 3600 luis's→ana's",
      'lift 4 reversed',
      'tell luis exchange.reversed',
      'tell ana exchange.reversed',
    ])
    expect(expected(decided)).toEqual([
      ...['office rosa 1', 'member rosa 2', 'exchange lift 3', 'charter charter 4'],
    ])
    expect(decided.write[0]).toMatchObject({ id: 'r1', ref: 'settle', charter: 2 })
  })
})

// What comes after the hours moved is told of in after*.test.ts.
const before = new Set<string>([
  ...['acceptance', 'declination', 'proposal', 'completion', 'confirmation', 'cancellation'],
  'reversal',
])
describe('what each may do next', () => {
  const allowed: Record<string, readonly [giver: string, receiver: string, coordinator: string]> = {
    proposed: ['proposal cancellation', 'acceptance declination proposal', ''],
    agreed: ['completion cancellation', 'completion cancellation', ''],
    done: ['cancellation', 'confirmation', ''],
    confirmed: ['', '', 'reversal'],
    declined: ['', '', ''],
    cancelled: ['', '', ''],
    reversed: ['', '', ''],
    lapsed: ['', '', ''],
    disputed: ['', '', ''],
    settled: ['', '', 'reversal'],
  }
  const may = (state: keyof typeof histories, actor = luis) =>
    mayOf({ exchange: exchange(state), actor, charter, now }).filter((act) => before.has(act))
  test.each(states)('when it is %s', (state) => {
    const all = [luis, ana, rosa].map((actor) => may(state, actor).join(' '))
    expect(all).toEqual(allowed[state])
    expect(may(state, nia)).toEqual([])
  })
  test('a coordinator decides nothing in an exchange of their own', () => {
    const one = { ...luis, offices: ['coordinator'] as const }
    expect(may('confirmed', one)).toEqual([])
  })
})
