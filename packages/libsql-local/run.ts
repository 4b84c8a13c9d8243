import type { Connection, Prepared } from './connection.ts'
import {
  type BatchResult,
  type Condition,
  type PipelineAnswer,
  ProtocolError,
  type StatementResult,
  type Step,
  type StreamRequest,
  type StreamResult,
  type WireError,
} from './hrana.ts'
import { wireError } from './refusal.ts'
import { runStatement } from './statement.ts'

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

function describe({ shape, columns }: Prepared, sql: string): object {
  return {
    params: shape.params.map((name) => ({ name })),
    cols: columns,
    is_explain: /^\s*explain\b/i.test(sql),
    is_readonly: shape.kind === 'read',
  }
}
