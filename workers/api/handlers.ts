import { accounts } from './accounts.ts'
import { alarms } from './alarms.ts'
import { apps } from './apps.ts'
import { askings } from './askings.ts'
import { blocks } from './blocks.ts'
import { charters } from './charters.ts'
import { communities } from './communities.ts'
import { concerns } from './concerns.ts'
import { cosigners } from './cosigners.ts'
import { delegations } from './delegations.ts'
import { departures } from './departures.ts'
import { erasures } from './erasures.ts'
import { exchanges } from './exchanges.ts'
import { exchangesAfter } from './exchangesAfter.ts'
import { home } from './home.ts'
import { limits } from './limits.ts'
import { links } from './links.ts'
import { measures } from './measures.ts'
import { members } from './members.ts'
import { motions } from './motions.ts'
import { myCards } from './myCards.ts'
import { needs } from './needs.ts'
import { oversight } from './oversight.ts'
import { pools } from './pools.ts'
import { preview } from './preview.ts'
import { proofs } from './proofs.ts'
import { reports } from './reports.ts'
import { slips } from './slips.ts'
import { stewards } from './stewards.ts'
import { today } from './today.ts'
import { transfers } from './transfers.ts'
import type { Handlers } from './types.ts'

/** Every handler, joined word by word: one for each operation of the contract. */
export const handlers: Handlers = {
  ...communities,
  ...charters,
  ...motions,
  ...members,
  ...limits,
  ...stewards,
  ...home,
  ...needs,
  ...exchanges,
  ...preview,
  ...exchangesAfter,
  ...accounts,
  ...transfers,
  ...reports,
  ...proofs,
  ...cosigners,
  ...pools,
  ...askings,
  ...departures,
  ...erasures,
  ...alarms,
  ...apps,
  ...delegations,
  ...links,
  ...slips,
  ...blocks,
  ...concerns,
  ...today,
  ...myCards,
  ...measures,
  ...oversight,
}
