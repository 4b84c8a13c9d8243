import { sameBytes } from '../bytes.ts'
import { emptyRoot, hashBytes, nodeHash } from './hash.ts'

// Sizes may pass 2³², so they are halved by arithmetic: JavaScript's shifts would cut them.
const half = (number: number) => Math.floor(number / 2)
const isOdd = (number: number) => number % 2 === 1
const isCount = (number: number) => Number.isSafeInteger(number) && number >= 0
const areHashes = (hashes: readonly Uint8Array[]) => hashes.every((one) => one.length === hashBytes)

export interface Inclusion {
  readonly index: number
  readonly size: number
  readonly leaf: Uint8Array
  readonly proof: readonly Uint8Array[]
  readonly root: Uint8Array
}

/** Whether the leaf stands at `index` of the log with that size and root (RFC 9162 §2.1.3.2). */
export function includes({ index, leaf, proof, root, size }: Inclusion): boolean {
  if (!isCount(index) || !isCount(size) || index >= size) return false
  if (!areHashes([leaf, root, ...proof])) return false
  let [fn, sn] = [index, size - 1]
  let hash = leaf
  for (const sibling of proof) {
    if (sn === 0) return false
    if (isOdd(fn) || fn === sn) {
      hash = nodeHash(sibling, hash)
      while (!isOdd(fn) && fn !== 0) [fn, sn] = [half(fn), half(sn)]
    } else {
      hash = nodeHash(hash, sibling)
    }
    ;[fn, sn] = [half(fn), half(sn)]
  }
  return sn === 0 && sameBytes(hash, root)
}

export interface Consistency {
  readonly fromSize: number
  readonly fromRoot: Uint8Array
  readonly toSize: number
  readonly toRoot: Uint8Array
  readonly proof: readonly Uint8Array[]
}

/**
 * Whether the log of `toSize` only appends to that of `fromSize` (RFC 9162 §2.1.4.2). Every log
 * appends to the empty one, and each to itself; both need an empty proof.
 */
export function appends({ fromRoot, fromSize, proof, toRoot, toSize }: Consistency): boolean {
  if (!isCount(fromSize) || !isCount(toSize) || fromSize > toSize) return false
  if (!areHashes([fromRoot, toRoot, ...proof])) return false
  if (fromSize === toSize) return proof.length === 0 && sameBytes(fromRoot, toRoot)
  if (fromSize === 0) return proof.length === 0 && sameBytes(fromRoot, emptyRoot)
  // A whole subtree's own root begins the path; the reader holds it already.
  const [first, ...path] = isWhole(fromSize) ? [fromRoot, ...proof] : proof
  if (first === undefined) return false
  let [fn, sn] = [fromSize - 1, toSize - 1]
  while (isOdd(fn)) [fn, sn] = [half(fn), half(sn)]
  let [older, newer] = [first, first]
  for (const hash of path) {
    if (sn === 0) return false
    if (isOdd(fn) || fn === sn) {
      older = nodeHash(hash, older)
      newer = nodeHash(hash, newer)
      while (!isOdd(fn) && fn !== 0) [fn, sn] = [half(fn), half(sn)]
    } else {
      newer = nodeHash(newer, hash)
    }
    ;[fn, sn] = [half(fn), half(sn)]
  }
  return sn === 0 && sameBytes(older, fromRoot) && sameBytes(newer, toRoot)
}

/** Whether a log of so many leaves is one whole subtree: a power of two. */
function isWhole(size: number): boolean {
  let odd = size
  while (!isOdd(odd)) odd = half(odd)
  return odd === 1
}
