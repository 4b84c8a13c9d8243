import * as v from 'valibot'
import { Charter, CharterBody } from './charter.ts'
import type { FieldFault } from './faults.ts'
import { Id } from './ids.ts'
import { Day, Moment } from './times.ts'

type Group<T> = T extends readonly unknown[] ? T : T extends object ? Partial<T> : T
/** What an amendment changes: any of the charter's numbers, each within its bounds. */
export type CharterChanges = {
  readonly [K in Exclude<keyof CharterBody, 'terms'>]?: Group<CharterBody[K]>
} & { readonly terms?: { readonly text: string } }

const { version: _v, effectiveFrom: _e, terms: _t, ...numbers } = Charter.entries

/** Changes as they are sent; the terms get their next version by themselves. */
export const CharterChanges = v.strictObject({
  ...Object.fromEntries(Object.entries(numbers).map(([name, one]) => [name, optionally(one)])),
  terms: v.optional(v.strictObject({ text: v.pipe(v.string(), v.trim(), v.minLength(1)) })),
}) as unknown as v.GenericSchema<CharterChanges, CharterChanges>

/** Propose to change the charter from a day on. */
export const AmendmentProposal = v.strictObject({
  id: Id,
  changes: CharterChanges,
  effectiveFrom: Day,
})
export type AmendmentProposal = v.InferOutput<typeof AmendmentProposal>

const Value = v.nullable(v.union([v.number(), v.string()]))
/** One thing that reads otherwise than before, in plain words with units. */
export const Difference = v.object({
  field: v.string(),
  before: Value,
  after: Value,
  says: v.string(),
})
export type Difference = v.InferOutput<typeof Difference>

/** A version of the charter in its history: from when, by whom, and what it changed. */
export const CharterVersion = v.object({
  version: v.number(),
  effectiveFrom: Moment,
  adoptedAt: Moment,
  /** The motion that carried it; null for the first. */
  motion: v.nullable(Id),
  proposedBy: v.nullable(Id),
  /** Null where it was announced to all and nobody objected, and for the first. */
  secondedBy: v.nullable(Id),
  names: v.record(v.string(), v.string()),
  differences: v.array(Difference),
  charter: Charter,
})
export type CharterVersion = v.InferOutput<typeof CharterVersion>

/**
 * The charter with these changes made.
 * @returns what is out of bounds, by JSON pointer, where the whole does not hold together
 */
export function amendedCharter(
  before: CharterBody,
  changes: CharterChanges,
): { readonly body: CharterBody } | { readonly fields: readonly FieldFault[] } {
  const merged: Record<string, unknown> = { ...before }
  for (const [name, change] of Object.entries(changes)) {
    if (change !== undefined) merged[name] = mergedGroup(merged[name], change)
  }
  if (changes.terms !== undefined && changes.terms.text !== before.terms.text) {
    merged.terms = { version: before.terms.version + 1, text: changes.terms.text }
  }
  const parsed = v.safeParse(CharterBody, merged)
  if (parsed.success) return { body: parsed.output }
  return { fields: parsed.issues.map(fieldOf) }
}

function mergedGroup(before: unknown, change: unknown): unknown {
  const isGroup = typeof change === 'object' && change !== null && !Array.isArray(change)
  return isGroup ? { ...(before as object), ...change } : change
}

function fieldOf(issue: v.BaseIssue<unknown>): FieldFault {
  const pointer = ['/changes', ...(issue.path ?? []).map(({ key }) => String(key))].join('/')
  return { pointer, expected: issue.message, received: JSON.stringify(issue.input) ?? 'nothing' }
}

/**
 * A field that may be left out; of a group, each of its numbers. No defaults: silence changes
 * nothing.
 */
function optionally(one: v.GenericSchema): v.GenericSchema {
  const bare = bareOf(one)
  if (!isGroup(bare)) return v.optional(bare)
  const inner = Object.entries(bare.entries).map(([name, each]) => [name, v.optional(bareOf(each))])
  return v.optional(v.strictObject(Object.fromEntries(inner)))
}

function bareOf(one: v.GenericSchema): v.GenericSchema {
  return 'wrapped' in one && one.type === 'optional' ? (one.wrapped as v.GenericSchema) : one
}

function isGroup(
  one: v.GenericSchema,
): one is v.StrictObjectSchema<Record<string, v.GenericSchema>, undefined> {
  return one.type === 'strict_object'
}
