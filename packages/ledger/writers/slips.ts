import type { SlipWrite } from '@commonhour/domain'
import { insert } from '../insert.ts'
import * as tables from '../tables.ts'
import { leafOf, type Writers } from './stamp.ts'

export const slipWriters: Writers<SlipWrite['into']> = {
  slipBatch: ({ into: _, ...batch }, stamp) => [
    insert(tables.slipBatch, { ...leafOf(stamp), ...batch }),
  ],
  slip: ({ into: _, ...slip }) => [insert(tables.slip, slip)],
  slipReversal: ({ into: _, ...reversal }, stamp) => [
    insert(tables.slipReversal, { ...leafOf(stamp), ...reversal }),
  ],
}
