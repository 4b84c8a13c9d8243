import type { Row } from '@libsql/client/web'

/** Readers of one column of a row; a column of another type is a bug and throws. */
export function textOf(row: Row, column: string): string {
  const value = row[column]
  if (typeof value !== 'string') throw new TypeError(`${column} is not text`)
  return value
}
export function textOrNull(row: Row, column: string): string | null {
  return row[column] === null ? null : textOf(row, column)
}
export function numberOf(row: Row, column: string): number {
  const value = row[column]
  if (typeof value === 'bigint') return Number(value)
  if (typeof value !== 'number') throw new TypeError(`${column} is not a number`)
  return value
}
export function numberOrNull(row: Row, column: string): number | null {
  return row[column] === null ? null : numberOf(row, column)
}
/** JSON that our own statements or triggers made. */
export function jsonOf<T>(row: Row, column: string): T {
  return JSON.parse(textOf(row, column)) as T
}
/** Reads at most one row. */
export function first<T>(read: (row: Row) => T): (rows: readonly Row[]) => T | null {
  return ([row]) => (row === undefined ? null : read(row))
}
/** Reads every row. */
export function every<T>(read: (row: Row) => T): (rows: readonly Row[]) => T[] {
  return (rows) => rows.map(read)
}
