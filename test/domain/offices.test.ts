import { isFault, type MemberApplication } from '@commonhour/contract'
import {
  type ApplyFacts,
  type Decision,
  decideAdmission,
  decideAppAdmission,
  decideAppGrant,
  decideApplication,
  decideReversal,
} from '@commonhour/domain'
import { describe, expect, test } from 'vitest'
import {
  ana,
  charter,
  exchange,
  expected,
  hour,
  member,
  now,
  rosa,
  today,
  written,
} from './facts.ts'

const faultOf = (decided: unknown) => (isFault(decided) ? decided.fault : decided)
const yes = (decided: unknown) => decided as Decision
const suspended = { ...rosa, state: 'suspended' as const }
const office = ['office rosa 1', 'member rosa 2']

describe('applying', () => {
  const application: MemberApplication = {
    id: 'new',
    kind: 'person',
    name: 'Eva Lind',
    area: null,
    languages: [],
    about: '',
    contact: {},
    termsVersion: 1,
    answers: [],
    admit: false,
  }
  const apply = (more: Partial<ApplyFacts> = {}, its: Partial<MemberApplication> = {}) =>
    decideApplication({
      application: { ...application, ...its },
      person: 'eva',
      actor: null,
      joining: 'application',
      charter,
      today,
      freshId: 'account',
      freshLink: 'link',
      ...more,
    })
  test.each<[string, Partial<ApplyFacts>, Partial<MemberApplication>, string]>([
    ['admission by nobody', {}, { admit: true }, 'actor_is_not_a_coordinator'],
    ['admission by a member', { actor: ana }, { admit: true }, 'actor_is_not_a_coordinator'],
    ['admission by one suspended', { actor: suspended }, { admit: true }, 'actor_is_not_active'],
    ['who joined already', { actor: ana, joining: 'closed' }, {}, 'person_has_joined_already'],
    ['an app', { person: null }, {}, 'joining_is_closed'],
    ['anyone, when joining is closed', { joining: 'closed' }, {}, 'joining_is_closed'],
    ['anyone without an invitation', { joining: 'invitation' }, {}, 'joining_is_closed'],
    ['who read older terms', {}, { termsVersion: 0 }, 'terms_are_not_current'],
    [
      'older terms told to a coordinator',
      { actor: rosa },
      { admit: true, termsVersion: 0 },
      'terms_are_not_current',
    ],
    [
      'a household, for another',
      { actor: { ...ana, member: 'elm', state: 'suspended' } },
      { kind: 'household' },
      'only_themselves_may_do_this',
    ],
    [
      'a suspended member, for a household',
      { actor: { ...ana, state: 'suspended' } },
      { kind: 'household' },
      'actor_is_not_active',
    ],
    [
      'a member who read older terms, for a household',
      { actor: ana },
      { kind: 'household', termsVersion: 0 },
      'terms_are_not_current',
    ],
  ])('is refused to %s', (_, more, its, code) => {
    expect(faultOf(apply(more, its))).toBe(code)
  })
  test('waits for a coordinator, without an account', () => {
    const decided = yes(apply())
    expect(written(decided)).toEqual([
      'member',
      'new 0 applied',
      'memberPerson',
      'tell coordinators member.applied',
    ])
    expect(expected(decided)).toEqual(['person eva 0'])
  })
  test.each(['household', 'organisation'] as const)(
    'a member asks for a %s, and is its first person',
    (kind) => {
      const decided = yes(apply({ actor: ana, joining: 'closed' }, { kind }))
      expect(written(decided)).toEqual([
        ...['member', 'new 0 applied', 'link', 'linkStep', 'linkStep'],
        'tell coordinators member.applied',
      ])
      expect(decided.write[2]).toMatchObject({ id: 'link', member: 'new', linked: 'ana' })
      expect(expected(decided)).toEqual(['member ana 2'])
    },
  )
  test.each([
    ['person', 'member'],
    ['organisation', 'organisation'],
    ['household', 'household'],
  ] as const)('a coordinator enters a %s without e-mail, admitted at once', (kind, account) => {
    const decided = yes(apply({ actor: rosa, joining: 'closed' }, { admit: true, kind }))
    expect(written(decided)).toEqual(['member', 'new 0 applied', 'new 1 active', 'account'])
    expect(decided.write[3]).toMatchObject({ kind: account, member: 'new', id: 'account' })
    expect(expected(decided)).toEqual(office)
  })
})

describe('admitting', () => {
  const applicant = { id: 'new', kind: 'organisation', state: 'applied', version: 1 } as const
  const admit = (actor = rosa, its: object = {}) =>
    decideAdmission({ actor, member: { ...applicant, ...its }, today, freshId: 'account' })
  test.each([
    ['a member', ana, { state: 'active' }, 'actor_is_not_a_coordinator'],
    ['a suspended coordinator', suspended, { state: 'active' }, 'actor_is_not_active'],
    [
      'a coordinator in their own cause',
      rosa,
      { id: 'rosa', state: 'active' },
      'decision_is_in_own_cause',
    ],
    ['whom is no applicant', rosa, { state: 'active' }, 'member_is_not_an_applicant'],
    ['who left', rosa, { state: 'departed' }, 'member_is_not_an_applicant'],
  ] as const)('is refused to %s', (_, actor, its, code) => {
    expect(faultOf(admit(actor as typeof rosa, its))).toBe(code)
  })
  test('opens the account of its kind and tells the applicant', () => {
    const decided = yes(admit())
    expect(written(decided)).toEqual([
      'joining',
      'new 1 active',
      'account',
      'tell new member.admitted',
    ])
    expect(decided.write[2]).toMatchObject({ kind: 'organisation' })
    expect(expected(decided)).toEqual([...office, 'member new 1'])
  })
})

describe('an app', () => {
  const app = (admitted: boolean) =>
    ({ kind: 'app', app: 'library', admitted, version: 3 }) as const
  const decide = (act: 'admitted' | 'withdrawn', admitted: boolean, actor = rosa) =>
    decideAppAdmission({ act, actor, app: app(admitted), name: 'Library' })
  test.each([
    ['by a member', 'admitted', true, ana, 'actor_is_not_a_coordinator'],
    ['by a suspended coordinator', 'admitted', true, suspended, 'actor_is_not_active'],
    ['twice', 'admitted', true, rosa, 'app_is_admitted_already'],
  ] as const)('is not admitted %s', (_, act, admitted, actor, code) => {
    expect(faultOf(decide(act, admitted, actor as typeof rosa))).toBe(code)
  })
  test('is not withdrawn before it was admitted', () => {
    expect(faultOf(decide('withdrawn', false))).toBe('app_is_not_admitted')
  })
  test.each([
    ['admitted', false],
    ['withdrawn', true],
  ] as const)('is %s by a coordinator in one step', (act, before) => {
    const decided = yes(decide(act, before))
    expect(decided.write).toEqual([
      { into: 'appStep', app: 'library', name: 'Library', step: 3, act },
    ])
    expect(expected(decided)).toEqual([...office, 'app library 3'])
  })

  const grant = (more: object = {}) =>
    decideAppGrant({
      actor: ana,
      app: app(true),
      account: 'choir',
      speaksFor: true,
      grant: { app: 'library', dailyCapSeconds: hour },
      version: 1,
      ...more,
    })
  const paused = member('ana', { state: 'paused' })
  test.each([
    ['who does not speak for it', { speaksFor: false, actor: paused }, 'account_is_not_yours'],
    ['who is paused', { actor: paused, app: app(false) }, 'actor_is_not_active'],
    ['for an app that is not admitted', { app: app(false) }, 'app_is_not_admitted'],
  ])('is not granted an account by one %s', (_, more, code) => {
    expect(faultOf(grant(more))).toBe(code)
  })
  test('is granted an account up to a cap, guarded by the grants before', () => {
    const decided = yes(grant())
    expect(decided.write).toMatchObject([{ into: 'appGrant', step: 1, dailyCapSeconds: hour }])
    expect(expected(decided)).toEqual(['member ana 2', 'app library 3', 'grant library choir 1'])
  })
})

test('a suspended coordinator reverses nothing', () => {
  const more = { charter, now, reason: 'x', freshIds: [] }
  const facts = { exchange: exchange('confirmed'), actor: suspended, ...more }
  expect(faultOf(decideReversal(facts))).toBe('actor_is_not_active')
})
