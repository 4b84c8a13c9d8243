import type { Head } from '@commonhour/host'
import {
  type Books,
  bodiesQuery,
  nodeKey,
  nodesQuery,
  snapshot,
  strayLinesQuery,
} from '@commonhour/ledger'
import { appends, consistencyProof, nodesForConsistency, rootOf } from '@commonhour/proof'
import { isRefusal, type Refusal, refusal } from './alarms.ts'
import { bytesOfHex } from './bytes.ts'
import { grown, storedFrontier } from './tree.ts'

/** How many old lines are read again in one look: a few hundred kilobytes at most. */
const stretchLines = 1_000
/** However long the log is, all of it is read again within so many minutes. */
const mostMinutes = 60

/** The stretch of old lines whose turn it is, by the minute: no memory is kept of it. */
export function stretchAt(now: number, size: number): { readonly from: number; to: number } {
  const lines = Math.max(stretchLines, Math.ceil(size / mostMinutes))
  const turns = Math.max(1, Math.ceil(size / lines))
  const from = (Math.floor(now / 60_000) % turns) * lines
  return { from, to: Math.min(size, from + lines) }
}

/**
 * Reads a stretch of sealed lines again: each as its detail says, and all of them in the tree that
 * is remembered. The nodes beside it are taken from the books, which proves nothing less: only the
 * true ones lead from these lines to the remembered root. Null where nothing is amiss.
 */
export async function refusalOfStretch(
  books: Books,
  head: Head,
  now: number,
): Promise<Refusal | null> {
  const { from, to } = stretchAt(now, head.size)
  const read = await snapshot(books, {
    bodies: bodiesQuery(from, to),
    strays: strayLinesQuery(from, to),
  })
  const { bodies, strays } = read
  const missingLines = to - from - bodies.length
  if (strays > 0 || missingLines > 0) {
    return refusal('log_is_altered', { fromSeq: from, toSeq: to, strays, missingLines })
  }
  const before = await storedFrontier(books, from)
  if (isRefusal(before)) return before
  const { frontier, nodes } = grown(before, bodies)
  const places = nodesForConsistency(to, head.size)
  const { beside, stored } = await snapshot(books, {
    stored: nodesQuery(nodes),
    beside: nodesQuery(places),
  })
  const hash = (place: (typeof places)[number]) => bytesOfHex(beside.get(nodeKey(place)) ?? '')
  const isRemembered = appends({
    ...{ fromSize: to, fromRoot: rootOf(frontier) },
    ...{ toSize: head.size, toRoot: bytesOfHex(head.root) },
    proof: consistencyProof(hash, to, head.size),
  })
  const wrong = nodes.find((node) => stored.get(nodeKey(node)) !== node.hash)
  if (wrong && isRemembered) {
    return refusal('node_is_altered', { height: wrong.level, place: wrong.position })
  }
  if (isRemembered) return null
  return refusal('log_is_forked', { fromSeq: from, toSeq: to, size: head.size })
}
