import type { Connection } from './connection.ts'
import {
  type BatchResult,
  type Condition,
  type PipelineAnswer,
  ProtocolError,
  type Statement,
  type StatementResult,
  type StreamRequest,
  type WireError,
} from './hrana.ts'
import { wireError } from './refusal.ts'
import { runStatement } from './statement.ts'

/** A write batch as the client sends it, so that it can share its transaction with others. */
export interface GroupedWrite {
  readonly requests: readonly StreamRequest[]
  /** What stands between BEGIN IMMEDIATE and COMMIT. */
  readonly statements: readonly Statement[]
}

/**
 * The pipeline as a write batch that may share a transaction, or null: one batch of exactly the
 * steps BEGIN IMMEDIATE, statements that each run if the one before did, COMMIT, ROLLBACK. Anything
 * that could end a transaction or outlive it (transaction words, PRAGMA, DDL, OR ROLLBACK) cannot.
 */
export function writeOf(
  connection: Connection,
  requests: readonly StreamRequest[],
): GroupedWrite | null {
  const asking = requests.filter(({ type }) => !asksNothing.has(type))
  const [batch] = asking
  if (asking.length !== 1 || batch?.type !== 'batch') return null
  const { steps } = batch
  const commit = steps.length - 2
  if (commit < 1) return null
  const isShaped = steps.every(({ condition, statement }, i) => {
    const follows = isOk(condition, i - 1)
    if (i === 0) return condition === null && isWord(statement, 'BEGIN IMMEDIATE')
    if (i < commit) return follows && connection.shapeOf(statement.sql).staysInside
    if (i === commit) return follows && isWord(statement, 'COMMIT')
    const undoes = condition?.type === 'not' && isOk(condition.condition, commit)
    return undoes && isWord(statement, 'ROLLBACK')
  })
  return isShaped ? { requests, statements: steps.slice(1, commit).map((s) => s.statement) } : null
}

const asksNothing: ReadonlySet<string> = new Set(['store_sql', 'close_sql', 'close'])

function isOk(condition: Condition | null, step: number): boolean {
  return condition?.type === 'ok' && condition.step === step
}

function isWord({ args, namedArgs, sql }: Statement, word: string): boolean {
  return sql === word && args.length === 0 && namedArgs.length === 0
}

/**
 * Runs write batches inside one transaction, each in a savepoint of its own, and answers each as if
 * it had been alone: one that is refused is rolled back alone. Where the transaction ends early or
 * its commit fails, nothing of any of them was kept, and no answer is right: even a refusal may
 * rest on rows that are gone. @throws ProtocolError then, for all of them
 */
export function runGroup(
  connection: Connection,
  writes: readonly GroupedWrite[],
): PipelineAnswer[] {
  try {
    connection.transact('BEGIN IMMEDIATE')
    const answers = writes.map((write) => runInside(connection, write))
    connection.transact('COMMIT')
    return answers
  } catch (thrown) {
    throw noCommit(wireError(thrown))
  } finally {
    connection.settle()
  }
}

function runInside(connection: Connection, { requests, statements }: GroupedWrite): PipelineAnswer {
  connection.transact('SAVEPOINT turn')
  const results: StatementResult[] = []
  let refused: WireError | null = null
  for (const statement of statements) {
    try {
      results.push(runStatement(connection, statement))
    } catch (thrown) {
      refused = wireError(thrown)
      break
    }
  }
  // RAISE(ROLLBACK) and a full disk end the whole transaction: there is nothing to go back to.
  if (!connection.inTransaction) throw noCommit(refused)
  if (refused !== null) connection.transact('ROLLBACK TO turn')
  connection.transact('RELEASE turn')
  const skipped = Array<null>(statements.length - results.length).fill(null)
  const ends = refused === null ? [done, null] : [null, done]
  return answerOf(requests, [done, ...results, ...skipped, ...ends], refused)
}

/** What a word of a transaction answers. */
const done: StatementResult = {
  cols: [],
  rows: [],
  affected_row_count: 0,
  last_insert_rowid: null,
}

/** As BEGIN, the statements, and COMMIT or else ROLLBACK had answered; a refusal ends what ran. */
function answerOf(
  requests: readonly StreamRequest[],
  results: (StatementResult | null)[],
  refused: WireError | null,
): PipelineAnswer {
  const last = results.indexOf(null)
  const errors = results.map((_, i) => (i === last ? refused : null))
  const result: BatchResult = { step_results: results, step_errors: errors }
  const answers = requests.map(({ type }) => ({
    type: 'ok' as const,
    response: type === 'batch' ? { type, result } : { type },
  }))
  return { baton: null, base_url: null, results: answers }
}

function noCommit(cause: WireError | null): ProtocolError {
  const why = cause?.message ?? 'the transaction ended early'
  return new ProtocolError(503, 'SERVER_ERROR', `Nothing was kept of what shared a commit: ${why}`)
}
