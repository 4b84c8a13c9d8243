export { dataDirectory } from './directory.ts'
export type { FileOf } from './files.ts'
export { type Lock, LockIsHeld, readLock, takeLock } from './lock.ts'
export { type LibsqlOptions, type LocalLibsql, MAX_BODY_BYTES, openLibsql } from './open.ts'
