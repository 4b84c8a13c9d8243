/** A whole subtree: 2^level leaves, the position-th of its level from the left. */
export interface NodeId {
  readonly level: number
  readonly position: number
}
/** The leaves from … to − 1. */
export interface Range {
  readonly from: number
  readonly to: number
}

/**
 * The whole subtrees that make up a range, from the left: one for each binary digit of its length.
 * `from` must be a multiple of the first one's leaves, as it is wherever RFC 6962 cuts.
 */
export function coverOf({ from, to }: Range): NodeId[] {
  const cover: NodeId[] = []
  for (let at = from; at < to; ) {
    const level = levelWithin(to - at)
    const leaves = 2 ** level
    cover.push({ level, position: at / leaves })
    at += leaves
  }
  return cover
}

/**
 * The ranges whose hashes show that a leaf stands in a log of `size`, the nearest first (§2.1.1).
 */
export function inclusionRanges(index: number, size: number): Range[] {
  if (!(index >= 0 && index < size)) throw new RangeError(`No leaf ${index} in a log of ${size}.`)
  const path: Range[] = []
  for (let [from, to] = [0, size]; to - from > 1; ) {
    const middle = from + splitOf(to - from)
    path.unshift(index < middle ? { from: middle, to } : { from, to: middle })
    if (index < middle) to = middle
    else from = middle
  }
  return path
}

/**
 * The ranges whose hashes show that a log of `fromSize` begins a log of `toSize` (§2.1.2). The
 * first is left out where it is the old log itself, whose root the reader holds.
 */
export function consistencyRanges(fromSize: number, toSize: number): Range[] {
  if (!(fromSize >= 0 && fromSize <= toSize)) {
    throw new RangeError(`A log of ${toSize} does not hold one of ${fromSize}.`)
  }
  if (fromSize === 0 || fromSize === toSize) return []
  const path: Range[] = []
  let [from, to] = [0, toSize]
  while (to !== fromSize) {
    const middle = from + splitOf(to - from)
    path.unshift(fromSize <= middle ? { from: middle, to } : { from, to: middle })
    if (fromSize <= middle) to = middle
    else from = middle
  }
  return from === 0 ? path : [{ from, to }, ...path]
}

/** Where RFC 6962 cuts a tree: the largest power of two below its size. */
function splitOf(size: number): number {
  return 2 ** levelWithin(size - 1)
}

/** The level of the largest whole subtree with at most so many leaves. */
function levelWithin(leaves: number): number {
  let level = 0
  while (2 ** (level + 1) <= leaves) level += 1
  return level
}
