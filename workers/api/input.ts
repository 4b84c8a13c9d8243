import {
  type Fault,
  type FieldFault,
  fault,
  Id,
  isFault,
  type Operation,
  parametersOf,
  slugPattern,
} from '@commonhour/contract'
import * as v from 'valibot'
import { fieldsOf, malformed, malformedField, pointerTo, shown, unknownFields } from './fields.ts'

/** The most bytes one request may bring. */
export const mostBytes = 64 * 1024

type Texts = Readonly<Record<string, string>>

/** What one path parameter may be, and how that is said. */
type Param = readonly [isRight: (text: unknown) => boolean, expected: string]
const idParam: Param = [(text) => v.is(Id, text), 'a UUIDv7 in lower case']
const numberParam: Param = [(text) => /^[1-9]\d{0,8}$/.test(String(text)), 'a number from 1 on']

/**
 * Path parameters.
 * @returns or `community_is_unknown` for what can be no slug, else what is malformed
 */
export function readParams(operation: Operation, given: Texts): Texts | Fault {
  const names = parametersOf(operation.path)
  if (names.includes('community') && !slugPattern.test(given.community ?? '')) {
    return fault('community_is_unknown')
  }
  const wrong = names.flatMap((name) => {
    if (name === 'community') return []
    const [isRight, expected] = name === 'no' ? numberParam : idParam
    return isRight(given[name]) ? [] : [field(`/${name}`, expected, given[name])]
  })
  return wrong.length > 0 ? malformed(wrong) : given
}

/** The query as its schema has it. A name that is unknown or given twice is refused. */
export function readQuery(operation: Operation, search: URLSearchParams): unknown {
  const given = Object.fromEntries(search)
  const twice = [...new Set(search.keys())].filter((key) => search.getAll(key).length > 1)
  const fields = twice.map((key) => field(`/${key}`, 'this once', search.getAll(key)))
  return readBy(operation.query ?? v.strictObject({}), given, fields)
}

/**
 * The body, at most 64 kB even where its length was not told.
 * @returns its text, or `body_is_too_large`, or `request_is_malformed` for bytes that are no UTF-8
 */
export async function readText(request: Request): Promise<string | Fault> {
  if (Number(request.headers.get('content-length') ?? 0) > mostBytes) return tooLarge()
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength
    // Leaving the loop cancels the stream: nothing beyond the limit is read.
    if (bytes > mostBytes) return tooLarge()
    chunks.push(chunk)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(joined(chunks, bytes))
  } catch {
    return malformedField('', 'text in UTF-8', 'other bytes')
  }
}

/** A body that was read: as sent, for its fingerprint, and as its schema has it. */
export interface ReadBody {
  readonly sent: unknown
  readonly body: unknown
}

/** The body by its schema. Where nothing is needed, nothing may be sent, or `{}`. */
export function readBody(
  operation: Operation,
  text: string,
  contentType: string | undefined,
): ReadBody | Fault {
  const schema = operation.body ?? v.strictObject({})
  if (text.trim() === '' && v.is(schema, {})) {
    return { sent: {}, body: operation.body && v.parse(operation.body, {}) }
  }
  if (!/^application\/json *(;|$)/i.test(contentType ?? '')) return fault('body_is_not_json')
  const sent = parsed(text)
  if (sent === unparsable) return malformedField('', 'JSON', 'text that is not JSON')
  const body = readBy(schema, sent, [])
  if (isFault(body)) return body
  return { sent, body: operation.body ? body : undefined }
}

function readBy(schema: v.GenericSchema, given: unknown, wrong: readonly FieldFault[]): unknown {
  const read = v.safeParse(schema, given)
  const unknown = unknownFields(schema, given)
  // Only what fits its schema is looked through: that bounds how deep it can be.
  if (read.success) unknown.push(...unkeepable(given))
  if (read.success && wrong.length === 0 && unknown.length === 0) return read.output
  const named = [...fieldsOf(read.issues ?? []), ...unknown, ...wrong]
  return malformed([...new Map(named.map((one) => [one.pointer, one])).values()])
}

/**
 * Texts that no database keeps as they are: half a surrogate pair is no UTF-8, and past a NUL
 * SQLite stores text that it never reads back.
 */
function unkeepable(given: unknown, pointer = ''): FieldFault[] {
  if (typeof given === 'string') {
    const isKept = given.isWellFormed() && !given.includes('\0')
    return isKept ? [] : [field(pointer, 'text without NUL or halves of characters', given)]
  }
  if (typeof given !== 'object' || given === null) return []
  return Object.entries(given).flatMap(([key, one]) =>
    unkeepable(one, `${pointer}${pointerTo([key])}`),
  )
}

function field(pointer: string, expected: string, received: unknown): FieldFault {
  return { pointer, expected, received: shown(received) }
}

function tooLarge(): Fault {
  return fault('body_is_too_large')
}

const unparsable = Symbol('unparsable')
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return unparsable
  }
}

function joined(chunks: readonly Uint8Array[], bytes: number): Uint8Array {
  const all = new Uint8Array(bytes)
  let at = 0
  for (const chunk of chunks) {
    all.set(chunk, at)
    at += chunk.byteLength
  }
  return all
}
