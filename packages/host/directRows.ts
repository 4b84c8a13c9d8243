import type { StatementResult, WireValue } from '@commonhour/libsql-local'
import type { ResultSet, Row, Value } from '@libsql/client/web'

/** What a batch answers, as libsql-local has it. */
export interface BatchResult {
  readonly step_results: readonly (StatementResult | null)[]
  readonly step_errors: readonly ({ readonly message: string; readonly code: string } | null)[]
}

/** A result as the client gives it: integers are numbers, or refused where they are too large. */
export function resultSetOf(result: StatementResult | null): ResultSet {
  if (result === null) throw new TypeError('A statement of a batch that was kept did not run')
  const columns = result.cols.map(({ name }) => name)
  const rows = result.rows.map((values) => new DirectRow(columns, values.map(clientValueOf)) as Row)
  const rowid = result.last_insert_rowid
  return {
    columns,
    columnTypes: result.cols.map(({ decltype }) => decltype ?? ''),
    rows,
    rowsAffected: result.affected_row_count,
    lastInsertRowid: rowid === null ? undefined : BigInt(rowid),
    toJSON: () => ({ columns, rows: rows.map((row) => Array.from(row)) }),
  }
}

function clientValueOf(value: WireValue): Value {
  switch (value.type) {
    case 'null':
      return null
    case 'integer':
      return integerOf(value.value)
    case 'blob':
      return Uint8Array.from(Buffer.from(value.base64, 'base64')).buffer
    default:
      return value.value
  }
}

function integerOf(text: string): number {
  const number = Number(text)
  if (Number.isSafeInteger(number)) return number
  throw new RangeError('An integer is too large to be told as a number')
}

/** Values by the names of their columns, and by their places, which are not listed. */
class DirectRow {
  [name: string]: Value | unknown
  readonly #values: readonly Value[]

  constructor(columns: readonly string[], values: readonly Value[]) {
    this.#values = values
    DirectRow.#placesUpTo(columns.length)
    for (const [i, name] of columns.entries()) {
      // Of two columns of one name the first is told by it; a place's number is no name.
      if (!(name in this)) this[name] = values[i]
    }
  }

  get length(): number {
    return this.#values.length
  }

  static #places = 0
  static #placesUpTo(count: number): void {
    for (; DirectRow.#places < count; DirectRow.#places++) {
      const place = DirectRow.#places
      Object.defineProperty(DirectRow.prototype, place, {
        get(this: DirectRow) {
          return this.#values[place]
        },
      })
    }
  }
}
