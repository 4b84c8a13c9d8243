import { uuidv7 } from '@commonhour/contract'
import type { ApiEnv } from './env.ts'

/** A new UUIDv7 for a row that no caller names. */
export function freshId(env: ApiEnv): string {
  return uuidv7(env.now(), env.random(10))
}

/** Several of them. */
export function freshIds(env: ApiEnv, count: number): string[] {
  return Array.from({ length: count }, () => freshId(env))
}
