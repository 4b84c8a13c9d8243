import type { Fault } from '@commonhour/contract'
import { decideDispute, decideSettlement, type ExchangeFacts } from '@commonhour/domain'
import { describe, expect, test } from 'vitest'
import { codeOf, day, recorded, sides, states, yes } from './afterFacts.ts'
import {
  account,
  ana,
  charter,
  exchange,
  expected,
  hold,
  hour,
  luis,
  member,
  nia,
  now,
  rosa,
  settle,
  step,
  written,
} from './facts.ts'

describe('remembering it differently', () => {
  const dispute = (it: ExchangeFacts, actor = ana, later = 0, more = {}) =>
    decideDispute({
      ...{ exchange: it, actor, charter, freshId: 'f1', now: now + later },
      dispute: { reason: 'shorter', seconds: null, words: '', ...more },
    })
  const open: string[] = ['done', 'confirmed']
  test.each(states)('of what is %s is open or refused, in the ladder’s order', (state) => {
    expect(codeOf(dispute(exchange(state), nia))).toBe('not_found')
    expect(codeOf(dispute(exchange(state)))).toBe(
      open.includes(state) ? 'yes' : 'exchange_is_not_done',
    )
  })
  test('is for who did not say it', () => {
    expect(codeOf(dispute(exchange('done'), luis))).toBe('actor_said_this')
  })
  const bySilence = exchange('confirmed', {
    steps: [...exchange('done').steps, step(3, 'confirmed', 'clock')],
  })
  test.each([
    ['confirmed hours, to the receiver', exchange('confirmed'), ana, 14],
    ['confirmed hours, to the giver', exchange('confirmed'), luis, 14],
    ['help recorded by the other', recorded('ana'), luis, 14],
    ['what silence agreed to, to the receiver', bySilence, ana, 60],
    ['what silence agreed to, to the giver', bySilence, luis, 14],
  ] as const)('is open for %s for %4$s days', (_, it, actor, days) => {
    expect(codeOf(dispute(it, actor, days * day))).toBe('yes')
    expect(codeOf(dispute(it, actor, days * day + 1))).toBe('dispute_time_is_over')
  })
  test('names whole steps, or nothing at all', () => {
    expect(codeOf(dispute(exchange('done'), ana, 0, { seconds: 901 }))).toBe(
      'seconds_are_not_whole',
    )
    expect(codeOf(dispute(exchange('done'), ana, 0, { seconds: 25 * hour }))).toBe(
      'seconds_are_too_many',
    )
    expect(codeOf(dispute(exchange('done'), ana, 0, { seconds: 0 }))).toBe('yes')
  })
  test('tells the other and the coordinators, and moves nothing', () => {
    const decided = yes(dispute(exchange('done'), ana, 0, { words: 'It was less.' }))
    expect(written(decided)).toEqual([
      'lift 3 disputed',
      'tell luis exchange.disputed',
      'tell coordinators exchange.disputed',
      'ana says It was less.',
    ])
    expect(expected(decided)).toEqual(['exchange lift 2'])
  })
})

describe('settling', () => {
  const decide = (it: ExchangeFacts, seconds = hour, more: object = {}) =>
    decideSettlement({
      ...sides,
      exchange: it,
      actor: rosa,
      settlement: { shares: [{ receiver: 'ana', seconds }], reason: 'both_agreed' },
      ...more,
    })
  const own = member('rosa', { ...rosa, speaksFor: ['rosa', 'ana'] })
  test.each([
    ['a stranger', { actor: nia }, 'not_found'],
    ['who takes part', { actor: ana }, 'actor_is_not_a_coordinator'],
    ['a paused coordinator', { actor: { ...rosa, state: 'paused' } }, 'actor_is_not_active'],
    ['a coordinator who speaks for one of them', { actor: own }, 'decision_is_in_own_cause'],
  ])('is refused to %s', (_, more, code) => {
    expect(codeOf(decide(exchange('disputed'), hour, more))).toBe(code)
  })
  test.each(states)('of what is %s is open only while it is disputed', (state) => {
    const is = state === 'disputed' ? 'yes' : 'exchange_is_not_disputed'
    expect(codeOf(decide(exchange(state)))).toBe(is)
  })
  test.each([
    ['another member', [{ receiver: 'luis', seconds: hour }], 'settlement_misses_a_receiver'],
    [
      'a receiver twice',
      [
        { receiver: 'ana', seconds: hour },
        { receiver: 'ana', seconds: hour },
      ],
      'settlement_misses_a_receiver',
    ],
    ['part of a step', [{ receiver: 'ana', seconds: 100 }], 'seconds_are_not_whole'],
    ['more than a day', [{ receiver: 'ana', seconds: 25 * hour }], 'seconds_are_too_many'],
  ])('does not name %s', (_, shares, code) => {
    const settlement = { shares, reason: 'both_agreed' }
    expect(codeOf(decide(exchange('disputed'), hour, { settlement }))).toBe(code)
  })
  const booked = exchange('disputed', { transfers: [hold(), settle()] })
  const unheld = exchange('disputed', { transfers: [] })
  test.each([
    ['at what was set aside', exchange('disputed'), hour, ["settle help 3600 ana's→luis's"]],
    ['at less', exchange('disputed'), 900, ["settle help 900 ana's→luis's"]],
    ['at nothing', exchange('disputed'), 0, ["release help 3600 ana's→luis's"]],
    [
      'at more',
      exchange('disputed'),
      2 * hour,
      ["settle help 3600 ana's→luis's", "post help 3600 ana's→luis's"],
    ],
    ['as it was booked', booked, hour, []],
    [
      'otherwise than booked',
      booked,
      900,
      ["reverse help 3600 luis's→ana's", "post help 900 ana's→luis's"],
    ],
    ['at nothing of what was booked', booked, 0, ["reverse help 3600 luis's→ana's"]],
    ['where nothing was set aside', unheld, 900, ["post help 900 ana's→luis's"]],
    ['at nothing where nothing was set aside', unheld, 0, []],
  ])('%s', (_, it, seconds, transfers) => {
    const decided = yes(decide(it, seconds))
    expect(written(decided)).toEqual([
      ...transfers,
      'lift 4 settled',
      'tell luis exchange.settled',
      'tell ana exchange.settled',
    ])
    const posts = transfers.some((line) => line.startsWith('post'))
    const counted = ['office rosa 1', 'member rosa 2', 'exchange lift 4', 'charter charter 4']
    const guards = [...counted.slice(0, 2), `exchange lift ${it.steps.length - 1}`, counted[3]]
    expect(expected(decided)).toEqual([...guards, ...(posts ? ["account ana's 7"] : [])])
  })
  test('of several transfers all are one group', () => {
    const [first, second] = yes(decide(exchange('disputed'), 2 * hour)).write
    expect(first).toMatchObject({ groupId: 'f1', id: 'f2' })
    expect(second).toMatchObject({ groupId: 'f1', id: 'f3' })
    expect(yes(decide(exchange('disputed'))).write[0]).toMatchObject({ groupId: null })
  })
  test('is judged by the line for what lies beyond only, and names the ways', () => {
    const low = account('ana', { balanceSeconds: -19 * hour, heldOutSeconds: hour })
    const at = (seconds: number) =>
      decide(exchange('disputed'), seconds, { receivers: [low] }) as Fault
    expect(codeOf(at(hour))).toBe('yes')
    expect(at(2 * hour)).toMatchObject({ fault: 'credit_floor_reached' })
    expect(at(2 * hour).ways).toContain('gift')
    // What is taken back is in hand again before the new figure is judged.
    const back = account('ana', { balanceSeconds: -20 * hour })
    expect(codeOf(decide(booked, 900, { receivers: [back] }))).toBe('yes')
    expect(codeOf(decide(booked, 5 * 900, { receivers: [back] }))).toBe('credit_floor_reached')
  })
})
