import type { Head } from '@commonhour/host'
import {
  type Books,
  bodyPages,
  examine,
  isWhole,
  logChunks,
  logPulseQuery,
  nodeKey,
  nodesQuery,
  type ProjectedAccount,
  projectedAccountsQuery,
  snapshot,
} from '@commonhour/ledger'
import { emptyFrontier, isFinding, type Replay, replay } from '@commonhour/proof'
import { type Refusal, refusal } from './alarms.ts'
import { hexOf } from './bytes.ts'
import { refusalOfTexts } from './digests.ts'
import { grown } from './tree.ts'

export interface Whole {
  readonly books: Books
  readonly head: Head | null
  readonly publishedSize: number
  readonly logSize: number
}

/**
 * Reads every line from the first on, replays it, and holds against it all that was derived: the
 * remembered head, the nodes, every account, every statement. Null where all is whole.
 */
export async function refusalOfWhole({
  books,
  head,
  logSize,
  publishedSize,
}: Whole): Promise<Refusal | null> {
  const counts = await examine(books)
  const { alteredLines, logFallsBack, logGaps, missingLines, wrongAccounts, wrongEntries } = counts
  if (alteredLines + logFallsBack + logGaps + missingLines > 0) {
    return refusal('log_is_altered', { alteredLines, logFallsBack, logGaps, missingLines })
  }
  // Accounts and size in one moment, and the replay just as far: members go on booking meanwhile.
  const { accounts, pulse } = await snapshot(books, {
    accounts: projectedAccountsQuery,
    pulse: logPulseQuery,
  })
  const size = Math.max(logSize, pulse?.logSize ?? 0)
  const { books: replayed } = await replay(logChunks(books, size), [head?.size ?? 0])
  if (isFinding(replayed)) return refusal('log_is_altered', { finding: replayed.finding })
  const mark = replayed.marks.get(head?.size ?? 0)
  if (head !== null && (mark === undefined || hexOf(mark.root) !== head.root)) {
    const root = mark === undefined ? null : hexOf(mark.root)
    return refusal('log_is_forked', { size: head.size, root, rememberedRoot: head.root })
  }
  if (!isWhole(counts)) return refusal('projections_differ', { wrongAccounts, wrongEntries })
  return (
    refusalOfAccounts(accounts, replayed) ??
    (await refusalOfNodes(books, publishedSize)) ??
    refusalOfTexts(books)
  )
}

/** Every account as its row says and as the log alone makes it. */
function refusalOfAccounts(
  rows: readonly ProjectedAccount[],
  { accounts }: Replay,
): Refusal | null {
  const wrong = rows.filter(({ id: _, publicId, ...row }) => {
    const made = accounts.get(publicId)
    return (
      made === undefined ||
      Object.entries(row).some(([name, value]) => {
        return made[name as keyof typeof made] !== value
      })
    )
  })
  const differ = wrong.length + Math.abs(rows.length - accounts.size)
  return differ === 0 ? null : refusal('projections_differ', { wrongAccounts: differ })
}

/** Every stored node as the leaves make it. */
async function refusalOfNodes(books: Books, size: number): Promise<Refusal | null> {
  let frontier = emptyFrontier
  for await (const bodies of bodyPages(books, 0, size)) {
    const { frontier: next, nodes } = grown(frontier, bodies)
    const { stored } = await snapshot(books, { stored: nodesQuery(nodes) })
    const wrong = nodes.find((node) => stored.get(nodeKey(node)) !== node.hash)
    if (wrong) return refusal('node_is_altered', { height: wrong.level, place: wrong.position })
    frontier = next
  }
  return null
}
