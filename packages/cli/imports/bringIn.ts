import { type CharterBody, type CommunityFounding, type Fault, isFault } from '@commonhour/contract'
import { decideMovedInFloor } from '@commonhour/domain'
import { markCommunity, registerCommunity } from '@commonhour/host'
import { provisionIn } from '@commonhour/host/node'
import {
  type Books,
  closeImport,
  type ImportedLine,
  importsQuery,
  memberStandingsQuery,
  openBooks,
  openImport,
  snapshot,
} from '@commonhour/ledger'
import { type FoundingKeys, sayRecovery } from '../foundingKeys.ts'
import type { Output } from '../output.ts'
import { type Place, readyHost, root } from '../place.ts'
import type { ImportPlan } from './plan.ts'
import { personOf, writeRows } from './rows.ts'
import { verify } from './verify.ts'

export interface BringIn {
  readonly place: Place
  readonly plan: ImportPlan
  readonly community: CommunityFounding
  readonly charter: CharterBody
  /** Whether an earlier run was cut off: what stands is left standing, the rest is written. */
  readonly isBegun: boolean
  readonly output: Output
  readonly keys: FoundingKeys
}

/**
 * Brings a bank in: names the community, makes its database, founds it, writes every row in
 * batches, closes the import, checks what stands, and only then opens the community to its members.
 * Cut off anywhere, the same files go on from where it stands and end in the same books.
 * @returns the fault of whatever was refused; the community stays hidden then
 */
export async function bringIn(it: BringIn): Promise<Fault | null> {
  const { community, place, plan } = it
  const { slug } = community
  await readyHost(place)
  const host = place.open('host')
  if (!it.isBegun) {
    const registered = await registerCommunity(host, { ...community, now: Date.now() })
    if (isFault(registered)) return registered
  }
  await provisionIn(place, root, slug)
  const books = openBooks(place.open(slug))
  const refused = (await open(books, it)) ?? (await fill(books, it))
  if (refused !== null) return refused
  await verify(books, plan)
  const marked = await markCommunity(host, slug, 'open')
  return isFault(marked) ? marked : null
}

async function open(books: Books, { charter, community, keys, output, place, plan }: BringIn) {
  const { imports } = await snapshot(books, { imports: importsQuery })
  if (imports.length > 0) return null
  const person = await personOf(place, plan.founder)
  sayRecovery(output, keys)
  return openImport(books, {
    ...plan,
    community,
    purpose: 'live',
    charter,
    founder: { ...plan.founder, person },
    keys: keys.keys,
    now: Date.now(),
  })
}

async function fill(books: Books, { charter, output, place, plan }: BringIn) {
  const { imports } = await snapshot(books, { imports: importsQuery })
  if (imports.some(({ isClosed }) => isClosed)) return null
  const refused = await writeRows({ books, place, plan, output })
  if (refused !== null) return refused
  const { standings } = await snapshot(books, { standings: memberStandingsQuery })
  const now = Date.now()
  const until = inTwelveMonths(now)
  const lines = standings.flatMap(({ account, balanceSeconds, floorSeconds }): ImportedLine[] => {
    const { quantumSeconds } = charter
    const floor = decideMovedInFloor({ balanceSeconds, floorSeconds, quantumSeconds })
    return floor === null ? [] : [{ account, floorSeconds: floor, until }]
  })
  const { openingAccount, seconds, transfers } = plan
  const counted = { transfers: transfers.length, seconds }
  return closeImport(books, { import: plan.import.id, ...counted, openingAccount, lines, now })
}

function inTwelveMonths(now: number): number {
  const date = new Date(now)
  return date.setUTCFullYear(date.getUTCFullYear() + 1)
}
