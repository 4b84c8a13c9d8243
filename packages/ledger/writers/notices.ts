import { insert, momentNow } from '../insert.ts'
import * as tables from '../tables.ts'
import type { Writers } from './stamp.ts'

export const noticeWriters: Writers<'outbox'> = {
  outbox: ({ kind, member, ref }, { now }) => [
    insert(tables.outbox, { kind, ref, member, at: momentNow(now) }),
  ],
}
