import type { DelegationWrite } from '@commonhour/domain'
import { insert, momentNow } from '../insert.ts'
import * as tables from '../tables.ts'
import { leafOf, type Writers } from './stamp.ts'

export const delegationWriters: Writers<DelegationWrite['into']> = {
  delegation: ({ into: _, ...delegation }, { now }) => {
    const number = { sql: '(SELECT coalesce(max(number), 0) + 1 FROM delegation)', args: [] }
    return [insert(tables.delegation, { ...delegation, number, at: momentNow(now) })]
  },
  delegationStep: ({ into: _, ...step }, stamp) => {
    const onBehalfOf = stamp.onBehalfOf ?? null
    return [insert(tables.delegationStep, { ...leafOf(stamp), ...step, onBehalfOf })]
  },
  household: ({ into: _, ...declaration }, stamp) => [
    insert(tables.householdDeclaration, { ...leafOf(stamp), ...declaration }),
  ],
}
