import { createHash } from 'node:crypto'
import { neighbourhoodCharter } from '@commonhour/contract'
import { actor, id, insert, leaf, now, type Statement, type Values } from './rows.ts'

// Rows of what two stewards decide, with the defaults most tests want.

/** Rosa proposes that Luis become auditor; `name` is the motion's. */
export function motion(name: string, more: Values = {}): Statement {
  return leaf('motion', {
    id: id(name),
    kind: 'appointment',
    ref: id('luis'),
    body: '{"office":"auditor"}',
    actor,
    announcedUntil: null,
    ...more,
  })
}
export function motionStep(name: string, step: number, act: string, more: Values = {}): Statement {
  return leaf('motion_step', { motion: id(name), step, act, reason: null, actor, ...more })
}
const body = JSON.stringify({ ...neighbourhoodCharter, quantumSeconds: 1800 })
/** What an amendment says, and the charter that adopts it word for word. */
export const amended = { body, digest: createHash('sha256').update(body).digest('hex') }
/** The charter as an amendment would have it, over the first version; written before its motion. */
export function amendment(name: string, more: Values = {}): Statement {
  return insert('charter_amendment', {
    motion: id(name),
    base: 1,
    effectiveFrom: now,
    ...amended,
    ...more,
  })
}
export function office(name: string, act = 'appointed', more: Values = {}): Statement {
  return leaf('stewardship', { member: id(name), office: 'auditor', act, actor, ...more })
}
