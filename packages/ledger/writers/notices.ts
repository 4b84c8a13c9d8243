import type { NoticeWrite } from '@commonhour/domain'
import type { InStatement } from '@libsql/client/web'
import { bound } from '../books.ts'
import { insert, momentNow } from '../insert.ts'
import * as tables from '../tables.ts'
import type { Writers } from './stamp.ts'

export const noticeWriters: Writers<'outbox' | NoticeWrite['into']> = {
  outbox: ({ kind, member, ref }, { now }) => [
    insert(tables.outbox, { kind, ref, member, at: momentNow(now) }),
  ],
  // Leases and pauses are counted by the courier's own clock, not by that of the log.
  delivery: ({ into: _, ...row }, { now }) => [insert(tables.delivery, { ...row, at: now })],
  told: ({ outbox }, { now }) => toldRows(outbox, now),
  expiryNotice: ({ into: _, ...row }, { now }) => [
    insert(tables.expiryNotice, { ...row, at: momentNow(now) }),
  ],
  digest: ({ member, week }, { now }) => [
    insert(tables.digest, { member, week, at: momentNow(now) }),
  ],
}

/** A notice is told once everyone has an end; one that waits for somebody is left as it is. */
function toldRows(outbox: number, now: number): InStatement[] {
  return [
    {
      sql: `UPDATE outbox SET deliveredAt = max(?1, at) WHERE id = ?2 AND deliveredAt IS NULL
        AND NOT EXISTS (SELECT 1 FROM notice_recipient r WHERE r.outbox = ?2 AND NOT EXISTS (
          SELECT 1 FROM delivery WHERE outbox = ?2 AND person = r.person AND until IS NULL))`,
      args: [bound(now), bound(outbox)],
    },
  ]
}
