import type { InStatement } from '@libsql/client/web'
import { getTableName, type InferInsertModel } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { type Bindable, bound } from './books.ts'

/** A value that the database computes inside the batch. */
export interface Computed {
  readonly sql: string
  readonly args: readonly Bindable[]
}
type Values<T extends SQLiteTable> = {
  readonly [K in keyof InferInsertModel<T>]: InferInsertModel<T>[K] | Computed
}

/** Where the next leaf stands; its trigger refuses any other place. */
export const nextSeq: Computed = { sql: '(SELECT seq FROM next_leaf)', args: [] }

/** The moment of a row: never before the newest leaf (ledger.md law 8). */
export function momentNow(now: number): Computed {
  return { sql: 'max(?, (SELECT at FROM next_leaf))', args: [now] }
}

/** One row into one table; columns are checked by the table's type. */
export function insert<T extends SQLiteTable>(table: T, values: Values<T>): InStatement {
  const entries = Object.entries(values as Record<string, Bindable | Computed | undefined>).filter(
    (entry): entry is [string, Bindable | Computed] => entry[1] !== undefined,
  )
  const columns = entries.map(([name]) => `"${name}"`).join(', ')
  const places = entries.map(([, value]) => (isComputed(value) ? value.sql : '?')).join(', ')
  const args = entries.flatMap(([, value]) => (isComputed(value) ? value.args : [value]))
  return {
    sql: `INSERT INTO ${getTableName(table)} (${columns}) VALUES (${places})`,
    args: args.map(bound),
  }
}

function isComputed(value: Bindable | Computed): value is Computed {
  return typeof value === 'object' && value !== null
}
