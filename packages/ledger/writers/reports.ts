import type { ReportWrite } from '@commonhour/domain'
import { insert, momentNow } from '../insert.ts'
import * as tables from '../tables.ts'
import { leafOf, type Writers } from './stamp.ts'

export const reportWriters: Writers<ReportWrite['into']> = {
  reportRequest: ({ into: _, ...request }, stamp) => [
    insert(tables.reportRequest, { ...leafOf(stamp), ...request }),
  ],
  cosigner: ({ act, kid, member, needed, x: publicKey }, stamp) => [
    insert(tables.cosignerStep, { ...leafOf(stamp), act, kid, member, needed, publicKey }),
  ],
  reportSignature: ({ into: _, ...signature }, { now }) => [
    insert(tables.reportSignature, { ...signature, at: momentNow(now) }),
  ],
}
