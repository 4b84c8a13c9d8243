import type { Client, InArgs, InStatement, InValue, Row } from '@libsql/client/web'
import { columnOf, type Table } from './tables.ts'

/** What a cell may hold. */
export type Cell = InValue

const operators = {
  eq: 'IS',
  ne: 'IS NOT',
  lt: '<',
  lte: '<=',
  gt: '>',
  gte: '>=',
  in: 'IN',
  not_in: 'NOT IN',
} as const

/** One condition on a column; `in` and `not_in` take a list. */
export interface Condition {
  readonly column: string
  readonly operator: keyof typeof operators
  readonly value: InValue | readonly InValue[]
  /** Whether this one may hold in place of the ones before it. */
  readonly or?: boolean
}

export interface Selection {
  readonly limit?: number
  readonly offset?: number
  readonly orderBy?: { readonly column: string; readonly direction: 'asc' | 'desc' }
}

/**
 * What the sign-in library writes through: rows by table and column name. Its tables only; each
 * call is one statement, so each is whole or nothing.
 */
export interface Store {
  /** Writes a row and returns what then stands (see `conflicts`). */
  insert(table: Table, values: Readonly<Record<string, InValue>>): Promise<Row>
  find(table: Table, where: readonly Condition[], select?: Selection): Promise<Row[]>
  count(table: Table, where: readonly Condition[]): Promise<number>
  update(
    table: Table,
    where: readonly Condition[],
    values: Readonly<Record<string, InValue>>,
  ): Promise<Row[]>
  remove(table: Table, where: readonly Condition[]): Promise<number>
  /** Removes at most one row and returns it: of callers at the same moment one alone gets it. */
  take(table: Table, where: readonly Condition[]): Promise<Row | null>
}

// What a row that meets another does. A person is found, not made twice. Of two codes for one
// address the newer counts: a wrong guess puts the code it took back, and must not thereby end a
// code that was sent meanwhile.
const conflicts: Partial<Record<Table, string>> = {
  person: 'ON CONFLICT (email) DO UPDATE SET email = email',
  verification: `ON CONFLICT (identifier) DO UPDATE SET id = excluded.id, value = excluded.value,
    createdAt = excluded.createdAt, expiresAt = excluded.expiresAt
    WHERE excluded.expiresAt >= verification.expiresAt`,
}

/** The store of the host database behind this client. */
export function openStore(host: Client): Store {
  const run = async (statement: InStatement) => (await host.execute(statement)).rows
  return {
    async insert(table, values) {
      const [row] = await run(inserting(table, values))
      return row ?? (values as Row)
    },
    find: (table, where, select = {}) => run(selecting(table, where, select)),
    async count(table, where) {
      const [row] = await run(statement(`SELECT count(*) AS n FROM ${table}`, table, where))
      return Number(row?.n)
    },
    update: (table, where, values) => run(updating(table, where, values)),
    async remove(table, where) {
      return (await host.execute(statement(`DELETE FROM ${table}`, table, where))).rowsAffected
    },
    async take(table, where) {
      const { sql, args } = statement(`SELECT rowid FROM ${table}`, table, where)
      const one = `DELETE FROM ${table} WHERE rowid IN (${sql} LIMIT 1) RETURNING *`
      return (await run({ sql: one, args }))[0] ?? null
    },
  }
}

interface Bound {
  sql: string
  args: InArgs
}

function inserting(table: Table, values: Readonly<Record<string, InValue>>): Bound {
  const columns = Object.keys(values).map((column) => columnOf(table, column))
  const marks = columns.map(() => '?').join(', ')
  const sql = `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${marks})`
  return { sql: `${sql} ${conflicts[table] ?? ''} RETURNING *`, args: Object.values(values) }
}

function selecting(table: Table, where: readonly Condition[], select: Selection): Bound {
  const { sql, args } = statement(`SELECT * FROM ${table}`, table, where)
  const { orderBy, limit = -1, offset = 0 } = select
  const order = orderBy
    ? ` ORDER BY ${columnOf(table, orderBy.column)} ${orderBy.direction === 'desc' ? 'DESC' : 'ASC'}`
    : ''
  return { sql: `${sql}${order} LIMIT ? OFFSET ?`, args: [...(args as InValue[]), limit, offset] }
}

function updating(
  table: Table,
  where: readonly Condition[],
  values: Readonly<Record<string, InValue>>,
): Bound {
  const set = Object.keys(values).map((column) => `${columnOf(table, column)} = ?`)
  const { sql, args } = statement(`UPDATE ${table} SET ${set.join(', ')}`, table, where)
  return { sql: `${sql} RETURNING *`, args: [...Object.values(values), ...(args as InValue[])] }
}

function statement(start: string, table: Table, where: readonly Condition[]): Bound {
  const conditions = where.map((condition, i) => {
    const list = listOf(condition)
    const mark = list ? `(${list.map(() => '?').join(', ')})` : '?'
    const test = `${columnOf(table, condition.column)} ${operators[condition.operator]} ${mark}`
    if (i === 0) return test
    return condition.or ? `OR ${test}` : `AND ${test}`
  })
  const args = where.flatMap((condition) => listOf(condition) ?? [condition.value as InValue])
  return { sql: where.length ? `${start} WHERE ${conditions.join(' ')}` : start, args }
}

function listOf({ value }: Condition): readonly InValue[] | null {
  return Array.isArray(value) ? value : null
}
