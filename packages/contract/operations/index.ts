import { apps } from './apps.ts'
import { communities } from './communities.ts'
import { exchanges } from './exchanges.ts'
import { members } from './members.ts'
import { needs } from './needs.ts'
import type { Operation } from './operation.ts'
import { transfers } from './transfers.ts'

/** Every operation of the public API, once, by name. */
export const operations = {
  ...communities,
  ...members,
  ...needs,
  ...exchanges,
  ...transfers,
  ...apps,
} satisfies Record<string, Operation>

export type Operations = typeof operations
export type OperationName = keyof Operations
