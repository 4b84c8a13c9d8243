import { type Fault, fault, isFault, isFaultCode } from '@commonhour/contract'
import {
  type Client,
  type InStatement,
  LibsqlBatchError,
  LibsqlError,
  type Row,
} from '@libsql/client/web'

/** The open books of one community: what everything here reads and writes through. */
export interface Books {
  readonly client: Client
}

/**
 * Opens a community's books.
 * @param client of that community's database; on workerd a new one at every request
 */
export function openBooks(client: Client): Books {
  return { client }
}

/** One question to the books, and how its rows are read. */
export interface Query<T> {
  readonly sql: string
  readonly args: readonly Bindable[]
  readonly read: (rows: readonly Row[]) => T
}
export type Bindable = string | number | bigint | null
/** Asks nothing: for a write of the clock, which nobody reads an answer of. */
export const nothingQuery: Query<null> = {
  sql: 'SELECT 1 WHERE 0',
  args: [],
  read: () => null,
}
export type Queries = Readonly<Record<string, Query<unknown>>>
/** What a set of questions answers, by their names. */
export type AnswersOf<Q extends Queries> = { [K in keyof Q]: ReturnType<Q[K]['read']> }

/**
 * The door to read: several questions, one round trip, one moment.
 * @throws BooksOutOfReach when the database does not answer
 */
export async function snapshot<const Q extends Queries>(
  books: Books,
  queries: Q,
): Promise<AnswersOf<Q>> {
  const results = await send(books, Object.values(queries).map(statementOf), 'read')
  return answersOf(queries, results, 0)
}

/**
 * The door to write: one atomic batch, then questions about what now stands in the same batch.
 * @param told how a refusal is told, by the place in the batch of the statement that was refused
 * @returns the answers, or the fault the database raised; nothing is written then
 * @throws BooksOutOfReach when the answer was lost: whether it was written must then be asked
 */
export async function commit<const Q extends Queries>(
  books: Books,
  statements: readonly InStatement[],
  queries: Q,
  told: (refused: Fault, statement: number) => Fault = (refused) => refused,
): Promise<AnswersOf<Q> | Fault> {
  const reading = Object.values(queries).map(statementOf)
  const results = await send(books, [...statements, ...reading], 'write').catch(
    refusalOrThrow(told),
  )
  return isFault(results) ? results : answersOf(queries, results, statements.length)
}

/** The database did not answer; what was sent may or may not have been written. */
export class BooksOutOfReach extends Error {
  constructor(cause: unknown) {
    super('The books did not answer.', { cause })
    this.name = 'BooksOutOfReach'
  }
}

/** What the client says when no answer of the database's own arrived. */
const lost = new Set([
  'HRANA_CLOSED_ERROR',
  'HRANA_PROTO_ERROR',
  'INTERNAL_ERROR',
  'SERVER_ERROR',
  'UNKNOWN',
])

async function send(books: Books, statements: InStatement[], mode: 'read' | 'write') {
  try {
    return await books.client.batch(statements, mode)
  } catch (cause) {
    const answered = cause instanceof LibsqlError && !lost.has(cause.code)
    throw answered ? cause : new BooksOutOfReach(cause)
  }
}

/**
 * The code of a database that answered a question, and not as books do: another file stands in its
 * place, say. Null for everything else, being out of reach above all.
 */
export function unreadableCode(cause: unknown): string | null {
  return cause instanceof LibsqlError ? cause.code : null
}

function refusalOrThrow(told: (refused: Fault, statement: number) => Fault) {
  return (cause: unknown): Fault => {
    const refused = faultOf(cause)
    if (refused === null) throw cause
    return cause instanceof LibsqlBatchError ? told(refused, cause.statementIndex) : refused
  }
}

/** The fault whose token ends the message of a refused statement; null when it is no refusal. */
export function faultOf(cause: unknown): Fault | null {
  if (!(cause instanceof LibsqlError)) return null
  const inner = cause.cause instanceof Error ? cause.cause.message : cause.message
  const token = /(\w+)\W*$/.exec(inner)?.[1] ?? ''
  return isFaultCode(token) ? fault(token) : null
}

/**
 * Integers travel as 64-bit integers: a JS number would arrive as REAL (`5` as `5.0` in a body).
 */
export function bound(value: Bindable): string | bigint | number | null {
  return typeof value === 'number' && Number.isInteger(value) ? BigInt(value) : value
}

function statementOf({ sql, args }: Query<unknown>): InStatement {
  return { sql, args: args.map(bound) }
}

function answersOf<Q extends Queries>(
  queries: Q,
  results: readonly { readonly rows: readonly Row[] }[],
  from: number,
): AnswersOf<Q> {
  const entries = Object.entries(queries).map(([name, query], index) => [
    name,
    query.read(results[from + index]?.rows ?? []),
  ])
  return Object.fromEntries(entries)
}
