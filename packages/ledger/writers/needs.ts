import type { InStatement } from '@libsql/client/web'
import { insert, momentNow } from '../insert.ts'
import * as tables from '../tables.ts'
import { leafOf, type Stamp, type WriteOf, type Writers } from './stamp.ts'

export const needWriters: Writers<'publication' | 'closing'> = {
  publication: (write, stamp) => [publicationRow(write, stamp)],
  closing: (write, stamp) => [closingRow(write, stamp)],
}

function publicationRow(write: WriteOf<'publication'>, { now }: Stamp): InStatement {
  const { remote, when, ...publication } = write.publication
  const row = {
    ...publication,
    member: write.member,
    remote: remote ? 1 : 0,
    when: JSON.stringify(when),
    publishedAt: momentNow(now),
  }
  return write.word === 'need' ? insert(tables.need, row) : insert(tables.offer, row)
}

function closingRow({ id, state, word }: WriteOf<'closing'>, stamp: Stamp): InStatement {
  const { seq: _, ...by } = leafOf(stamp)
  return word === 'need'
    ? insert(tables.needClosing, { need: id, state, ...by })
    : insert(tables.offerClosing, { offer: id, state, ...by })
}
