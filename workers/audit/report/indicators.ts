import { atOf, indicators, type Report } from '@commonhour/contract'
import { type Books, bodyPages, sizeAtQuery, snapshot } from '@commonhour/ledger'
import { type Replay, readLeaf, transferOf } from '@commonhour/proof'
import { utf8 } from '../bytes.ts'
import { Helping } from './helping.ts'
import type { Period } from './period.ts'
import { spreadOf } from './spread.ts'
import { shareIn, tiesOf } from './ties.ts'

const dayMs = 86_400_000

/** The figures of a period, from the lines of the log alone. */
export async function indicatorsOf(
  books: Books,
  { from, fromSize, to, toSize }: Pick<Period, 'from' | 'fromSize' | 'to' | 'toSize'>,
  { accounts }: Pick<Replay, 'accounts'>,
): Promise<Report['indicators']> {
  const [begins, ends] = [atOf(from), atOf(to)]
  const sizes = await snapshot(books, {
    before: sizeAtQuery(begins - (ends - begins)),
    month: sizeAtQuery(ends - 30 * dayMs),
    quarter: sizeAtQuery(ends - 90 * dayMs),
  })
  const helping = (first: number, end: number) => helpingIn(books, Math.min(first, end), end)
  const within = await helping(fromSize, toSize)
  const before = await helping(sizes.before, fromSize)
  const month = await helping(sizes.month, toSize)
  const quarter = await helping(sizes.quarter, toSize)
  const members = membersOf(accounts)
  const figures = {
    ...spreadOf(within.helped),
    ...tiesOf(within),
    activeIn30DaysShare: shareIn(members, month.accounts),
    activeIn90DaysShare: shareIn(members, quarter.accounts),
    retention: shareIn(before.accounts, within.accounts),
  }
  return indicators.map(({ name, version }) => ({ name, version, value: figures[name] }))
}

/** The help that some lines of the log moved. */
async function helpingIn(books: Books, fromSize: number, toSize: number): Promise<Helping> {
  const helping = new Helping()
  for await (const bodies of bodyPages(books, fromSize, toSize)) {
    for (const body of bodies) {
      const leaf = readLeaf(utf8(body))
      const transfer = leaf === null ? null : transferOf(leaf)
      if (transfer !== null) helping.take(transfer)
    }
  }
  return helping
}

/** The accounts of members, whatever kind of member they are, that are not closed. */
function membersOf(accounts: Replay['accounts']): ReadonlySet<string> {
  const kinds = ['member', 'organisation', 'household']
  const open = [...accounts].filter(
    ([, { kind, status }]) => kinds.includes(kind) && status !== 'closed',
  )
  return new Set(open.map(([publicId]) => publicId))
}
