import type { TransferWrite } from '@commonhour/domain'
import type { InStatement } from '@libsql/client/web'
import { insert, momentNow, nextSeq } from '../insert.ts'
import { memoHash, newSalt } from '../random.ts'
import * as tables from '../tables.ts'
import type { Stamp, Writers } from './stamp.ts'

export const transferWriters: Writers<'transfer'> = { transfer: transferRows }

async function transferRows(write: TransferWrite, stamp: Stamp): Promise<InStatement[]> {
  const { into: _, memo = '', ...transfer } = write
  const salt = memo === '' ? '' : newSalt()
  const hash = memo === '' ? null : await memoHash(salt, memo)
  const row = insert(tables.transfer, {
    ...transfer,
    seq: nextSeq,
    at: momentNow(stamp.now),
    actor: stamp.actor,
    onBehalfOf: write.onBehalfOf ?? stamp.onBehalfOf ?? null,
    memoHash: hash,
  })
  return memo === ''
    ? [row]
    : [row, insert(tables.memo, { ref: write.id, part: 'memo', salt, text: memo })]
}
