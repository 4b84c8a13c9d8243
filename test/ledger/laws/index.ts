import { accountLaws } from './accounts.ts'
import { batchLaws } from './batches.ts'
import { cardLaws } from './cards.ts'
import { carryingLaws } from './carrying.ts'
import { concernLaws } from './concerns.ts'
import { delegationLaws, slipLaws } from './delegations.ts'
import { deliveryLaws } from './deliveries.ts'
import { departureLaws } from './departures.ts'
import { erasureLaws } from './erasures.ts'
import { exchangeHourLaws } from './exchangeHours.ts'
import { exchangeLifeLaws } from './exchangeLife.ts'
import { exchangeOtherLaws } from './exchangeOthers.ts'
import { exchangeLaws } from './exchanges.ts'
import { expectationLaws } from './expectations.ts'
import { holdLaws } from './holds.ts'
import { importLaws } from './imports.ts'
import { keyLaws } from './keys.ts'
import type { Law } from './law.ts'
import { limitLaws } from './limits.ts'
import { linkLaws } from './links.ts'
import { motionLaws } from './motions.ts'
import { needLaws } from './needs.ts'
import { officeLaws } from './offices.ts'
import { partyLaws } from './parties.ts'
import { peopleLaws } from './people.ts'
import { poolLaws } from './pools.ts'
import { proofLaws } from './proofs.ts'
import { reminderLaws } from './reminders.ts'
import { settingsLaws } from './settings.ts'
import { spineLaws } from './spine.ts'
import { stewardLaws } from './stewards.ts'
import { tallyLaws } from './tally.ts'
import { transferLaws } from './transfers.ts'

/** The laws of the books, as ledger.md numbers them. */
export const groups: Readonly<Record<string, readonly Law[]>> = {
  'the log, the clock and what stands beside it (3, 8, 9, 10)': spineLaws,
  members: peopleLaws,
  'offices, apps and the charter (13)': officeLaws,
  'accounts and their projections (2, 4)': accountLaws,
  'transfers and reversals (1, 7)': transferLaws,
  'the count of transfers (4)': tallyLaws,
  'whose exchanges are whose (4)': partyLaws,
  'batches (1)': batchLaws,
  'lines (5)': limitLaws,
  'holds (6)': holdLaws,
  'imports (14)': importLaws,
  'exchanges (11)': exchangeLaws,
  'the hours of exchanges (6, 11)': exchangeHourLaws,
  'the life of exchanges (6, 11)': exchangeLifeLaws,
  'one exchange and another (11)': exchangeOtherLaws,
  'reminders of what waits': reminderLaws,
  'cards of Today': cardLaws,
  'expectations (12)': expectationLaws,
  'notices and what became of them': deliveryLaws,
  'pools, askings and choices (5, 9)': poolLaws,
  'leaving (5, 9)': departureLaws,
  'erasing a person': erasureLaws,
  'motions (9)': motionLaws,
  'what carries a motion': carryingLaws,
  'who stays in office (9)': stewardLaws,
  'acting for another': delegationLaws,
  'what is shared': linkLaws,
  'what coordinators enter': slipLaws,
  'blocks, concerns and checks': concernLaws,
  'settings and profiles that coordinators change (9)': settingsLaws,
  'the tree, its heads and reports (3, 9)': proofLaws,
  'keys and co-signers (3, 9)': keyLaws,
  'needs, offers and finding them': needLaws,
}
