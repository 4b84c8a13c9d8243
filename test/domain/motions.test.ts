import { fault, isFault, neighbourhoodCharter } from '@commonhour/contract'
import {
  type Decision,
  decideMotionDue,
  decideMotionWithdrawal,
  decideObjection,
  decideSeconding,
  isSecondFree,
  type MotionActFacts,
  type MotionFacts,
  mayKnowOfMotion,
  mayOfMotion,
} from '@commonhour/domain'
import { describe, expect, test } from 'vitest'
import { account, ana, charter, expected, member, now, rosa } from './facts.ts'

const day = 86_400_000
const faultOf = (decided: unknown) => (isFault(decided) ? decided.fault : decided)
const acts = (decided: unknown) =>
  (decided as Decision).write.map((one) => ('act' in one ? one.act : one.into))

const omar = member('omar', { offices: ['auditor'], officesVersion: 1 })
const motion = (more: Partial<MotionFacts> = {}): MotionFacts => ({
  id: 'm',
  kind: 'appointment',
  ref: 'luis',
  body: { office: 'auditor' },
  by: 'rosa',
  isByASteward: true,
  at: now - day,
  announcedUntil: null,
  state: 'waiting',
  version: 0,
  ...more,
})
const announced = { state: 'announced', announcedUntil: now + day } as const
const luis = {
  id: 'luis',
  kind: 'person',
  state: 'active',
  version: 2,
  offices: [],
  officesVersion: 0,
} as const
const facts = (more: object = {}): MotionActFacts =>
  ({ now, charter, subject: luis, account: null, amendment: null, ...more }) as MotionActFacts

describe('seconding', () => {
  const second = (actor = omar, its: Partial<MotionFacts> = {}, more: object = {}) =>
    decideSeconding({ actor, motion: motion(its), facts: facts(more) })
  const couple = { ...omar, speaksFor: ['omar', 'rosa'] }
  const office = { ...luis, offices: ['auditor'] }
  test.each<[string, typeof omar, Partial<MotionFacts>, object, string]>([
    ['by who holds no office', ana, { state: 'carried' }, {}, 'only_a_steward_seconds'],
    [
      'by a suspended steward',
      { ...omar, state: 'suspended' },
      { state: 'carried' },
      {},
      'actor_is_not_active',
    ],
    ['once it is carried', rosa, { state: 'carried' }, {}, 'motion_is_decided'],
    ['once it was taken back', omar, { state: 'withdrawn' }, {}, 'motion_is_decided'],
    ['after its month', rosa, { at: now - 30 * day }, {}, 'motion_is_decided'],
    ['of who left office', rosa, { isByASteward: false }, {}, 'proposer_left_office'],
    ['by who proposed it', rosa, { ref: 'rosa' }, {}, 'second_steward_is_needed'],
    ['by who shares the proposer’s address', couple, {}, {}, 'second_steward_is_needed'],
    ['in one’s own cause', omar, { ref: 'omar' }, { subject: office }, 'decision_is_in_own_cause'],
    ['when it can no longer be done', omar, {}, { subject: office }, 'office_is_held_already'],
    ['of whom there is not', omar, {}, { subject: null }, 'not_found'],
  ])('is refused %s', (_, actor, its, more, code) => {
    expect(faultOf(second(actor as typeof omar, its, more))).toBe(code)
  })
  test.each(['waiting', 'announced', 'objected'] as const)(
    'carries what is %s at once',
    (state) => {
      const decided = second(omar, { state, version: 3, announcedUntil: now + day })
      expect(acts(decided)).toEqual(['seconded', 'outbox', 'appointed', 'carried', 'outbox'])
      expect(expected(decided as Decision)).toEqual([
        'office omar 1',
        'member omar 2',
        'motion m 3',
        'office luis 0',
        'member luis 2',
      ])
    },
  )
})

describe('objecting', () => {
  const object = (actor = ana, its: Partial<MotionFacts> = announced) =>
    decideObjection({ actor, motion: motion(its), reason: 'too_soon', now })
  test.each([
    [
      'by who rests',
      { ...ana, state: 'paused' as const },
      { state: 'carried' as const },
      'actor_is_not_active',
    ],
    ['once it is decided', ana, { ...announced, state: 'withdrawn' as const }, 'motion_is_decided'],
    ['to what waits for a second', ana, {}, 'motion_takes_no_objection'],
    ['after its days', ana, { ...announced, announcedUntil: now }, 'motion_takes_no_objection'],
    [
      'a second time',
      ana,
      { ...announced, state: 'objected' as const },
      'motion_takes_no_objection',
    ],
  ])('is refused %s', (_, actor, its, code) => {
    expect(faultOf(object(actor, its))).toBe(code)
  })
  test('stands as a step with its reason, and is told to the stewards', () => {
    expect(acts(object())).toEqual(['objected', 'outbox', 'outbox'])
    expect((object() as Decision).write[0]).toMatchObject({ reason: 'too_soon', step: 0 })
  })
})

describe('taking back', () => {
  const withdraw = (actor = rosa, its: Partial<MotionFacts> = {}) =>
    decideMotionWithdrawal({ actor, motion: motion(its), now })
  test('is the proposer’s alone, while nobody decided', () => {
    expect(faultOf(withdraw(omar, { state: 'carried' }))).toBe('actor_is_not_the_proposer')
    expect(faultOf(withdraw(rosa, { state: 'carried' }))).toBe('motion_is_decided')
    expect(acts(withdraw({ ...rosa, offices: [] }))).toEqual(['withdrawn'])
  })
})

describe('time', () => {
  const due = (its: Partial<MotionFacts>, more: object = {}) =>
    decideMotionDue({ motion: motion(its), facts: facts(more) })
  const passed = { ...announced, announcedUntil: now }
  test('carries what was announced for its days, opposed by nobody', () => {
    expect(acts(due(passed))).toEqual(['outbox', 'appointed', 'carried', 'outbox'])
  })
  test('ends what can no longer be done, and says why', () => {
    const decided = due(passed, { subject: { ...luis, state: 'departed' } }) as Decision
    expect(decided.write[0]).toMatchObject({ act: 'lapsed', reason: 'member_is_not_active' })
  })
  test('ends what the books refused, and says why', () => {
    const refused = fault('coordinator_is_the_last')
    const it = { facts: facts({}), refused }
    const decided = decideMotionDue({ ...it, motion: motion(passed) }) as Decision
    expect(acts(decided)).toEqual(['lapsed', 'outbox'])
    expect(decided.write[0]).toMatchObject({ act: 'lapsed', reason: refused.fault })
    // A member objected meanwhile: two stewards decide.
    const objected = motion({ ...passed, state: 'objected' })
    expect(faultOf(decideMotionDue({ ...it, motion: objected }))).toBe('motion_is_still_announced')
  })
  test.each(['waiting', 'announced', 'objected'] as const)(
    'ends what is %s once who proposed it is no steward any more, and says why',
    (state) => {
      const decided = due({ ...announced, state, isByASteward: false }) as Decision
      expect(decided.write[0]).toMatchObject({ act: 'lapsed', reason: 'proposer_left_office' })
    },
  )
  test.each(['waiting', 'objected'] as const)('ends what is %s after a month', (state) => {
    const decided = due({ state, at: now - 30 * day }) as Decision
    expect(decided.write[0]).toMatchObject({ act: 'lapsed', reason: null })
  })
  test('does nothing before, and nothing after', () => {
    expect(faultOf(due(announced))).toBe('motion_is_still_announced')
    expect(faultOf(due({ state: 'waiting' }))).toBe('motion_is_still_announced')
    const gone = { state: 'carried', at: 0, isByASteward: false } as const
    expect(faultOf(due(gone))).toBe('motion_is_decided')
  })
})

test('a second is free when another steward at work has no part in it', () => {
  const steward = (name: string, more: object = {}) =>
    ({ member: name, state: 'active', speaksFor: [name], ...more }) as const
  const free = (other: object, parties: string[] = ['luis']) =>
    isSecondFree([steward('rosa'), steward('omar', other)], 'rosa', parties)
  expect(free({})).toBe(true)
  expect(free({ state: 'paused' })).toBe(false)
  expect(free({}, ['omar'])).toBe(false)
  expect(free({ speaksFor: ['omar', 'luis'] })).toBe(false)
  // Who speaks for the proposer may not second, so nobody waits for them.
  expect(free({ speaksFor: ['omar', 'rosa'] })).toBe(false)
  expect(isSecondFree([steward('rosa')], 'rosa', [])).toBe(false)
})

test('each reader is told what they may do next, and of whom they may know', () => {
  const open = motion(announced)
  expect(mayOfMotion(open, omar, now)).toEqual(['approval', 'objection'])
  expect(mayOfMotion(open, rosa, now)).toEqual(['withdrawal'])
  expect(mayOfMotion({ ...open, isByASteward: false }, omar, now)).toEqual(['objection'])
  expect(mayOfMotion(open, ana, now)).toEqual(['objection'])
  expect(mayOfMotion(motion(), ana, now)).toEqual([])
  expect(mayOfMotion(motion({ state: 'carried' }), rosa, now)).toEqual([])
  const lift = { kind: 'lift', ref: 'luis' } as const
  expect(mayKnowOfMotion(motion(lift), ana)).toEqual({ motion: false, whom: false })
  expect(mayKnowOfMotion(motion({ ...lift, ...announced }), ana)).toEqual({
    motion: true,
    whom: false,
  })
  for (const knows of [omar, rosa, member('luis')]) {
    expect(mayKnowOfMotion(motion(lift), knows).whom).toBe(true)
  }
  expect(mayKnowOfMotion(motion(), ana).whom).toBe(true)
})

describe('carrying an amendment', () => {
  const text = { base: 4, effectiveFrom: now + day, body: neighbourhoodCharter }
  const about = { kind: 'amendment', ref: 'charter', body: {} } as const
  const second = (amendment: object | null) =>
    decideSeconding({ actor: omar, motion: motion(about), facts: facts({ amendment }) })
  test('is refused over an older version, and without its text', () => {
    expect(faultOf(second({ ...text, base: 3 }))).toBe('amendment_is_out_of_date')
    expect(faultOf(second(null))).toBe('not_found')
  })
  test('adopts the next version from its day, and never before now', () => {
    const adopted = (effectiveFrom: number) =>
      (second({ ...text, effectiveFrom }) as Decision).write.find(({ into }) => into === 'charter')
    expect(adopted(now + day)).toMatchObject({ version: 5, effectiveFrom: now + day })
    expect(adopted(now - day)).toMatchObject({ effectiveFrom: now })
  })
})

test('carrying a lift is refused for an account that closed, and who left', () => {
  const body = { floorSeconds: -200_000, until: now + 9 * day, reason: 'illness' } as const
  const second = (more: object) =>
    decideSeconding({
      actor: omar,
      motion: motion({ kind: 'lift', body }),
      facts: facts({ account: account('luis'), ...more }),
    })
  expect(faultOf(second({ account: null }))).toBe('member_is_not_active')
  expect(faultOf(second({ subject: { ...luis, state: 'departed' } }))).toBe('member_is_not_active')
  const closed = account('luis', { status: 'closed' })
  expect(faultOf(second({ account: closed }))).toBe('account_is_closed')
  expect(acts(second({}))).toEqual(['seconded', 'outbox', 'limitChange', 'carried', 'outbox'])
})
