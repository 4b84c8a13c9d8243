import type { Connection, Prepared } from './connection.ts'
import {
  type SqlValue,
  type Statement,
  StatementError,
  type StatementResult,
  type WireValue,
} from './hrana.ts'
import { refusedText } from './text.ts'

/** Runs one statement. Throws what refuses it. */
export function runStatement(connection: Connection, statement: Statement): StatementResult {
  const prepared = connection.prepare(statement.sql)
  const { native, columns, shape } = prepared
  const args = bind(prepared, statement)
  const changes = shape.kind === 'insert' || shape.kind === 'write'
  const returns = columns.length > 0
  const rows = returns ? native.all(args) : []
  const ran = returns ? null : native.run(args)
  // The native engine tells a row id as a JS number, and nothing at all of what returns rows.
  const isExact = ran !== null && Number.isSafeInteger(ran.lastInsertRowid)
  const last = changes && !isExact ? connection.lastChange() : null
  const affected = last?.changes ?? ran?.changes ?? 0
  const rowid = last?.rowid ?? ran?.lastInsertRowid ?? null
  return {
    cols: columns,
    rows: statement.wantRows ? rows.map((row) => row.map(wireValue)) : [],
    affected_row_count: changes ? affected : 0,
    last_insert_rowid: shape.kind === 'insert' ? String(rowid) : null,
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

function wireValue(value: SqlValue): WireValue {
  if (value === null) return { type: 'null' }
  if (typeof value === 'bigint') return { type: 'integer', value: value.toString() }
  if (typeof value === 'string') return { type: 'text', value }
  if (typeof value === 'number') return { type: 'float', value }
  return { type: 'blob', base64: Buffer.from(value).toString('base64') }
}
