import { insert } from '../insert.ts'
import { newPublicId } from '../random.ts'
import * as tables from '../tables.ts'
import { leafOf, type Writers } from './stamp.ts'

export const accountWriters: Writers<'account' | 'accountStep' | 'limitChange'> = {
  account: ({ id, kind, member }, stamp) => {
    const { at, seq } = leafOf(stamp)
    return [insert(tables.account, { id, publicId: newPublicId(), seq, at, kind, member })]
  },
  accountStep: ({ account, act }, stamp) => [
    insert(tables.accountStep, { ...leafOf(stamp), account, act }),
  ],
  limitChange: ({ into: _, ...line }, stamp) => [
    insert(tables.limitChange, { ...leafOf(stamp), ...line }),
  ],
}
