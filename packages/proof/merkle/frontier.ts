import type { Bytes } from '../bytes.ts'
import { emptyRoot, nodeHash } from './hash.ts'
import type { NodeId } from './ranges.ts'

/**
 * All that must be kept of a log to append to it: the hashes of its whole subtrees, from the left.
 */
export interface Frontier {
  readonly size: number
  readonly hashes: readonly Bytes[]
}

export const emptyFrontier: Frontier = { size: 0, hashes: [] }

/**
 * The log with more leaves.
 * @param made is told every node that is whole from now on, leaves too: each once, and never again.
 */
export function grow(
  frontier: Frontier,
  leaves: Iterable<Bytes>,
  made: (id: NodeId, hash: Bytes) => void = () => {},
): Frontier {
  const hashes = [...frontier.hashes]
  let { size } = frontier
  for (const leaf of leaves) {
    let hash = leaf
    let [level, position] = [0, size]
    made({ level, position }, hash)
    for (; position % 2 === 1; position = (position - 1) / 2) {
      hash = nodeHash(hashes.pop() as Bytes, hash)
      level += 1
      made({ level, position: (position - 1) / 2 }, hash)
    }
    hashes.push(hash)
    size += 1
  }
  return { size, hashes }
}

export function rootOf({ hashes }: Frontier): Bytes {
  return foldOf(hashes)
}

/** One hash from those of whole subtrees, the smallest and rightmost pair first. */
export function foldOf(hashes: readonly Bytes[]): Bytes {
  if (hashes.length === 0) return emptyRoot
  return hashes.reduceRight((right, left) => nodeHash(left, right))
}
