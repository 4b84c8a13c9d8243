import { isFault, type Slip } from '@commonhour/contract'
import {
  decideSlipReversal,
  decideSlips,
  type EnterSlipsFacts,
  type ExchangeTransfer,
  judgeSlips,
  type SlipBatchFacts,
} from '@commonhour/domain'
import { describe, expect, test } from 'vitest'
import {
  account,
  charter,
  exchange,
  expected,
  hour,
  luis,
  now,
  rosa,
  today,
  written,
} from './facts.ts'

const slip = (id: string, giver: string | number, receiver: string, more = {}): Slip => ({
  ...{ id, giver, receiver, seconds: hour, workedOn: today, title: 'A lift' },
  ...more,
})
const members = ['ana', 'luis', 'nia', 'rosa'].map((member, index) => ({
  ...{ member, number: index + 1, name: member, account: account(member) },
}))
const facts = (lines: Slip[], more: Partial<EnterSlipsFacts> = {}): EnterSlipsFacts => ({
  ...{ actor: rosa, members, charter, today, seen: new Set<string>() },
  batch: { id: 'b', source: 'paper', lines },
  freshIds: ['t1', 't2', 't3'],
  ...more,
})
const judged = (lines: Slip[], more: Partial<EnterSlipsFacts> = {}) =>
  judgeSlips({ ...facts(lines, more), lines }).map(({ wire }) => wire.code ?? wire.outcome)
const withAna = (more: Parameters<typeof account>[1]) => [
  { member: 'ana', number: 1, name: 'ana', account: account('ana', more) },
  ...members.slice(1),
]

describe('what becomes of a line', () => {
  test.each([
    ['nobody has this number', slip('a', 9, 'ana'), 'not_found'],
    ['the coordinator takes part', slip('a', 'luis', 'rosa'), 'decision_is_in_own_cause'],
    [
      'a day that lies ahead',
      slip('a', 'luis', 'ana', { workedOn: '2026-03-03' }),
      'help_is_in_the_future',
    ],
    ['one with themself', slip('a', 'luis', 'luis'), 'parties_are_not_two'],
    ['no whole step', slip('a', 'luis', 'ana', { seconds: 1000 }), 'seconds_are_not_whole'],
    ['help beyond the line', slip('a', 'luis', 'ana', { seconds: 21 * hour }), 'waits'],
    ['by number', slip('a', 2, 'ana'), 'booked'],
  ])('%s: %#', (_, line, becomes) => expect(judged([line])).toEqual([becomes]))

  test.each([
    ['closed', 'account_is_closed'],
    ['frozen', 'account_is_frozen'],
  ] as const)('an account that is %s', (status, code) => {
    expect(judged([slip('a', 'luis', 'ana')], { members: withAna({ status }) })).toEqual([code])
  })
  test('one who is suspended', () => {
    const more = { members: withAna({ state: 'suspended' }) }
    expect(judged([slip('a', 'luis', 'ana')], more)).toEqual(['member_is_not_active'])
  })
  test('each line is judged where those before it leave the two', () => {
    const twelve = { seconds: 12 * hour }
    const lines = [slip('a', 'luis', 'ana', twelve), slip('b', 'nia', 'ana', twelve)]
    expect(judged(lines)).toEqual(['booked', 'waits'])
    const between = [lines[0], slip('c', 'ana', 'luis', twelve), lines[1]] as Slip[]
    expect(judged(between)).toEqual(['booked', 'booked', 'booked'])
  })
  test('an id that an earlier line has', () => {
    const twice = [slip('a', 'luis', 'ana'), slip('a', 'nia', 'ana')]
    expect(judged(twice)).toEqual(['booked', 'id_is_taken'])
  })
  test('the same two, day and hours are pointed out, not refused', () => {
    const lines = [slip('a', 'luis', 'ana'), slip('b', 'luis', 'ana'), slip('c', 'nia', 'ana')]
    const seen = judgeSlips({ ...facts(lines), lines }).map(({ wire }) => wire.seenBefore)
    expect(seen).toEqual([false, true, false])
  })
})

describe('entering them', () => {
  test('is for a coordinator, and all lines or none', () => {
    const lines = [slip('a', 'luis', 'ana'), slip('b', 9, 'ana')]
    expect(decideSlips(facts(lines, { actor: luis }))).toMatchObject({
      fault: 'actor_is_not_a_coordinator',
    })
    expect(decideSlips(facts(lines))).toMatchObject({
      fault: 'slips_have_bad_lines',
      fields: [{ pointer: '/lines/1', received: 'not_found' }],
    })
  })
  test('writes for each of the two, counts on receivers and tells both', () => {
    const decision = decideSlips(facts([slip('a', 'luis', 'ana')]))
    if (isFault(decision)) throw new Error(decision.fault)
    expect(written(decision)).toEqual([
      ...['slipBatch', 'exchange', 'a 0 done', "post help 3600 ana's→luis's", 'a 1 confirmed'],
      ...['slip', 'tell luis slips.entered', 'tell ana slips.entered'],
    ])
    expect(expected(decision)).toContain("account ana's 7")
    const steps = decision.write.filter(({ into }) => into === 'exchangeStep')
    expect(steps).toMatchObject([{ onBehalfOf: 'luis' }, { onBehalfOf: 'ana' }])
  })
})

describe('taking a batch back', () => {
  const day = 86_400_000
  const batch = (more: Partial<SlipBatchFacts> = {}): SlipBatchFacts => ({
    ...{ id: 'b', at: now, reversedAt: null, exchanges: [exchange('confirmed')] },
    ...more,
  })
  const undo = (more: Partial<SlipBatchFacts> = {}, actor = rosa, at = now) =>
    decideSlipReversal({ actor, batch: batch(more), now: at, freshIds: ['r1', 'r2'] })
  test.each([
    ['by no coordinator', undo({}, luis), 'actor_is_not_a_coordinator'],
    [
      'by one who takes part',
      undo({}, { ...rosa, speaksFor: ['rosa', 'ana'] }),
      'decision_is_in_own_cause',
    ],
    ['twice', undo({ reversedAt: now }), 'slips_are_reversed_already'],
    [
      'where nothing stands',
      undo({ exchanges: [exchange('reversed')] }),
      'slips_are_reversed_already',
    ],
    ['after 30 days', undo({}, rosa, now + 30 * day + 1), 'slips_are_too_old'],
  ])('%s: refused', (_, decision, code) => expect(decision).toMatchObject({ fault: code }))

  test('brings back first what the giver had passed on to a pool', () => {
    const passed = { kind: 'post', fromAccount: 'account-luis', toAccount: 'pool' } as const
    const one = exchange('confirmed')
    const gift = { ...one.transfers[0], ...passed, id: 'gift', ref: null } as ExchangeTransfer
    const decision = undo({ exchanges: [{ ...one, passedOn: [gift] }] })
    if (isFault(decision)) throw new Error(decision.fault)
    const [first, second] = decision.write.filter(({ into }) => into === 'transfer')
    expect(first).toMatchObject({ kind: 'reverse', purpose: 'gift', ref: 'gift', groupId: 'b' })
    expect(second).toMatchObject({ kind: 'reverse', purpose: 'help', groupId: 'b' })
  })

  test('mirrors what was booked in one group, calls off what waits, leaves what is disputed', () => {
    const waiting = exchange('done', { id: 'waits', transfers: [] })
    const disputed = exchange('disputed', { id: 'disputed' })
    const decision = undo({ exchanges: [exchange('confirmed'), waiting, disputed] })
    if (isFault(decision)) throw new Error(decision.fault)
    expect(written(decision)).toEqual([
      ...['slipReversal', "reverse help 3600 luis's→ana's", 'lift 4 reversed'],
      ...['tell luis slips.reversed', 'tell ana slips.reversed', 'waits 3 cancelled'],
      ...['tell luis slips.reversed', 'tell ana slips.reversed'],
    ])
    expect(decision.write[1]).toMatchObject({ groupId: 'b' })
    expect(expected(decision)).toContain('exchange disputed 3')
  })
})
