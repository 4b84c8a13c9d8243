import {
  accountOf,
  actor,
  day,
  id,
  insert,
  leaf,
  momentAt,
  nextSeq,
  now,
  Raw,
  type Values,
} from './rows.ts'

// Rows that move hours and agree on help, with the defaults most tests want.

const move = { purpose: 'help', charter: 1, actor } as const

/** `from` received help of `to`; `from` and `to` are names of account holders. */
export function post(name: string, from: string, to: string, seconds: number, more: Values = {}) {
  const between = { fromAccount: accountOf(from), toAccount: accountOf(to), seconds }
  return leaf('transfer', { id: id(name), kind: 'post', ...move, ...between, ...more })
}
export function hold(name: string, from: string, to: string, seconds: number, more: Values = {}) {
  return post(name, from, to, seconds, { kind: 'hold', expiresAt: now + 60 * day, ...more })
}
export function settle(ref: string, from: string, to: string, seconds: number, more: Values = {}) {
  return post(`s${ref}`, from, to, seconds, { kind: 'settle', ref: id(ref), ...more })
}
export function release(ref: string, from: string, to: string, seconds: number, more: Values = {}) {
  return post(`s${ref}`, from, to, seconds, { kind: 'release', ref: id(ref), ...more })
}
/** Mirrors a transfer `from` → `to`: the hours go back. */
export function reverse(ref: string, from: string, to: string, seconds: number, more: Values = {}) {
  const reversal = { kind: 'reverse', ref: id(ref), reason: 'entered-twice' }
  return post(`r${ref}`, to, from, seconds, { ...reversal, ...more })
}

export function limit(name: string, floorSeconds: number, until: number | null, more: Values = {}) {
  const reason = 'supported'
  return leaf('limit_change', {
    account: accountOf(name),
    floorSeconds,
    until,
    reason,
    actor,
    ...more,
  })
}
export function accountStep(name: string, act: string, more: Values = {}) {
  return leaf('account_step', { account: accountOf(name), act, actor, ...more })
}

/** An exchange in which `giver` helps `receiver`; its steps follow apart. */
export function exchange(name: string, giver: string, receiver: string, more: Values = {}) {
  return [
    insert('exchange', {
      id: id(name),
      number: Number.parseInt(Buffer.from(name).toString('hex'), 16),
      giver: id(giver),
      giverAccount: accountOf(giver),
      estimateSeconds: 3600,
      charter: 1,
      at: momentAt(now),
      ...more,
    }),
    receiverRow(name, receiver),
  ]
}
export function receiverRow(exchange: string, receiver: string, more: Values = {}) {
  return insert('exchange_receiver', {
    exchange: id(exchange),
    member: id(receiver),
    account: accountOf(receiver),
    ...more,
  })
}
export function step(exchange: string, step: number, state: string, more: Values = {}) {
  return insert('exchange_step', {
    exchange: id(exchange),
    step,
    state,
    actor,
    at: momentAt(now),
    logSize: nextSeq,
    ...more,
  })
}

/** Other terms that the step of the same number proposes. */
export function terms(exchange: string, step: number, more: Values = {}) {
  return insert('exchange_terms', {
    exchange: id(exchange),
    step,
    estimateSeconds: 7200,
    agreedForAt: null,
    ...more,
  })
}
/** A notice, and the row that says it reminds a member of a claim at step 2. */
export function reminder(exchange: string, more: Values = {}) {
  const notice = { kind: 'exchange.reminder', ref: id(exchange), member: id('ana'), at: now }
  const row = { exchange: id(exchange), step: 2, day: 3, member: id('ana'), kind: 'reminder' }
  const outbox = new Raw('(SELECT max(id) FROM outbox)')
  return [
    insert('outbox', notice),
    insert('exchange_reminder', { ...row, outbox, at: now, ...more }),
  ]
}
/** One of several says yes to the step an exchange stands at. */
export function assent(exchange: string, member: string, step: number, more: Values = {}) {
  const kind = 'acceptance'
  const said = { exchange: id(exchange), member: id(member), step, kind }
  const by = { actor: `member:${id(member)}`, at: now, logSize: nextSeq }
  return insert('exchange_assent', { ...said, ...by, ...more })
}

/** What a rule said of the hours of a receiver, at the step an exchange stands at. */
export function verdict(exchange: string, step: number, rule: string, more: Values = {}) {
  const of = { exchange: id(exchange), step, rule, receiver: id('ana') }
  const said = { verdict: 'note', says: 'x', facts: '{}', at: now }
  return insert('exchange_verdict', { ...of, ...said, ...more })
}

export function need(name: string, title: string, text: string, more: Values = {}) {
  return insert('need', {
    number: Number.parseInt(Buffer.from(name).toString('hex'), 16),
    id: id(name),
    member: id('ana'),
    title,
    text,
    category: 'transport',
    remote: 0,
    when: '{"kind":"anyTime"}',
    language: 'en',
    publishedAt: now,
    expiresOn: '2025-02-05',
    ...more,
  })
}
export function offer(name: string, title: string, text: string, more: Values = {}) {
  const row = need(name, title, text, more)
  return { ...row, sql: row.sql.replace('"need"', '"offer"') }
}
