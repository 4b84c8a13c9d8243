import { accounts } from './accounts.ts'
import { apps } from './apps.ts'
import { communities } from './communities.ts'
import { delegations } from './delegations.ts'
import { exchanges } from './exchanges.ts'
import { exchangesAfter } from './exchangesAfter.ts'
import { home } from './home.ts'
import { members } from './members.ts'
import { needs } from './needs.ts'
import { transfers } from './transfers.ts'
import type { Handlers } from './types.ts'

/** Every handler, joined word by word: one for each operation of the contract. */
export const handlers: Handlers = {
  ...communities,
  ...members,
  ...home,
  ...needs,
  ...exchanges,
  ...exchangesAfter,
  ...accounts,
  ...transfers,
  ...apps,
  ...delegations,
}
