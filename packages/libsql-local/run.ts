import type { Connection, Prepared } from './connection.ts'
import {
  type BatchResult,
  type Condition,
  type PipelineAnswer,
  ProtocolError,
  type SqlValue,
  type Statement,
  StatementError,
  type StatementResult,
  type Step,
  type StreamRequest,
  type StreamResult,
  type WireError,
  type WireValue,
} from './hrana.ts'
import { refusedText } from './text.ts'

/**
 * Runs one pipeline whole, as one unit. A transaction still open at its end is rolled back and the
 * pipeline refused: were it answered, the client's next statement would run outside of it.
 */
export function runPipeline(connection: Connection, requests: StreamRequest[]): PipelineAnswer {
  let results: StreamResult[]
  let leftOpen = false
  try {
    results = requests.map((request) => runRequest(connection, request))
  } finally {
    leftOpen = connection.settle()
  }
  if (leftOpen) {
    throw new ProtocolError(
      400,
      'TRANSACTION_LEFT_OPEN',
      'A transaction must end in the request that began it; it was rolled back. Use a batch.',
    )
  }
  return { baton: null, base_url: null, results }
}

function runRequest(connection: Connection, request: StreamRequest): StreamResult {
  try {
    return { type: 'ok', response: { type: request.type, ...respond(connection, request) } }
  } catch (thrown) {
    return { type: 'error', error: wireError(thrown) }
  }
}

function respond(connection: Connection, request: StreamRequest): object {
  switch (request.type) {
    case 'execute':
      return { result: runStatement(connection, request.statement) }
    case 'batch':
      return { result: runBatch(connection, request.steps) }
    case 'sequence':
      connection.execute(request.sql)
      return {}
    case 'describe':
      return { result: describe(connection.prepare(request.sql), request.sql) }
    case 'get_autocommit':
      return { is_autocommit: !connection.inTransaction }
    default:
      return {}
  }
}

function runBatch(connection: Connection, steps: Step[]): BatchResult {
  const results: (StatementResult | null)[] = []
  const errors: (WireError | null)[] = []
  const holds = (condition: Condition): boolean => {
    switch (condition.type) {
      case 'ok':
        return results[condition.step] !== null
      case 'error':
        return errors[condition.step] !== null
      case 'not':
        return !holds(condition.condition)
      case 'and':
        return condition.conditions.every(holds)
      case 'or':
        return condition.conditions.some(holds)
      case 'is_autocommit':
        return !connection.inTransaction
    }
  }
  for (const { statement, condition } of steps) {
    let result: StatementResult | null = null
    let error: WireError | null = null
    if (condition === null || holds(condition)) {
      try {
        result = runStatement(connection, statement)
      } catch (thrown) {
        error = wireError(thrown)
      }
    }
    results.push(result)
    errors.push(error)
  }
  return { step_results: results, step_errors: errors }
}

function runStatement(connection: Connection, statement: Statement): StatementResult {
  const prepared = connection.prepare(statement.sql)
  const { native, columns, shape } = prepared
  const args = bind(prepared, statement)
  const changes = shape.kind === 'insert' || shape.kind === 'write'
  const rows = columns.length > 0 ? native.all(args) : []
  let affected = columns.length > 0 ? 0 : native.run(args).changes
  let rowid: bigint | null = null
  if (changes && (columns.length > 0 || shape.kind === 'insert')) {
    const last = connection.lastChange()
    affected = last.changes
    if (shape.kind === 'insert') rowid = last.rowid
  }
  return {
    cols: columns,
    rows: statement.wantRows ? rows.map((row) => row.map(wireValue)) : [],
    affected_row_count: changes ? affected : 0,
    last_insert_rowid: rowid === null ? null : String(rowid),
  }
}

/**
 * Every parameter gets its value by place. The native engine keeps what an earlier run bound where
 * an argument is missing, and ends the process where a name is; neither may reach it.
 */
function bind({ shape }: Prepared, { args, namedArgs }: Statement): SqlValue[] {
  if (args.length > 0 && namedArgs.length > 0) {
    throw new StatementError(
      'ARGS_BOTH_POSITIONAL_AND_NAMED',
      'Specifying both positional and named arguments is not supported',
    )
  }
  const named = new Map(namedArgs.map(([name, value]) => [name.replace(/^[:@$]/, ''), value]))
  if (args.length > shape.params.length) throw argsInvalid(`expected ${shape.params.length}`)
  return shape.params.map((name, i) => {
    const value = named.size > 0 && name !== null ? named.get(name.slice(1)) : args[i]
    if (value === undefined) throw argsInvalid(`value for parameter ${name ?? i + 1} not found`)
    const refusal = typeof value === 'string' ? refusedText(value) : null
    if (refusal !== null) throw argsInvalid(`text for parameter ${name ?? i + 1} ${refusal}`)
    return value
  })
}

function argsInvalid(why: string): StatementError {
  return new StatementError('ARGS_INVALID', `Arguments do not match SQL parameters: ${why}`)
}

function describe({ shape, columns }: Prepared, sql: string): object {
  return {
    params: shape.params.map((name) => ({ name })),
    cols: columns,
    is_explain: /^\s*explain\b/i.test(sql),
    is_readonly: shape.kind === 'read',
  }
}

function wireValue(value: SqlValue): WireValue {
  if (value === null) return { type: 'null' }
  if (typeof value === 'bigint') return { type: 'integer', value: value.toString() }
  if (typeof value === 'string') return { type: 'text', value }
  if (typeof value === 'number') return { type: 'float', value }
  return { type: 'blob', base64: Buffer.from(value).toString('base64') }
}

/** A refusal in sqld's words: the message of SQLite, or of a RAISE, stands last. Bugs pass on. */
/** SQLite's primary result code SQLITE_CONSTRAINT. */
const constraint = 19

function wireError(thrown: unknown): WireError {
  if (thrown instanceof StatementError) return { message: thrown.message, code: thrown.code }
  if (thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string') {
    const [family, primary] = thrown.code.split('_')
    if (family === 'SQLITE') {
      return { message: `SQLite error: ${thrown.message}`, code: `SQLITE_${primary}` }
    }
    // The driver has no name for newer extended codes, such as a STRICT table's wrong type (3091).
    const extended = /^UNKNOWN_SQLITE_ERROR_(\d+)$/.exec(thrown.code)?.[1]
    if (extended !== undefined) {
      const isConstraint = (Number(extended) & 255) === constraint
      const code = isConstraint ? 'SQLITE_CONSTRAINT' : 'SQLITE_ERROR'
      return { message: `SQLite error: ${thrown.message}`, code }
    }
  }
  throw thrown
}
