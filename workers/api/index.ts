export type { Books } from '@commonhour/ledger'
export { type Answer, answer, replayable } from './answer.ts'
export { type Api, createApi, type From } from './api.ts'
export type { ApiEnv, LogLine } from './env.ts'
export { memoryQuota, type Quota, type QuotaPolicy, type Taken } from './quota.ts'
export type {
  AppCaller,
  Asked,
  Caller,
  CommunityLine,
  Handler,
  Handlers,
  Idempotency,
  PersonCaller,
} from './types.ts'
