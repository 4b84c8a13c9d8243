import { post } from './moves.ts'
import {
  accountOf,
  actor,
  hour,
  id,
  insert,
  leaf,
  memberStep,
  momentAt,
  now,
  type Values,
} from './rows.ts'

// Rows of shared hours, askings and leaving, with the defaults most tests want.

export function application(name: string, member: string, seconds: number, more: Values = {}) {
  return leaf('pool_application', {
    id: id(name),
    pool: accountOf('pool'),
    member: id(member),
    seconds,
    reason: 'hours_ran_out',
    actor: `member:${id(member)}`,
    ...more,
  })
}
export function answer(name: string, act: string, more: Values = {}) {
  return leaf('pool_answer', { application: id(name), act, reason: 'other', actor, ...more })
}
/** The hours of an application, from the pool. */
export function grant(name: string, to: string, seconds: number, more: Values = {}) {
  return post(`g${name}`, 'pool', to, seconds, { purpose: 'grant', groupId: id(name), ...more })
}
export function asking(name: string, asker: string, asked: string, more: Values = {}) {
  return insert('asking', {
    number: Number.parseInt(Buffer.from(name).toString('hex'), 16),
    id: id(name),
    asker: id(asker),
    asked: id(asked),
    seconds: hour,
    actor: `member:${id(asker)}`,
    at: momentAt(now),
    ...more,
  })
}
export function askingAnswer(name: string, act: string, more: Values = {}) {
  return insert('asking_answer', { asking: id(name), act, actor, at: now, ...more })
}
export function departure(name: string, more: Values = {}) {
  return leaf('departure', { member: id(name), reason: 'leaves', handTo: null, actor, ...more })
}

/** Rows for the tables of this word; nia's account is frozen already. */
export function poolRows() {
  const to = { groupId: id('q'), purpose: 'gift' }
  return [
    post('i', 'luis', 'ana', 4 * hour),
    post('j', 'ana', 'pool', 2 * hour, { purpose: 'gift' }),
    application('ap', 'luis', hour),
    grant('ap', 'luis', hour),
    answer('ap', 'granted'),
    application('aq', 'luis', hour),
    asking('q', 'luis', 'ana'),
    asking('r', 'choir', 'ana'),
    post('k', 'ana', 'luis', hour, to),
    askingAnswer('q', 'given'),
    insert('member_choice', { member: id('ana'), choice: 'digest', value: 'weekly' }),
    memberStep('nia', 2, 'departed'),
    departure('nia'),
  ]
}
