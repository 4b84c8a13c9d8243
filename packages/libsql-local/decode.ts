import {
  type Condition,
  ProtocolError,
  type SqlValue,
  type Statement,
  type Step,
  type StreamRequest,
} from './hrana.ts'

const MAX_CONDITION_DEPTH = 100
const MIN_INTEGER = -(2n ** 63n)
const MAX_INTEGER = 2n ** 63n - 1n

type Json = Record<string, unknown>

/**
 * Reads the body of a pipeline. Everything is checked before anything runs, so a malformed request
 * never leaves half its work behind. Stored SQL texts live as long as their request and are looked
 * up here. Throws ProtocolError (400) naming the place that is wrong.
 */
export function decodePipeline(text: string): StreamRequest[] {
  const body = object(parse(text), 'body')
  if (body.baton !== undefined && body.baton !== null) {
    throw refuse('baton', 'absent: streams end with their request and are not interactive')
  }
  const stored = new Map<number, string>()
  return array(body.requests, 'requests').map((request, i) =>
    streamRequest(object(request, `requests[${i}]`), stored, `requests[${i}]`),
  )
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw refuse('body', 'JSON')
  }
}

function streamRequest(request: Json, stored: Map<number, string>, at: string): StreamRequest {
  switch (request.type) {
    case 'execute':
      return { type: 'execute', statement: statement(request.stmt, stored, `${at}.stmt`) }
    case 'batch': {
      const steps = array(object(request.batch, `${at}.batch`).steps, `${at}.batch.steps`)
      return { type: 'batch', steps: steps.map((s, i) => step(s, i, stored, `${at}.steps[${i}]`)) }
    }
    case 'sequence':
    case 'describe':
      return { type: request.type, sql: sqlText(request, stored, at) }
    case 'store_sql': {
      const id = integer(request.sql_id, `${at}.sql_id`)
      if (stored.has(id)) throw refuse(`${at}.sql_id`, 'an id that is not in use')
      stored.set(id, string(request.sql, `${at}.sql`))
      return { type: 'store_sql' }
    }
    case 'close_sql':
      stored.delete(integer(request.sql_id, `${at}.sql_id`))
      return { type: 'close_sql' }
    case 'close':
    case 'get_autocommit':
      return { type: request.type }
    default:
      throw refuse(`${at}.type`, 'a request type of Hrana 2 or 3')
  }
}

function step(value: unknown, index: number, stored: Map<number, string>, at: string): Step {
  const { stmt, condition: given } = object(value, at)
  const absent = given === undefined || given === null
  return {
    statement: statement(stmt, stored, `${at}.stmt`),
    condition: absent ? null : condition(given, index, `${at}.condition`, 0),
  }
}

function condition(value: unknown, index: number, at: string, depth: number): Condition {
  if (depth > MAX_CONDITION_DEPTH) throw refuse(at, `nested at most ${MAX_CONDITION_DEPTH} deep`)
  const given = object(value, at)
  switch (given.type) {
    case 'ok':
    case 'error': {
      const earlier = integer(given.step, `${at}.step`)
      if (earlier < 0 || earlier >= index) throw refuse(`${at}.step`, 'an earlier step')
      return { type: given.type, step: earlier }
    }
    case 'not':
      return { type: 'not', condition: condition(given.cond, index, `${at}.cond`, depth + 1) }
    case 'and':
    case 'or': {
      const conditions = array(given.conds, `${at}.conds`)
      return {
        type: given.type,
        conditions: conditions.map((c, i) => condition(c, index, `${at}.conds[${i}]`, depth + 1)),
      }
    }
    case 'is_autocommit':
      return { type: 'is_autocommit' }
    default:
      throw refuse(`${at}.type`, 'ok, error, not, and, or, is_autocommit')
  }
}

function statement(value: unknown, stored: Map<number, string>, at: string): Statement {
  const given = object(value, at)
  const args = given.args == null ? [] : array(given.args, `${at}.args`)
  const named = given.named_args == null ? [] : array(given.named_args, `${at}.named_args`)
  return {
    sql: sqlText(given, stored, at),
    args: args.map((arg, i) => sqlValue(arg, at, i)),
    namedArgs: named.map((arg, i) => {
      const { name, value } = object(arg, `${at}.named_args[${i}]`)
      return [string(name, `${at}.named_args[${i}].name`), sqlValue(value, at, i)]
    }),
    wantRows: given.want_rows == null ? true : boolean(given.want_rows, `${at}.want_rows`),
  }
}

function sqlText(given: Json, stored: Map<number, string>, at: string): string {
  const hasText = given.sql !== undefined && given.sql !== null
  const hasId = given.sql_id !== undefined && given.sql_id !== null
  if (hasText === hasId) throw refuse(at, 'one of sql and sql_id')
  if (hasText) return string(given.sql, `${at}.sql`)
  const sql = stored.get(integer(given.sql_id, `${at}.sql_id`))
  if (sql === undefined) throw refuse(`${at}.sql_id`, 'an id stored earlier in this request')
  return sql
}

function sqlValue(value: unknown, at: string, index: number): SqlValue {
  const given = object(value, at)
  switch (given.type) {
    case 'null':
      return null
    case 'integer':
      return int64(given.value, `${at} argument ${index}`)
    case 'float':
      if (typeof given.value === 'number') return given.value
      throw refuse(`${at} argument ${index}`, 'a number')
    case 'text':
      return string(given.value, `${at} argument ${index}`)
    case 'blob':
      return blob(given.base64, `${at} argument ${index}`)
    default:
      throw refuse(`${at} argument ${index}`, 'null, integer, float, text or blob')
  }
}

function int64(value: unknown, at: string): bigint {
  if (typeof value === 'string' && /^-?\d{1,19}$/.test(value)) {
    const whole = BigInt(value)
    if (whole >= MIN_INTEGER && whole <= MAX_INTEGER) return whole
  }
  throw refuse(at, 'a 64-bit integer as a decimal string')
}

function blob(value: unknown, at: string): Uint8Array {
  // Buffer skips what it cannot read; a blob that lost bytes on the way must be refused instead.
  if (typeof value === 'string' && /^[A-Za-z0-9+/]*={0,2}$/.test(value)) {
    return Buffer.from(value, 'base64')
  }
  throw refuse(at, 'base64')
}

function object(value: unknown, at: string): Json {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Json
  throw refuse(at, 'an object')
}

function array(value: unknown, at: string): unknown[] {
  if (Array.isArray(value)) return value
  throw refuse(at, 'an array')
}

function string(value: unknown, at: string): string {
  if (typeof value === 'string' && value.isWellFormed()) return value
  throw refuse(at, 'a string of whole Unicode characters')
}

function integer(value: unknown, at: string): number {
  if (Number.isSafeInteger(value)) return value as number
  throw refuse(at, 'an integer')
}

function boolean(value: unknown, at: string): boolean {
  if (typeof value === 'boolean') return value
  throw refuse(at, 'true or false')
}

function refuse(at: string, expected: string): ProtocolError {
  return new ProtocolError(400, 'HRANA_PROTO_ERROR', `${at}: expected ${expected}`)
}
