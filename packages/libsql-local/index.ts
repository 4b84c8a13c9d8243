export { MAX_BODY_BYTES, type Reply } from './answer.ts'
export { dataDirectory } from './directory.ts'
export type { FileOf } from './files.ts'
export type {
  PipelineAnswer,
  SqlValue,
  Statement,
  StatementResult,
  Step,
  StreamRequest,
  WireValue,
} from './hrana.ts'
export { type Lock, LockIsHeld, readLock, takeLock } from './lock.ts'
export { type LibsqlOptions, type LocalLibsql, openLibsql } from './open.ts'
