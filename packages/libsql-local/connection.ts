import Database from 'libsql'
import { type SqlValue, StatementError, type WireColumn } from './hrana.ts'
import { type SqlShape, shapeOf } from './sql.ts'

const CACHED_STATEMENTS = 256
const CACHED_SQL_LENGTH = 20_000
const BUSY_MILLISECONDS = 5_000

/** A statement ready to run, with what we know about it without asking SQLite again. */
export interface Prepared {
  native: NativeStatement
  shape: SqlShape
  /** Empty when it returns no rows. The native `reader` flag is not to be relied on. */
  columns: WireColumn[]
}

/** The words of the transaction that grouped batches share. */
type TransactionWord =
  | 'BEGIN IMMEDIATE'
  | 'COMMIT'
  | 'SAVEPOINT turn'
  | 'ROLLBACK TO turn'
  | 'RELEASE turn'

interface NativeStatement {
  run(args: SqlValue[]): { changes: number; lastInsertRowid: number }
  all(args: SqlValue[]): SqlValue[][]
}

/**
 * The one native connection of one file. Everything on it is synchronous, so what runs in one go
 * is never interleaved with anything else.
 */
export class Connection {
  readonly #db: Database.Database
  readonly #statements = new Map<string, Prepared>()
  readonly #lastChange: NativeStatement
  #disturbed = false

  /** Opens the file at an absolute path, making it when it is absent. */
  constructor(path: string) {
    this.#db = new Database(path, { timeout: BUSY_MILLISECONDS })
    this.#db.defaultSafeIntegers(true)
    this.#db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
    this.#db.exec('PRAGMA secure_delete = ON; PRAGMA foreign_keys = ON')
    this.#lastChange = this.#native('SELECT changes(), last_insert_rowid()').native
  }

  get inTransaction(): boolean {
    return this.#db.inTransaction
  }

  /** Prepares one statement, or finds it among the last used. Throws what refuses it. */
  prepare(sql: string): Prepared {
    const known = this.#statements.get(sql)
    if (known !== undefined) {
      this.#statements.delete(sql)
      this.#statements.set(sql, known)
      return known
    }
    const shape = shapeOf(sql)
    if (shape.kind === 'nothing') {
      throw new StatementError('SQL_NO_STATEMENT', 'SQL string does not contain any statement')
    }
    if (shape.many) {
      throw new StatementError('SQL_MANY_STATEMENTS', 'SQL string has more than one statement')
    }
    this.#refuseBlocked(shape)
    const prepared = { shape, ...this.#native(sql) }
    if (shape.kind === 'other') this.#disturb()
    else if (!this.#disturbed && sql.length <= CACHED_SQL_LENGTH) this.#remember(sql, prepared)
    return prepared
  }

  /** What a SQL text is; nothing is prepared, so nothing is refused. */
  shapeOf(sql: string): SqlShape {
    return this.#statements.get(sql)?.shape ?? shapeOf(sql)
  }

  /** Runs one word of a transaction. */
  transact(word: TransactionWord): void {
    this.prepare(word).native.run([])
  }

  /** Runs several statements as they stand, stopping at the first that is refused. */
  execute(sql: string): void {
    this.#refuseBlocked(shapeOf(sql))
    this.#disturb()
    this.#db.exec(sql)
  }

  /** Rows changed and the row id given by the last INSERT, UPDATE or DELETE, to the last digit. */
  lastChange(): { changes: number; rowid: bigint } {
    const [changes, rowid] = this.#lastChange.all([])[0] as [bigint, bigint]
    return { changes: Number(changes), rowid }
  }

  /** Ends a request: true when it had left a transaction open, which is rolled back. */
  settle(): boolean {
    const leftOpen = this.#db.inTransaction
    if (leftOpen) this.#db.exec('ROLLBACK')
    if (this.#disturbed) {
      this.#statements.clear()
      this.#db.exec('PRAGMA foreign_keys = ON')
      this.#disturbed = false
    }
    return leftOpen
  }

  /** Writes the log back into the file and closes it. */
  close(): void {
    this.#statements.clear()
    try {
      this.#db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    } catch {
      // A statement the engine still holds (EXPLAIN leaves one) forbids it. Nothing is lost:
      // the log stays beside the file and is read at the next opening.
    }
    this.#db.close()
  }

  #native(sql: string): Pick<Prepared, 'native' | 'columns'> {
    const statement = this.#db.prepare(sql)
    const columns = statement.columns().map(({ name, type }) => ({ name, decltype: type }))
    if (columns.length > 0) statement.raw()
    return { native: statement as unknown as NativeStatement, columns }
  }

  #remember(sql: string, prepared: Prepared): void {
    this.#statements.set(sql, prepared)
    if (this.#statements.size <= CACHED_STATEMENTS) return
    const oldest = this.#statements.keys().next().value
    if (oldest !== undefined) this.#statements.delete(oldest)
  }

  // A changed schema makes remembered columns wrong, and may yet be rolled back: nothing is
  // remembered until the request has ended.
  #disturb(): void {
    this.#statements.clear()
    this.#disturbed = true
  }

  #refuseBlocked({ blocked }: SqlShape): void {
    if (blocked !== null) throw new StatementError('BLOCKED', `Operation was blocked: ${blocked}`)
  }
}
