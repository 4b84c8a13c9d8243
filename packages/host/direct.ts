import type {
  LocalLibsql,
  PipelineAnswer,
  SqlValue,
  Statement,
  Step,
} from '@commonhour/libsql-local'
import { type Client, type InStatement, LibsqlBatchError, LibsqlError } from '@libsql/client/web'
import { type BatchResult, resultSetOf } from './directRows.ts'
import type { Open } from './open.ts'

/**
 * Clients of a libsql-local in this very process. Their batches reach its queue as they are: the
 * same steps, refusals and results as over HTTP (one test suite holds all doors together), without
 * JSON, Request and Response, which cost more than the rows. All else goes through the client.
 * @param open clients over its `fetch`, of nobody else's
 */
export function openDirectly({ pipeline }: LocalLibsql, open: Open): Open {
  const clients = new Map<string, Client>()
  return (database) => {
    const kept = clients.get(database)
    if (kept) return kept
    const client = open(database)
    const longWay = client.batch.bind(client)
    const batch: Client['batch'] = async (statements, mode = 'deferred') => {
      const plain = client.closed ? null : plainOf(statements)
      if (plain === null) return longWay(statements, mode)
      const requests = [{ type: 'batch' as const, steps: stepsOf(plain, mode) }]
      const { body, status } = await pipeline(database, requests)
      if (status !== 200) throw refusalOf(body as Refusal)
      return resultsOf(body as PipelineAnswer, plain.length)
    }
    const made = Object.assign(client, { batch })
    clients.set(database, made)
    return made
  }
}

/** The statements, or null where one holds what only the client turns into SQL's values. */
function plainOf(statements: readonly (InStatement | [string, unknown?])[]): Statement[] | null {
  const plain: Statement[] = []
  for (const given of statements) {
    if (Array.isArray(given)) return null
    const { args = [], sql } = typeof given === 'string' ? { sql: given } : given
    if (!Array.isArray(args) || !args.every(isPlain)) return null
    plain.push({ sql, args, namedArgs: [], wantRows: true })
  }
  return plain
}

const leastInteger = -(2n ** 63n)
const mostInteger = 2n ** 63n - 1n

function isPlain(value: unknown): value is SqlValue {
  if (typeof value === 'string') return value.isWellFormed()
  if (typeof value === 'bigint') return value >= leastInteger && value <= mostInteger
  return value === null || (typeof value === 'number' && Number.isFinite(value))
}

const begins = {
  write: 'BEGIN IMMEDIATE',
  read: 'BEGIN TRANSACTION READONLY',
  deferred: 'BEGIN DEFERRED',
}

/** As the client sends a batch: each step if the one before ran, and ROLLBACK unless COMMIT did. */
function stepsOf(statements: readonly Statement[], mode: keyof typeof begins): Step[] {
  const word = (sql: string) => ({ sql, args: [], namedArgs: [], wantRows: false })
  const after = (step: number) => ({ type: 'ok' as const, step })
  const commit = statements.length + 1
  return [
    { statement: word(begins[mode]), condition: null },
    ...statements.map((statement, i) => ({ statement, condition: after(i) })),
    { statement: word('COMMIT'), condition: after(commit - 1) },
    { statement: word('ROLLBACK'), condition: { type: 'not', condition: after(commit) } },
  ]
}

interface Refusal {
  readonly message: string
  readonly code: string
}

function refusalOf({ code, message }: Refusal): LibsqlError {
  return new LibsqlError(message, code, undefined, undefined, new Error(message))
}

/** What each statement answered. Throws what refused one of them, BEGIN or COMMIT. */
function resultsOf({ results }: PipelineAnswer, count: number) {
  const [answer] = results
  if (answer?.type !== 'ok') throw refusalOf(answer?.error ?? lost)
  const { step_errors: errors, step_results: ran } = answer.response.result as BatchResult
  const refused = errors.findIndex((error) => error !== null)
  const error = errors[refused]
  if (error) {
    const { cause, code, message } = refusalOf(error)
    if (refused === 0 || refused > count) throw refusalOf(error)
    throw new LibsqlBatchError(message, refused - 1, code, undefined, undefined, cause as Error)
  }
  return ran.slice(1, count + 1).map(resultSetOf)
}

const lost: Refusal = { message: 'There was no answer', code: 'INTERNAL_ERROR' }
