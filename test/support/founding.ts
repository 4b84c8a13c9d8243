import { post } from './moves.ts'
import {
  accountOf,
  accountRow,
  actor,
  charterRow,
  hour,
  id,
  insert,
  leaf,
  memberRow,
  memberStep,
  now,
  type Statement,
  type Values,
} from './rows.ts'

/** Leaf 0: the community itself. */
export function communityRow(more: Values = {}): Statement {
  return leaf('community', {
    one: 1,
    slug: 'riverside',
    purpose: 'test',
    publicId: 'public-riverside',
    name: 'Riverside Time Bank',
    about: '',
    languages: '["en"]',
    timeZone: 'Europe/Dublin',
    joining: 'application',
    ...more,
  })
}

function joined(name: string, number: number, kind = 'person'): Statement[] {
  return [
    memberRow(name, number, { kind, joinedOn: '2025-01-06' }),
    memberStep(name, 0, 'applied'),
    memberStep(name, 1, 'active'),
    accountRow(name, kind === 'person' ? 'member' : kind),
  ]
}

/**
 * A community and who is in it: ana and luis, who have helped each other for an hour; nia, new
 * here; rosa, coordinator and auditor; paul, who has applied; the choir, an organisation that
 * granted the admitted app `library` two hours a day; and a pool.
 */
export function founding(): Statement[] {
  return [
    communityRow(),
    charterRow(1, now),
    ...joined('rosa', 1),
    leaf('stewardship', { member: id('rosa'), office: 'coordinator', act: 'appointed', actor }),
    leaf('stewardship', { member: id('rosa'), office: 'auditor', act: 'appointed', actor }),
    ...joined('ana', 2),
    ...joined('luis', 3),
    ...joined('nia', 4),
    ...joined('choir', 5, 'organisation'),
    memberRow('paul', 6),
    memberStep('paul', 0, 'applied'),
    insert('member_person', { member: id('ana'), person: 'person-ana' }),
    accountRow('pool', 'pool'),
    leaf('app_step', { app: 'library', step: 0, act: 'admitted', actor }),
    insert('app_name', { app: 'library', name: 'Riverside Library' }),
    leaf('app_grant', {
      app: 'library',
      account: accountOf('choir'),
      step: 0,
      act: 'granted',
      dailyCapSeconds: 2 * hour,
      actor,
    }),
    post('begin1', 'ana', 'luis', hour),
    post('begin2', 'luis', 'ana', hour),
  ]
}
