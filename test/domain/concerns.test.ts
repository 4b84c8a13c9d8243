import { type ConcernReport, isFault } from '@commonhour/contract'
import {
  type ConcernFacts,
  decideBlock,
  decideBlockLifting,
  decideCheck,
  decideConcern,
  decideConcernResolution,
  mayReadConcern,
  refusalOfSpeaking,
} from '@commonhour/domain'
import { describe, expect, test } from 'vitest'
import { ana, exchange, luis, member, nia, now, rosa, today, written } from './facts.ts'

describe('wanting no contact', () => {
  test('is of another member, once, and needs no reason', () => {
    const block = (other: { id: string } | null, blocked: string[] = []) =>
      decideBlock({ actor: ana, other, blocked })
    expect(block(null)).toMatchObject({ fault: 'not_found' })
    expect(block({ id: 'ana' })).toMatchObject({ fault: 'parties_are_not_two' })
    expect(block({ id: 'luis' })).toMatchObject({ write: [{ into: 'block', blocked: 'luis' }] })
    expect(block({ id: 'luis' }, ['luis'])).toMatchObject({ write: [] })
    expect(decideBlockLifting({ actor: ana, other: null })).toMatchObject({ fault: 'not_found' })
    expect(decideBlockLifting({ actor: ana, other: { id: 'luis' } })).toMatchObject({
      write: [{ into: 'blockLifting', member: 'ana', blocked: 'luis' }],
    })
  })
})

const report: ConcernReport = { id: 'c', about: null, kind: 'unkind', text: 'It was loud.' }
describe('telling the coordinators', () => {
  const raise = (about: ConcernReport['about'], more = {}) =>
    decideConcern({
      actor: ana,
      report: { ...report, about },
      member: null,
      exchange: null,
      ...more,
    })
  test.each([
    ['about nobody there is', raise({ member: 'ghost' }), 'not_found'],
    ['about oneself', raise({ member: 'ana' }, { member: { id: 'ana' } }), 'parties_are_not_two'],
    ['about no exchange', raise({ exchange: 'ghost' }), 'not_found'],
    [
      'about an exchange of others',
      raise({ exchange: 'lift' }, { actor: nia, exchange: exchange('done') }),
      'not_found',
    ],
  ])('%s: refused', (_, decision, code) => expect(decision).toMatchObject({ fault: code }))
  test.each([
    ['nobody', raise(null), null, null],
    ['a member', raise({ member: 'luis' }, { member: { id: 'luis' } }), 'luis', null],
    ['an exchange', raise({ exchange: 'lift' }, { exchange: exchange('done') }), null, 'lift'],
  ])('about %s, it is a card for coordinators', (_, decision, aboutMember, aboutExchange) => {
    if (isFault(decision)) throw new Error(decision.fault)
    expect(decision.write[0]).toMatchObject({ into: 'concern', aboutMember, aboutExchange })
    expect(written(decision)[1]).toBe('tell coordinators concern.raised')
  })
})

const concern: ConcernFacts = {
  ...{ id: 'c', number: 1, member: 'ana', memberName: 'Ana', aboutMember: 'luis' },
  ...{ aboutName: 'Luis', aboutExchange: null, parties: ['luis'], kind: 'unkind' },
  ...{ text: 'It was loud.', at: now, outcome: null },
}
const lia = member('luis', { offices: ['coordinator'], officesVersion: 1 })
describe('what comes of it', () => {
  const resolve = (more = {}) =>
    decideConcernResolution({ actor: rosa, concern, outcome: 'talked', ...more })
  test.each([
    ['by no coordinator', resolve({ actor: nia }), 'actor_is_not_a_coordinator'],
    ['by one it is about', resolve({ actor: lia }), 'not_found'],
    [
      'by one who raised it',
      resolve({ concern: { ...concern, member: 'rosa' } }),
      'decision_is_in_own_cause',
    ],
    [
      'twice',
      resolve({ concern: { ...concern, outcome: 'talked' } }),
      'concern_is_resolved_already',
    ],
  ])('%s: refused', (_, decision, code) => expect(decision).toMatchObject({ fault: code }))
  test('else it stands, and who raised it is told', () => {
    const decision = resolve()
    if (isFault(decision)) throw new Error(decision.fault)
    expect(written(decision)).toEqual(['concernResolution', 'tell ana concern.resolved'])
  })
  test.each([
    ['who raised it', ana, true],
    ['a coordinator', rosa, true],
    ['a coordinator it is about', lia, false],
    ['a coordinator who lives with them', { ...rosa, speaksFor: ['rosa', 'luis'] }, false],
    ['whom it is about', luis, false],
    ['anyone else', nia, false],
  ])('%s reads it: %#', (_, actor, may) => expect(mayReadConcern(actor, concern)).toBe(may))
})

describe('a check that was seen', () => {
  const check = (more = {}) =>
    decideCheck({
      ...{ actor: rosa, member: { id: 'ana', state: 'active' }, today },
      check: { kind: 'driving', untilOn: today },
      ...more,
    })
  test.each([
    ['by no coordinator', check({ actor: nia }), 'actor_is_not_a_coordinator'],
    ['of nobody there is', check({ member: null }), 'not_found'],
    [
      'of one’s own',
      check({ member: { id: 'rosa', state: 'active' } }),
      'decision_is_in_own_cause',
    ],
    [
      'of one who left',
      check({ member: { id: 'ana', state: 'departed' } }),
      'member_is_not_active',
    ],
    [
      'that has run out',
      check({ check: { kind: 'driving', untilOn: '2026-03-01' } }),
      'check_has_run_out',
    ],
  ])('%s: refused', (_, decision, code) => expect(decision).toMatchObject({ fault: code }))
  test('counts through its last day, and the member is told', () => {
    const decision = check()
    if (isFault(decision)) throw new Error(decision.fault)
    expect(written(decision)).toEqual(['check', 'tell ana check.seen'])
  })
})

describe('a coordinator who spoke to a member', () => {
  const spoken = { ...ana, by: 'rosa', scope: 'spoken' as const, speaksFor: ['rosa'] }
  test('answers for them where they take no part themselves', () => {
    expect(refusalOfSpeaking(spoken, exchange('done'))).toBeNull()
    expect(refusalOfSpeaking(ana, exchange('done', { giver: 'rosa' }))).toBeNull()
    expect(refusalOfSpeaking(spoken, exchange('done', { giver: 'rosa' }))).toMatchObject({
      fault: 'decision_is_in_own_cause',
    })
  })
})
