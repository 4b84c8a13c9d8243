import type { LinkWrite } from '@commonhour/domain'
import { insert, momentNow } from '../insert.ts'
import * as tables from '../tables.ts'
import { leafOf, type Writers } from './stamp.ts'

export const linkWriters: Writers<LinkWrite['into']> = {
  link: ({ into: _, ...link }, { now }) => {
    const number = { sql: '(SELECT coalesce(max(number), 0) + 1 FROM link)', args: [] }
    return [insert(tables.link, { ...link, number, at: momentNow(now) })]
  },
  linkStep: ({ into: _, ...step }, stamp) => {
    const onBehalfOf = stamp.onBehalfOf ?? null
    return [insert(tables.linkStep, { ...leafOf(stamp), ...step, onBehalfOf })]
  },
}
