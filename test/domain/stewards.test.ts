import { isFault } from '@commonhour/contract'
import {
  type Decision,
  decidePause,
  decideProfile,
  decideReinstatement,
  decideReturn,
  decideStewardship,
  decideSuspension,
  type SubjectFacts,
} from '@commonhour/domain'
import { describe, expect, test } from 'vitest'
import { ana, charter, expected, luis, now, rosa, written } from './facts.ts'

const faultOf = (decided: unknown) => (isFault(decided) ? decided.fault : decided)
const subject = (more: Partial<SubjectFacts> = {}): SubjectFacts => ({
  id: 'luis',
  kind: 'person',
  state: 'active',
  version: 2,
  offices: [],
  officesVersion: 0,
  ...more,
})
const suspended = { ...rosa, state: 'suspended' as const }
const mine = { ...rosa, speaksFor: ['rosa', 'luis'] }
const steps = { decidePause, decideReturn, decideReinstatement }
/** The state each step goes from, and the refusal of any other. */
const from = {
  decidePause: ['active', 'member_is_not_active'],
  decideReturn: ['paused', 'member_is_not_paused'],
  decideReinstatement: ['suspended', 'member_is_not_suspended'],
} as const

describe.each(Object.keys(steps) as (keyof typeof steps)[])('%s', (name) => {
  const decide = steps[name]
  const [state, code] = from[name]
  const departed = subject({ state: 'departed' })
  test.each([
    ['another member', ana, 'actor_is_not_a_coordinator'],
    ['a suspended coordinator', suspended, 'actor_is_not_active'],
    ['a coordinator in their own cause', mine, 'decision_is_in_own_cause'],
    ['anyone, from another state', rosa, code],
  ])('is refused to %s', (_, actor, refusal) => {
    expect(faultOf(decide({ actor: actor as typeof rosa, subject: departed }))).toBe(refusal)
  })
  test('is one step by a coordinator, and the member is told', () => {
    const decided = decide({ actor: rosa, subject: subject({ state }) }) as Decision
    expect(written(decided)).toHaveLength(2)
    expect(written(decided)[1]).toMatch(/^tell luis member\./)
    expect(expected(decided)).toEqual(['office rosa 1', 'member rosa 2', 'member luis 2'])
  })
})

test('a member pauses and returns by themself, and nobody need be told', () => {
  const paused = decidePause({ actor: luis, subject: subject() }) as Decision
  expect(written(paused)).toEqual(['luis 2 paused'])
  expect(expected(paused)).toEqual(['member luis 2'])
  const back = decideReturn({ actor: luis, subject: subject({ state: 'paused' }) }) as Decision
  expect(written(back)).toEqual(['luis 2 active'])
  // Nobody ends their own suspension.
  const ended = decideReinstatement({ actor: luis, subject: subject({ state: 'suspended' }) })
  expect(faultOf(ended)).toBe('actor_is_not_a_coordinator')
})

describe('a suspension', () => {
  const suspend = (actor = rosa, more: Partial<SubjectFacts> = {}) =>
    decideSuspension({ actor, subject: subject(more), reason: 'safety' })
  const departed = { state: 'departed' } as const
  test.each([
    ['a member', ana, departed, 'actor_is_not_a_coordinator'],
    ['a suspended coordinator', suspended, departed, 'actor_is_not_active'],
    ['a coordinator in their own cause', mine, departed, 'decision_is_in_own_cause'],
    ['anyone, of who left', rosa, departed, 'member_is_not_active'],
  ])('is refused to %s', (_, actor, more, code) => {
    expect(faultOf(suspend(actor as typeof rosa, more))).toBe(code)
  })
  test('keeps its reason as a code', () => {
    expect((suspend() as Decision).write[0]).toMatchObject({ state: 'suspended', reason: 'safety' })
  })
})

describe('an office', () => {
  const change = (
    act: 'appointed' | 'removed',
    actor = rosa,
    more: Partial<SubjectFacts> = {},
    office: 'auditor' | 'coordinator' = 'auditor',
  ) =>
    decideStewardship({
      change: { id: 'c', office, act },
      actor,
      subject: subject(more),
      stewards: [],
      charter,
      now,
    })
  const holds = { offices: ['auditor'] } as const
  test.each([
    ['by a member', 'appointed', ana, holds, 'actor_is_not_a_coordinator'],
    ['by who is suspended', 'removed', suspended, {}, 'actor_is_not_active'],
    ['in one’s own cause', 'removed', mine, {}, 'decision_is_in_own_cause'],
    ['to who rests', 'appointed', rosa, { ...holds, state: 'paused' }, 'member_is_not_active'],
    ['to an organisation', 'appointed', rosa, { kind: 'organisation' }, 'member_is_not_active'],
    ['twice', 'appointed', rosa, holds, 'office_is_held_already'],
    ['from who holds none', 'removed', rosa, {}, 'office_is_not_held'],
    ['from oneself, holding none', 'removed', luis, {}, 'office_is_not_held'],
  ] as const)('is not given or taken %s', (_, act, actor, more, code) => {
    expect(faultOf(change(act, actor as typeof rosa, more))).toBe(code)
  })
  test('is proposed by one coordinator', () => {
    const motion = { into: 'motion', kind: 'appointment', ref: 'luis', body: { office: 'auditor' } }
    expect((change('appointed') as Decision).write[0]).toMatchObject(motion)
    expect((change('removed', rosa, holds) as Decision).write[0]).toMatchObject({ kind: 'removal' })
  })
  test('of one’s own is left at once, paused or not', () => {
    const left = change('removed', { ...luis, state: 'paused' }, holds) as Decision
    expect(left.write).toMatchObject([{ into: 'stewardship', member: 'luis', act: 'removed' }])
    expect(expected(left)).toEqual(['office luis 0'])
  })
})

describe('what is told of a member', () => {
  const change = (actor: typeof rosa, profile: object, signsIn = true, state = 'active') =>
    decideProfile({
      ...{ actor, profile, signsIn },
      subject: subject({ state: state as SubjectFacts['state'] }),
    })
  const phone = { phone: '01 555 0199' }
  test.each([
    ['a member, of another', ana, phone, true, 'actor_is_not_a_coordinator'],
    ['a member, of their own name', luis, { name: 'Luis' }, true, 'actor_is_not_a_coordinator'],
    ['a suspended coordinator', suspended, phone, false, 'actor_is_not_active'],
    ['a coordinator, of who signs in', rosa, phone, true, 'only_themselves_may_do_this'],
    [
      'a coordinator, of a name and more',
      rosa,
      { name: 'L', ...phone },
      true,
      'only_themselves_may_do_this',
    ],
  ] as const)('is not changed by %s', (_, actor, profile, signsIn, code) => {
    expect(faultOf(change(actor as typeof rosa, profile, signsIn, 'departed'))).toBe(code)
  })
  test('stays when somebody has left', () => {
    expect(faultOf(change(luis, phone, true, 'departed'))).toBe('actor_is_not_active')
    expect(faultOf(change(rosa, phone, false, 'erased'))).toBe('member_is_not_active')
  })
  test('is changed by themself, a name by a coordinator, all of who has no sign-in', () => {
    expect(expected(change(luis, phone) as Decision)).toEqual(['member luis 2'])
    const guards = ['office rosa 1', 'member rosa 2', 'member luis 2']
    expect(expected(change(rosa, { name: 'Luis V.' }) as Decision)).toEqual(guards)
    const paper = change(rosa, phone, false) as Decision
    expect(paper.write).toEqual([{ into: 'profile', member: 'luis', profile: phone }])
  })
})
