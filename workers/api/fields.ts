import { type Fault, type FieldFault, fault } from '@commonhour/contract'
import type * as v from 'valibot'

/** More fields than this are not told: one request would make a long answer. */
const mostFields = 50
const mostCharacters = 100

/** `request_is_malformed` with these fields named. */
export function malformed(fields: readonly FieldFault[]): Fault {
  return fault('request_is_malformed', { fields: fields.slice(0, mostFields) })
}

/** One field by itself: for what is checked outside a schema, such as a cursor. */
export function malformedField(pointer: string, expected: string, received: unknown): Fault {
  return malformed([{ pointer, expected, received: shown(received) }])
}

/** Every failing field as JSON pointer (RFC 6901), what was expected and what came; one each. */
export function fieldsOf(issues: readonly v.BaseIssue<unknown>[]): FieldFault[] {
  const fields = new Map<string, FieldFault>()
  for (const issue of issues) {
    const pointer = pointerOf(issue)
    if (fields.has(pointer)) continue
    fields.set(pointer, { pointer, expected: expectedBy(issue), received: receivedBy(issue) })
  }
  return [...fields.values()]
}

/** Names the schema does not know. valibot stops at the first of them; a caller wants them all. */
export function unknownFields(schema: v.GenericSchema | undefined, value: unknown): FieldFault[] {
  if (!isStrictObject(schema) || typeof value !== 'object' || value === null) return []
  return Object.keys(value)
    .filter((key) => !Object.hasOwn(schema.entries, key))
    .map((key) => ({ pointer: pointerTo([key]), expected: 'no such field', received: shown(key) }))
}

export function shown(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value)
  return text.length > mostCharacters ? `${text.slice(0, mostCharacters - 1)}…` : text
}

function pointerOf(issue: v.BaseIssue<unknown>): string {
  return pointerTo((issue.path ?? []).map((item) => String(item.key)))
}

/** A JSON pointer (RFC 6901) to where these keys lead. */
export function pointerTo(keys: readonly string[]): string {
  return keys.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

/** Sentences for the checks that say only a number; the contract words the others itself. */
const words: Record<string, (requirement: unknown) => string> = {
  min_length: (least) => `at least ${least} characters or items`,
  max_length: (most) => `at most ${most} characters or items`,
  min_value: (least) => `at least ${least}`,
  max_value: (most) => `at most ${most}`,
  integer: () => 'a whole number',
}

function expectedBy(issue: v.BaseIssue<unknown>): string {
  if (!issue.message.startsWith('Invalid ')) return issue.message
  if (issue.type === 'strict_object' && issue.expected === 'never') return 'no such field'
  if (isMissing(issue)) return 'this field'
  return words[issue.type]?.(issue.requirement) ?? issue.expected ?? issue.type
}

function receivedBy(issue: v.BaseIssue<unknown>): string {
  if (issue.received === 'undefined') return 'nothing'
  const plain = issue.kind === 'validation' ? shown(issue.input) : issue.received
  return plain.length > mostCharacters ? `${plain.slice(0, mostCharacters - 1)}…` : plain
}

function isMissing(issue: v.BaseIssue<unknown>): boolean {
  const last = issue.path?.at(-1)
  return last?.origin === 'key' && issue.received === 'undefined'
}

type StrictObject = v.StrictObjectSchema<v.ObjectEntries, undefined>
function isStrictObject(schema: v.GenericSchema | undefined): schema is StrictObject {
  return schema?.type === 'strict_object'
}
