import type { InStatement } from '@libsql/client/web'
import { insert, momentNow, nextSeq } from '../insert.ts'
import { newSalt } from '../random.ts'
import * as tables from '../tables.ts'
import { leafOf, type Stamp, type WriteOf, type Writers } from './stamp.ts'

export const exchangeWriters: Writers<'exchange' | 'exchangeStep'> = {
  exchange: exchangeRows,
  exchangeStep: stepRow,
}

function stepRow({ into: _, ...step }: WriteOf<'exchangeStep'>, stamp: Stamp): InStatement[] {
  const { actor, at } = leafOf(stamp)
  const onBehalfOf = stamp.onBehalfOf ?? null
  return [insert(tables.exchangeStep, { onBehalfOf, ...step, actor, at, logSize: nextSeq })]
}

function exchangeRows(write: WriteOf<'exchange'>, { now }: Stamp): InStatement[] {
  const { into: _, place, receivers, title, ...exchange } = write
  const number = { sql: '(SELECT coalesce(max(number), 0) + 1 FROM exchange)', args: [] }
  const texts = [['title', title] as const, ['place', place] as const].filter(([, text]) => text)
  return [
    insert(tables.exchange, { ...exchange, number, at: momentNow(now) }),
    ...receivers.map((receiver) =>
      insert(tables.exchangeReceiver, { exchange: write.id, ...receiver }),
    ),
    ...texts.map(([part, text]) =>
      insert(tables.memo, { ref: write.id, part, salt: newSalt(), text }),
    ),
  ]
}
