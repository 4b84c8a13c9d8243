import { actor, day, id, insert, leaf, now, type Values } from './rows.ts'

// Rows of acting for another and of what keeps people safe, with the defaults most tests want.

export function delegation(name: string, number: number, more: Values = {}) {
  const between = { member: id('ana'), delegate: id('nia'), scope: 'act' }
  const until = now + 30 * day
  return insert('delegation', { id: id(name), number, ...between, until, at: now, ...more })
}
export function delegationStep(name: string, step: number, act: string, more: Values = {}) {
  return leaf('delegation_step', { delegation: id(name), step, act, actor, ...more })
}
export function household(act: string, more: Values = {}) {
  const between = { member: id('rosa'), other: id('luis') }
  return leaf('household_declaration', { ...between, act, actor, ...more })
}
export function slipBatch(name: string, more: Values = {}) {
  const sums = { source: 'paper', lines: 2, seconds: 7200 }
  return leaf('slip_batch', { id: id(name), ...sums, actor, ...more })
}
export function slip(batch: string, line: number, exchange: string, more: Values = {}) {
  return insert('slip', { batch: id(batch), line, exchange: id(exchange), ...more })
}
export function slipReversal(batch: string, exchanges: number, more: Values = {}) {
  return leaf('slip_reversal', { batch: id(batch), exchanges, actor, ...more })
}
export function block(member: string, blocked: string, more: Values = {}) {
  return insert('member_block', { member: id(member), blocked: id(blocked), at: now, ...more })
}
export function concern(name: string, number: number, more: Values = {}) {
  const about = { aboutMember: id('luis'), aboutExchange: null, kind: 'unkind' }
  return insert('concern', { id: id(name), number, member: id('ana'), ...about, at: now, ...more })
}
export function resolution(name: string, more: Values = {}) {
  return leaf('concern_resolution', { concern: id(name), outcome: 'talked', actor, ...more })
}
export function check(member: string, more: Values = {}) {
  const seen = { kind: 'driving', untilOn: '2027-03-01' }
  return leaf('member_check', { member: id(member), ...seen, actor, ...more })
}
/** Rosa changes what is told of a member; of nobody, the community's settings. */
export function settingsChange(member: string | null, fields: string[], more: Values = {}) {
  const changed = { member: member && id(member), fields: JSON.stringify(fields) }
  return leaf('settings_change', { ...changed, actor, ...more })
}
/** A link between the choir and Ana, unless said otherwise. */
export function link(name: string, number: number, more: Values = {}) {
  const between = { member: id('choir'), linked: id('ana') }
  return insert('link', { id: id(name), number, ...between, at: now, ...more })
}
export function linkStep(name: string, step: number, act: string, more: Values = {}) {
  return leaf('link_step', { link: id(name), step, act, actor, ...more })
}
