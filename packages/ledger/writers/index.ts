import type { Write } from '@commonhour/domain'
import type { InStatement } from '@libsql/client/web'
import { accountWriters } from './accounts.ts'
import { appWriters } from './apps.ts'
import { cardWriters } from './cards.ts'
import { communityWriters } from './communities.ts'
import { concernWriters } from './concerns.ts'
import { delegationWriters } from './delegations.ts'
import { exchangeLifeWriters } from './exchangeLife.ts'
import { exchangeWriters } from './exchanges.ts'
import { linkWriters } from './links.ts'
import { memberWriters } from './members.ts'
import { motionWriters } from './motions.ts'
import { needWriters } from './needs.ts'
import { noticeWriters } from './notices.ts'
import { departureWriters, poolWriters } from './pools.ts'
import { reminderWriters } from './reminders.ts'
import { reportWriters } from './reports.ts'
import { slipWriters } from './slips.ts'
import type { Stamp, Writer, Writers } from './stamp.ts'
import { transferWriters } from './transfers.ts'

/** Everything that a decision may append, by its word: a kind without a writer is a type error. */
const writers: Writers<Write['into']> = {
  ...accountWriters,
  ...appWriters,
  ...cardWriters,
  ...communityWriters,
  ...concernWriters,
  ...delegationWriters,
  ...exchangeLifeWriters,
  ...exchangeWriters,
  ...linkWriters,
  ...memberWriters,
  ...motionWriters,
  ...needWriters,
  ...departureWriters,
  ...noticeWriters,
  ...poolWriters,
  ...reminderWriters,
  ...reportWriters,
  ...slipWriters,
  ...transferWriters,
}

/** The rows of one write, in their order. */
export async function rowsOf(write: Write, stamp: Stamp): Promise<InStatement[]> {
  const writer = writers[write.into] as Writer<Write['into']>
  return writer(write, stamp)
}
