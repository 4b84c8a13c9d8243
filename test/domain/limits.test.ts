import { isFault, type LineChange } from '@commonhour/contract'
import { type Decision, decideLineChange, type LineChangeFacts } from '@commonhour/domain'
import { describe, expect, test } from 'vitest'
import { account, ana, charter, expected, hour, now, rosa, written } from './facts.ts'

const day = 86_400_000
const faultOf = (decided: unknown) => (isFault(decided) ? decided.fault : decided)
const subject = {
  id: 'luis',
  kind: 'person',
  state: 'active',
  version: 2,
  offices: [],
  officesVersion: 0,
} as const
const omar = { member: 'omar', state: 'active', speaksFor: ['omar'] } as const

const decide = (its: Partial<LineChange> = {}, more: Partial<LineChangeFacts> = {}) =>
  decideLineChange({
    change: { id: 'c', floorSeconds: -25 * hour, until: '2026-04-01', reason: 'illness', ...its },
    until: its.until === null ? null : now + 30 * day,
    actor: rosa,
    subject,
    account: account('luis'),
    own: null,
    stewards: [omar],
    charter,
    now,
    ...more,
  })
const suspended = { ...rosa, state: 'suspended' as const }
const mine = { ...rosa, speaksFor: ['rosa', 'luis'] }

describe('a line of a member’s own', () => {
  test.each<[string, Partial<LineChange>, Partial<LineChangeFacts>, string]>([
    ['by a member', {}, { actor: ana, account: null }, 'actor_is_not_a_coordinator'],
    ['by who is suspended', {}, { actor: suspended, account: null }, 'actor_is_not_active'],
    ['in one’s own cause', {}, { actor: mine, account: null }, 'decision_is_in_own_cause'],
    ['without an account', { floorSeconds: 0 }, { account: null }, 'member_is_not_active'],
    [
      'of a closed account',
      { floorSeconds: 0 },
      { account: account('luis', { status: 'closed' }) },
      'account_is_closed',
    ],
    ['above the charter’s', { floorSeconds: -19 * hour, until: null }, {}, 'line_would_be_tighter'],
    ['without an end', { until: null }, {}, 'line_needs_an_end'],
    ['that has ended', {}, { until: now }, 'line_needs_an_end'],
    [
      'as it stands',
      {},
      { own: { floorSeconds: -25 * hour, until: now + 30 * day } },
      'line_stands_already',
    ],
    [
      'back where there is none',
      { floorSeconds: -20 * hour, until: null },
      {},
      'line_stands_already',
    ],
    ['for over a year', {}, { until: now + 366 * day }, 'line_needs_an_end'],
  ])('is refused %s', (_, its, more, code) => {
    expect(faultOf(decide(its, more))).toBe(code)
  })
  test('is given by one coordinator up to ten hours beyond the charter', () => {
    const decided = decide({ floorSeconds: -30 * hour }) as Decision
    expect(written(decided)).toEqual(['tell luis limits.changed', 'limitChange'])
    expect(expected(decided)).toEqual(['office rosa 1', 'member rosa 2', "account luis's 7"])
  })
  test.each([
    ['beyond ten hours', { floorSeconds: -31 * hour }],
    ['of a supported member, however small', { reason: 'supported' as const }],
  ])('waits for a second steward %s', (_, its) => {
    const decided = decide(its) as Decision
    expect(written(decided)).toEqual(['motion', 'tell coordinators motion.waiting'])
  })
  test('is announced to all where no second is free', () => {
    const decided = decide({ floorSeconds: -31 * hour }, { stewards: [] }) as Decision
    expect(written(decided)).toEqual(['motion', 'outboxToAll'])
    expect(decided.write[0]).toMatchObject({ announcedUntil: now + 7 * day })
  })
  test('goes back to the charter’s at once', () => {
    const own = { floorSeconds: -25 * hour, until: now + day }
    const decided = decide({ floorSeconds: -20 * hour, until: null }, { own }) as Decision
    expect(decided.write[1]).toMatchObject({ until: now, reason: 'ended' })
  })
  test('of an organisation is measured from the organisations’ number', () => {
    const choir = account('luis', { kind: 'organisation' })
    expect(written(decide({ floorSeconds: -110 * hour }, { account: choir }) as Decision)).toEqual([
      'tell luis limits.changed',
      'limitChange',
    ])
  })
})
