import type { Bytes } from '../bytes.ts'
import { emptyFrontier, foldOf, grow } from './frontier.ts'
import { consistencyRanges, coverOf, inclusionRanges, type NodeId, type Range } from './ranges.ts'

/** Where hashes of whole subtrees are looked up: an array, a map, rows that were read before. */
export type NodeAt = (id: NodeId) => Bytes

/** The root of the log when it had `size` leaves. */
export function rootAt(nodeAt: NodeAt, size: number): Bytes {
  return hashOf(nodeAt, { from: 0, to: size })
}

/** Shows that leaf `index` stands in the log of `size` (RFC 9162 §2.1.3.1). */
export function inclusionProof(nodeAt: NodeAt, index: number, size: number): Bytes[] {
  return inclusionRanges(index, size).map((range) => hashOf(nodeAt, range))
}

/** Shows that the log of `toSize` only appends to that of `fromSize` (RFC 9162 §2.1.4.1). */
export function consistencyProof(nodeAt: NodeAt, fromSize: number, toSize: number): Bytes[] {
  return consistencyRanges(fromSize, toSize).map((range) => hashOf(nodeAt, range))
}

/** The nodes that {@link inclusionProof} will look up, to be read in one go. */
export function nodesForInclusion(index: number, size: number): NodeId[] {
  return inclusionRanges(index, size).flatMap(coverOf)
}

/** The nodes that {@link consistencyProof} will look up, to be read in one go. */
export function nodesForConsistency(fromSize: number, toSize: number): NodeId[] {
  return consistencyRanges(fromSize, toSize).flatMap(coverOf)
}

/** The nodes that make the root at `size`, to be read in one go. */
export function nodesForRoot(size: number): NodeId[] {
  return coverOf({ from: 0, to: size })
}

/** Every node of a log that fits in memory. */
export function nodesOf(leaves: Iterable<Bytes>): NodeAt {
  const levels: Bytes[][] = []
  grow(emptyFrontier, leaves, ({ level, position }, hash) => {
    levels[level] ??= []
    levels[level][position] = hash
  })
  return ({ level, position }) => {
    const hash = levels[level]?.[position]
    if (hash === undefined) throw new RangeError(`No node ${position} on level ${level}.`)
    return hash
  }
}

function hashOf(nodeAt: NodeAt, range: Range): Bytes {
  return foldOf(coverOf(range).map(nodeAt))
}
