import { StatementError, type WireError } from './hrana.ts'

/** SQLite's primary result code SQLITE_CONSTRAINT. */
const constraint = 19

/** A refusal in sqld's words: the message of SQLite, or of a RAISE, stands last. Bugs pass on. */
export function wireError(thrown: unknown): WireError {
  if (thrown instanceof StatementError) return { message: thrown.message, code: thrown.code }
  if (thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string') {
    const [family, primary] = thrown.code.split('_')
    if (family === 'SQLITE') {
      return { message: `SQLite error: ${thrown.message}`, code: `SQLITE_${primary}` }
    }
    // The driver has no name for newer extended codes, such as a STRICT table's wrong type (3091).
    const extended = /^UNKNOWN_SQLITE_ERROR_(\d+)$/.exec(thrown.code)?.[1]
    if (extended !== undefined) {
      const isConstraint = (Number(extended) & 255) === constraint
      const code = isConstraint ? 'SQLITE_CONSTRAINT' : 'SQLITE_ERROR'
      return { message: `SQLite error: ${thrown.message}`, code }
    }
  }
  throw thrown
}
