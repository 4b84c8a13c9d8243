import type { MotionWrite } from '@commonhour/domain'
import type { InStatement } from '@libsql/client/web'
import { type Computed, insert, momentNow } from '../insert.ts'
import { sha256 } from '../random.ts'
import * as tables from '../tables.ts'
import { leafOf, type Stamp, type WriteOf, type Writers } from './stamp.ts'

export const motionWriters: Writers<MotionWrite['into']> = {
  motion: ({ body, into: _, ...motion }, stamp) => [
    insert(tables.motion, { ...leafOf(stamp), ...motion, body: JSON.stringify(body) }),
  ],
  motionStep: ({ into: _, ...step }, stamp) => [
    insert(tables.motionStep, { ...leafOf(stamp), ...step }),
  ],
  charterAmendment: async ({ body, into: _, ...amendment }) => {
    const text = JSON.stringify(body)
    const digest = await sha256(text)
    return [insert(tables.charterAmendment, { ...amendment, body: text, digest })]
  },
  charter: charterRows,
  stewardship: ({ into: _, ...act }, stamp) => [
    insert(tables.stewardship, { ...leafOf(stamp), ...act }),
  ],
  outboxToAll: ({ kind, ref }, { now }) => [toAll(kind, ref, now)],
}

/** A version is never in force before its own leaf, else older lines would name the wrong one. */
async function charterRows(write: WriteOf<'charter'>, stamp: Stamp): Promise<InStatement[]> {
  const text = JSON.stringify(write.body)
  const moment = momentNow(stamp.now)
  const effectiveFrom: Computed = {
    sql: `max(?, ${moment.sql})`,
    args: [write.effectiveFrom, ...moment.args],
  }
  const { actor, at, seq } = leafOf(stamp)
  const { version } = write
  const digest = await sha256(text)
  return [insert(tables.charter, { version, seq, at, effectiveFrom, body: text, digest, actor })]
}

/** One statement, however many members there are. */
function toAll(kind: string, ref: string, now: number): InStatement {
  const moment = momentNow(now)
  return {
    sql: `INSERT INTO outbox (kind, ref, member, at)
      SELECT ?, ?, id, ${moment.sql} FROM member WHERE state = 'active' ORDER BY number`,
    args: [kind, ref, ...moment.args],
  }
}
