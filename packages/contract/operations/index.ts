import { alarms } from './alarms.ts'
import { apps } from './apps.ts'
import { askings } from './askings.ts'
import { charters } from './charters.ts'
import { communities } from './communities.ts'
import { concerns } from './concerns.ts'
import { delegations } from './delegations.ts'
import { departures } from './departures.ts'
import { erasures } from './erasures.ts'
import { exchanges } from './exchanges.ts'
import { exchangesAfter } from './exchangesAfter.ts'
import { limits } from './limits.ts'
import { links } from './links.ts'
import { members } from './members.ts'
import { motions } from './motions.ts'
import { needs } from './needs.ts'
import type { Operation } from './operation.ts'
import { pools } from './pools.ts'
import { previews } from './previews.ts'
import { proofs } from './proofs.ts'
import { reports } from './reports.ts'
import { slips } from './slips.ts'
import { stewards } from './stewards.ts'
import { today } from './today.ts'
import { transfers } from './transfers.ts'

/** Every operation of the public API, once, by name. */
export const operations = {
  ...communities,
  ...charters,
  ...motions,
  ...members,
  ...limits,
  ...stewards,
  ...needs,
  // Before the path whose parameter would take its name.
  ...previews,
  ...exchanges,
  ...exchangesAfter,
  ...today,
  ...transfers,
  ...reports,
  ...proofs,
  ...pools,
  ...askings,
  ...departures,
  ...erasures,
  ...delegations,
  ...links,
  ...slips,
  ...concerns,
  ...alarms,
  ...apps,
} satisfies Record<string, Operation>

export type Operations = typeof operations
export type OperationName = keyof Operations
