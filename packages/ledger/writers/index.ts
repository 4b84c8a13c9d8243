import type { Write } from '@commonhour/domain'
import type { InStatement } from '@libsql/client/web'
import { accountWriters } from './accounts.ts'
import { appWriters } from './apps.ts'
import { exchangeLifeWriters } from './exchangeLife.ts'
import { exchangeWriters } from './exchanges.ts'
import { memberWriters } from './members.ts'
import { needWriters } from './needs.ts'
import { noticeWriters } from './notices.ts'
import { reminderWriters } from './reminders.ts'
import type { Stamp, Writer, Writers } from './stamp.ts'
import { transferWriters } from './transfers.ts'

/** Everything that a decision may append, by its word: a kind without a writer is a type error. */
const writers: Writers<Write['into']> = {
  ...accountWriters,
  ...appWriters,
  ...exchangeLifeWriters,
  ...exchangeWriters,
  ...memberWriters,
  ...needWriters,
  ...noticeWriters,
  ...reminderWriters,
  ...transferWriters,
}

/** The rows of one write, in their order. */
export async function rowsOf(write: Write, stamp: Stamp): Promise<InStatement[]> {
  const writer = writers[write.into] as Writer<Write['into']>
  return writer(write, stamp)
}
