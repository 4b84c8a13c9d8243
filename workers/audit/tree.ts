import { type Books, nodeKey, nodesQuery, type StoredNode, snapshot } from '@commonhour/ledger'
import { type Frontier, grow, leafHash, nodesForRoot } from '@commonhour/proof'
import { type Refusal, refusal } from './alarms.ts'
import { bytesOfHex, hexOf, utf8 } from './bytes.ts'

/** The tree at a size that was published, from its stored nodes. Nothing vouches for it yet. */
export async function storedFrontier(books: Books, size: number): Promise<Frontier | Refusal> {
  const places = nodesForRoot(size)
  const { nodes } = await snapshot(books, { nodes: nodesQuery(places) })
  const hashes = places.map((place) => nodes.get(nodeKey(place)))
  if (hashes.includes(undefined)) return refusal('node_is_altered', { size, missing: 1 })
  return { size, hashes: hashes.map((hash) => bytesOfHex(hash ?? '')) }
}

/** The tree with more leaves, and the nodes that are whole only now. */
export function grown(frontier: Frontier, bodies: readonly string[]) {
  const nodes: StoredNode[] = []
  const leaves = bodies.map((body) => leafHash(utf8(body)))
  const next = grow(frontier, leaves, ({ level, position }, hash) => {
    nodes.push({ level, position, hash: hexOf(hash) })
  })
  return { frontier: next, nodes }
}
