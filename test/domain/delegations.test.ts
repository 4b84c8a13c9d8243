import {
  isFault,
  maySpeakFor,
  needForMember,
  needsOnBehalf,
  type Operation,
  operations,
  reaches,
} from '@commonhour/contract'
import {
  type Decision,
  type DelegationFacts,
  decideDelegation,
  decideDelegationAcceptance,
  decideDelegationEnd,
  decideDelegationRefusal,
  decideDelegationWithdrawal,
  decideHousehold,
  type OfferDelegationFacts,
} from '@commonhour/domain'
import { describe, expect, test } from 'vitest'
import { ana, expected, luis, now, rosa, written } from './facts.ts'

const day = 86_400_000
const person = (id: string, more = {}) => ({
  ...{ id, state: 'active' as const, version: 2, hasPerson: true },
  ...more,
})
const offer: OfferDelegationFacts = {
  actor: ana,
  id: 'd',
  member: person('ana'),
  delegate: person('luis'),
  scope: 'act',
  until: now + 30 * day,
  now,
}
const paper = person('ana', { hasPerson: false })

describe('letting someone act for me, in the order of the ladder', () => {
  const cases: [string, Partial<OfferDelegationFacts>, string][] = [
    ['a member that is none', { member: null }, 'not_found'],
    ['a delegate that is none', { delegate: null }, 'not_found'],
    ['for another, by no coordinator', { actor: luis }, 'actor_is_not_a_coordinator'],
    ['for one who signs in, by a coordinator', { actor: rosa }, 'only_themselves_may_do_this'],
    [
      'for a paper member, to themself',
      { actor: rosa, member: paper, delegate: person('rosa') },
      'decision_is_in_own_cause',
    ],
    ['while paused', { actor: { ...ana, state: 'paused' } }, 'actor_is_not_active'],
    ['to oneself', { delegate: person('ana') }, 'parties_are_not_two'],
    [
      'to one who left',
      { delegate: person('luis', { state: 'departed' }) },
      'member_is_not_active',
    ],
    ['until now', { until: now }, 'delegation_has_ended'],
    ['for longer than a year', { until: now + 366 * day + 1 }, 'delegation_has_ended'],
  ]
  test.each(cases)('%s: refused', (_, more, code) => {
    expect(decideDelegation({ ...offer, ...more })).toMatchObject({ fault: code })
  })
  test('else it is offered, and the delegate is told', () => {
    const decision = decideDelegation({ ...offer, until: now + 366 * day })
    if (isFault(decision)) throw new Error(decision.fault)
    expect(written(decision)).toEqual([
      'delegation',
      'delegationStep',
      'tell luis delegation.offered',
    ])
    expect(expected(decision)).toEqual(['member ana 2', 'member luis 2'])
  })
  test('a coordinator who enters it for a paper member is guarded by their office', () => {
    const decision = decideDelegation({ ...offer, actor: rosa, member: paper })
    if (isFault(decision)) throw new Error(decision.fault)
    expect(expected(decision)).toContain('office rosa 1')
  })
})

const delegation: DelegationFacts = {
  ...{ id: 'd', member: 'ana', memberName: 'Ana', delegate: 'luis', delegateName: 'Luis' },
  ...{ scope: 'act', state: 'offered', until: now + day, offeredAt: now, steps: 1, version: 3 },
}
const inState = (state: DelegationFacts['state'], more = {}) => ({ ...delegation, state, ...more })

describe('answering and ending it', () => {
  const accept = (it: DelegationFacts, actor = luis) =>
    decideDelegationAcceptance({ actor, delegation: it, inForce: null, now })
  const refuse = (it: DelegationFacts, actor = luis) =>
    decideDelegationRefusal({ actor, delegation: it })
  const withdraw = (it: DelegationFacts, actor = ana) =>
    decideDelegationWithdrawal({ actor, delegation: it, now })
  const over = { until: now }
  test.each([
    ['accepted by the one who offered', accept(delegation, ana), 'not_found'],
    ['accepted twice', accept(inState('accepted')), 'delegation_is_not_offered'],
    ['accepted after its end', accept(inState('offered', over)), 'delegation_has_ended'],
    [
      'accepted while paused',
      accept(delegation, { ...luis, state: 'paused' }),
      'actor_is_not_active',
    ],
    ['refused by the one who offered', refuse(delegation, ana), 'not_found'],
    ['refused once accepted', refuse(inState('accepted')), 'delegation_is_not_offered'],
    ['ended by a stranger', withdraw(delegation, rosa), 'not_found'],
    ['taken back by the one asked', withdraw(delegation, luis), 'delegation_has_ended'],
    ['ended after a refusal', withdraw(inState('refused')), 'delegation_has_ended'],
    ['ended twice', withdraw(inState('withdrawn')), 'delegation_has_ended'],
    ['ended after its end', withdraw(inState('accepted', over)), 'delegation_has_ended'],
  ])('%s: refused', (_, decision, code) => expect(decision).toMatchObject({ fault: code }))

  test('accepting takes the place of the one in force, whose end stands first', () => {
    const inForce = inState('accepted', { id: 'old', steps: 2 })
    const decision = decideDelegationAcceptance({ actor: luis, delegation, inForce, now })
    if (isFault(decision)) throw new Error(decision.fault)
    expect(decision.write.slice(0, 2)).toEqual([
      { into: 'delegationStep', delegation: 'old', step: 2, act: 'withdrawn' },
      { into: 'delegationStep', delegation: 'd', step: 1, act: 'accepted' },
    ])
    expect(expected(decision)).toEqual(['delegation ana luis 3'])
  })
  test.each([
    ['the member', ana, 'luis'],
    ['the delegate', luis, 'ana'],
  ])('%s ends it, and the other is told', (_, actor, other) => {
    const decision = withdraw(inState('accepted'), actor)
    if (isFault(decision)) throw new Error(decision.fault)
    expect(written(decision)).toEqual(['delegationStep', `tell ${other} delegation.withdrawn`])
  })
  test('when it has run out both are told', () => {
    expect(written(decideDelegationEnd(inState('accepted')))).toEqual([
      'tell ana delegation.ended',
      'tell luis delegation.ended',
    ])
  })
})

describe('a steward’s household', () => {
  const declare = (more = {}) =>
    decideHousehold({ actor: rosa, other: { id: 'ana' }, act: 'declared', declared: [], ...more })
  test.each([
    ['by one who is no steward', { actor: luis }, 'actor_is_not_a_steward'],
    ['with nobody', { other: null }, 'not_found'],
    ['with oneself', { other: { id: 'rosa' } }, 'parties_are_not_two'],
  ])('%s: refused', (_, more, code) => expect(declare(more)).toMatchObject({ fault: code }))
  test.each([
    ['declared', [], ['household', 'tell ana household.declared']],
    ['declared', ['ana'], []],
    ['ended', ['ana'], ['household', 'tell ana household.ended']],
    ['ended', [], []],
  ])('%s, where %j stand: %j', (act, declared, rows) => {
    const decided = declare({ act: act as 'declared' | 'ended', declared })
    expect(written(decided as Decision)).toEqual(rows)
  })
})

describe('how far one goes for another', () => {
  const all = Object.values(operations) as Operation[]
  test('every POST that members ask is named, and nothing else', () => {
    const posts = all.filter(({ asker, method }) => method === 'POST' && asker !== 'coordinator')
    const names = posts.map(({ name }) => name).toSorted()
    expect(names.filter((name) => !(name in needsOnBehalf))).toEqual([])
    expect(Object.keys(needsOnBehalf).filter((name) => !names.includes(name))).toEqual([])
  })
  test.each(all.map((operation) => [operation.name, operation] as const))(
    '%s: what see, prepare and act reach',
    (name, operation) => {
      const need = needForMember(operation, undefined, 'ana')
      const reached = (['see', 'prepare', 'act'] as const).filter((one) => reaches(one, need))
      const isSteward = operation.asker === 'coordinator'
      const named = operation.method === 'GET' ? 'see' : (needsOnBehalf[name] ?? 'never')
      const wanted = isSteward ? 'never' : named
      const order = { see: 3, prepare: 2, act: 1, never: 0 }
      expect(reached).toHaveLength(order[wanted])
      expect(reaches('own', need)).toBe(true)
    },
  )
  test('help the receiver says was given binds their hours; the giver’s own claim does not', () => {
    const operation = operations.proposeExchange as Operation
    const claim = { alreadyDone: true, giver: 'luis', receivers: ['ana'] }
    expect(needForMember(operation, claim, 'ana')).toBe('act')
    expect(needForMember(operation, claim, 'luis')).toBe('prepare')
    expect(needForMember(operation, { ...claim, alreadyDone: false }, 'ana')).toBe('prepare')
  })
  test('a coordinator who spoke to a member answers for them, and no more', () => {
    const spoken = all.filter(maySpeakFor).map(({ name }) => name)
    expect(spoken.toSorted()).toEqual(['acceptExchange', 'confirmExchange', 'declineExchange'])
  })
})
