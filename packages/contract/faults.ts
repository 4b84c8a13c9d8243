import { afterHelp } from './faults/after.ts'
import { books } from './faults/books.ts'
import { caller } from './faults/caller.ts'
import { exchanges } from './faults/exchanges.ts'
import type { FaultKind } from './faults/kind.ts'
import { machine } from './faults/machine.ts'
import { members } from './faults/members.ts'
import { motions } from './faults/motions.ts'
import { pools } from './faults/pools.ts'
import { proofs } from './faults/proofs.ts'
import { request } from './faults/request.ts'
import { rules } from './faults/rules.ts'

export type { Again, FaultKind } from './faults/kind.ts'

/**
 * Every refusal there is, in the order of the ladder: shape, caller, thing, rule, books, machine.
 */
export const faults = {
  ...request,
  ...caller,
  ...members,
  ...motions,
  ...exchanges,
  ...afterHelp,
  ...pools,
  ...proofs,
  ...rules,
  ...books,
  ...machine,
} as const satisfies Record<string, FaultKind>

export type FaultCode = keyof typeof faults

/** What one rule says of a set of facts (packages/fairness makes these). */
export interface Verdict {
  readonly rule: string
  readonly verdict: 'allow' | 'caution' | 'note' | 'refuse'
  readonly says: string
  readonly facts: Readonly<Record<string, number | string | boolean | null>>
}

/** One field that is not right: where, what was expected, what came. */
export interface FieldFault {
  readonly pointer: string
  readonly expected: string
  readonly received: string
}

/** A refusal as a value. */
export interface Fault {
  readonly fault: FaultCode
  readonly rule?: string
  readonly detail?: string
  /** The ways that are open now instead, by name. */
  readonly ways?: readonly string[]
  /** The exchange that stands in the way, where one does. */
  readonly exchange?: string
  /** The motion that waits already, where one does. */
  readonly motion?: string
  readonly verdicts?: readonly Verdict[]
  readonly fields?: readonly FieldFault[]
  /** Seconds to wait, where waiting helps. */
  readonly retryAfterSeconds?: number
}

/** A refusal from the catalogue. */
export function fault(code: FaultCode, more: Omit<Fault, 'fault'> = {}): Fault {
  return { fault: code, ...more }
}

export function isFault(value: unknown): value is Fault {
  return typeof value === 'object' && value !== null && 'fault' in value
}

export function isFaultCode(text: string): text is FaultCode {
  return Object.hasOwn(faults, text)
}
