/**
 * The shapes of Hrana over HTTP that we speak: protocol 2 and 3 in JSON, as
 * https://github.com/tursodatabase/libsql/blob/main/docs/HRANA_3_SPEC.md writes them.
 */

/** What SQLite stores: 64-bit integers are always `bigint`, JavaScript numbers are always REAL. */
export type SqlValue = null | bigint | number | string | Uint8Array

/** A value on the wire; integers travel as decimal strings, so that no digit is lost. */
export type WireValue =
  | { type: 'null' }
  | { type: 'integer'; value: string }
  | { type: 'float'; value: number }
  | { type: 'text'; value: string }
  | { type: 'blob'; base64: string }

/** One statement with its arguments; a stored SQL text has already been looked up. */
export interface Statement {
  sql: string
  args: SqlValue[]
  namedArgs: [name: string, value: SqlValue][]
  wantRows: boolean
}

/** When a step of a batch runs. Steps are named by their place, and only earlier ones. */
export type Condition =
  | { type: 'ok' | 'error'; step: number }
  | { type: 'not'; condition: Condition }
  | { type: 'and' | 'or'; conditions: Condition[] }
  | { type: 'is_autocommit' }

export interface Step {
  statement: Statement
  condition: Condition | null
}

/** One request of a pipeline, decoded and checked. */
export type StreamRequest =
  | { type: 'execute'; statement: Statement }
  | { type: 'batch'; steps: Step[] }
  | { type: 'sequence' | 'describe'; sql: string }
  | { type: 'store_sql' | 'close_sql' | 'close' | 'get_autocommit' }

export interface WireError {
  message: string
  code: string
}

export interface WireColumn {
  name: string
  decltype: string | null
}

export interface StatementResult {
  cols: WireColumn[]
  rows: WireValue[][]
  affected_row_count: number
  last_insert_rowid: string | null
}

export interface BatchResult {
  step_results: (StatementResult | null)[]
  step_errors: (WireError | null)[]
}

export type StreamResult =
  | { type: 'ok'; response: { type: StreamRequest['type']; [field: string]: unknown } }
  | { type: 'error'; error: WireError }

/** The answer to one pipeline. There is never a baton: a stream ends with its request. */
export interface PipelineAnswer {
  baton: null
  base_url: null
  results: StreamResult[]
}

/** The request as a whole is refused: nothing of it was kept. Answered with `status` and JSON. */
export class ProtocolError extends Error {
  readonly status: number
  readonly code: string

  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

/** One statement is refused before SQLite sees it; its neighbours are not touched. */
export class StatementError extends Error {
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}
