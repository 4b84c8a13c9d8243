import { sameBytes } from '../bytes.ts'
import { type Finding, finding } from '../findings.ts'
import { hashBytes } from '../merkle/hash.ts'
import { isCount } from '../replay/leaf.ts'
import { areSums, type BalanceRow, type SumNode, sumLeaf, sumOver } from './sums.ts'

/**
 * The fewest leaves of a tree: of a handful of accounts none should be told from its neighbours.
 */
const leastLeaves = 32

/** The sum tree of all accounts: from the leaves, level by level, up to the root alone. */
export interface BalanceTree {
  readonly levels: readonly (readonly SumNode[])[]
}
/** What is signed of a tree. Without the count of leaves a proof could be cut short. */
export interface BalanceRoot extends SumNode {
  readonly leafCount: number
}
/** Shows that one balance is counted: the nodes beside its way up, the nearest first. */
export interface BalanceProof {
  readonly index: number
  readonly path: readonly SumNode[]
}

const nothing: BalanceRow = { commitment: new Uint8Array(hashBytes), inSeconds: 0, outSeconds: 0 }

/**
 * The tree over rows in the order given, which is to be a fresh random one each time, so that a
 * place tells nothing. Filled up with zero leaves to a power of two, 32 at least.
 */
export function balanceTreeOf(rows: readonly BalanceRow[]): BalanceTree | Finding {
  const wrong = rows.findIndex((row) => !areSums(row) || row.commitment.length !== hashBytes)
  if (wrong >= 0) return finding('balance_row_is_malformed', { row: wrong })
  const zero = sumLeaf(nothing)
  let level = Array.from({ length: leafCountOf(rows.length) }, (_, at) => {
    const row = rows[at]
    return row === undefined ? zero : sumLeaf(row)
  })
  const levels = [level]
  while (level.length > 1) {
    const above = levelAbove(level)
    if (above === null) return finding('sum_is_too_large', { level: levels.length })
    levels.push(above)
    level = above
  }
  return { levels }
}

/** A power of two that holds so many accounts. */
export function leafCountOf(accounts: number): number {
  let count = leastLeaves
  while (count < accounts) count *= 2
  return count
}

export function balanceRootOf({ levels }: BalanceTree): BalanceRoot {
  return { ...(levels.at(-1)?.[0] as SumNode), leafCount: levels[0]?.length ?? 0 }
}

/** The proof of the row that stood at `index`. */
export function balanceProofOf({ levels }: BalanceTree, index: number): BalanceProof {
  const leaves = levels[0]?.length ?? 0
  if (!isCount(index) || index >= leaves) throw new RangeError(`No leaf ${index} of ${leaves}.`)
  const path = levels.slice(0, -1).map((level, height) => {
    const beside = Math.floor(index / 2 ** height) ^ 1
    return level[beside] as SumNode
  })
  return { index, path }
}

/** Null where the root counts this row: what came in and what went out, both whole. */
export function refusalOfBalance(
  row: BalanceRow,
  { index, path }: BalanceProof,
  root: BalanceRoot,
): Finding | null {
  const notCounted = finding('balance_is_not_counted', { index })
  if (!areSums(row) || row.commitment.length !== hashBytes) return notCounted
  if (!isCount(index) || index >= root.leafCount || 2 ** path.length !== root.leafCount) {
    return notCounted
  }
  let node = sumLeaf(row)
  for (const [height, beside] of path.entries()) {
    if (!areSums(beside) || beside.hash.length !== hashBytes) return notCounted
    const isLeft = Math.floor(index / 2 ** height) % 2 === 0
    const above = isLeft ? sumOver(node, beside) : sumOver(beside, node)
    if (above === null) return notCounted
    node = above
  }
  return isSameNode(node, root) ? null : notCounted
}

export function isSameNode(one: SumNode, other: SumNode): boolean {
  const sameSums = one.inSeconds === other.inSeconds && one.outSeconds === other.outSeconds
  return sameSums && sameBytes(one.hash, other.hash)
}

function levelAbove(level: readonly SumNode[]): SumNode[] | null {
  const above: SumNode[] = []
  for (let at = 0; at < level.length; at += 2) {
    const node = sumOver(level[at] as SumNode, level[at + 1] as SumNode)
    if (node === null) return null
    above.push(node)
  }
  return above
}
