export { alarms } from './alarms.ts'
export { type Audit, createAudit, type Round } from './audit.ts'
export type { AuditEnv, LogLine } from './env.ts'
