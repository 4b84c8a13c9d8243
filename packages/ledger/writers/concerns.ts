import type { ConcernWrite } from '@commonhour/domain'
import type { InStatement } from '@libsql/client/web'
import { insert, momentNow } from '../insert.ts'
import { newSalt } from '../random.ts'
import * as tables from '../tables.ts'
import { leafOf, type Stamp, type WriteOf, type Writers } from './stamp.ts'

export const concernWriters: Writers<ConcernWrite['into']> = {
  block: ({ blocked, member }, { now }) => [
    insert(tables.memberBlock, { member, blocked, at: momentNow(now) }),
  ],
  // Nothing is kept of a block that was lifted: it was nobody's business.
  blockLifting: ({ blocked, member }) => [
    {
      sql: 'DELETE FROM member_block WHERE member = ? AND blocked = ?',
      args: [member, blocked],
    },
  ],
  concern: concernRows,
  concernResolution: ({ into: _, ...resolution }, stamp) => [
    insert(tables.concernResolution, { ...leafOf(stamp), ...resolution }),
  ],
  check: ({ into: _, ...check }, stamp) => [
    insert(tables.memberCheck, { ...leafOf(stamp), ...check }),
  ],
}

function concernRows(write: WriteOf<'concern'>, { now }: Stamp): InStatement[] {
  const { into: _, text, ...concern } = write
  const number = { sql: '(SELECT coalesce(max(number), 0) + 1 FROM concern)', args: [] }
  const row = insert(tables.concern, { ...concern, number, at: momentNow(now) })
  const words = { ref: write.id, part: 'memo', salt: newSalt(), text }
  return [row, insert(tables.memo, words)]
}
