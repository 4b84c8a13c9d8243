import type { Bytes } from '../bytes.ts'
import { type Finding, finding } from '../findings.ts'
import { emptyFrontier, type Frontier, grow, rootOf } from '../merkle/frontier.ts'
import { leafHash } from '../merkle/hash.ts'
import type { ReplayedAccount } from './accounts.ts'
import { type Books, emptyBooks, takeLeaf } from './books.ts'
import type { Cosigners } from './cosigners.ts'
import { isCount, type Leaf, readLeaf } from './leaf.ts'
import { type Chunks, type FileRead, readLines } from './lines.ts'
import type { Tally } from './tally.ts'

/** The log at one of its earlier sizes. */
export interface Mark {
  readonly root: Bytes
  /** All that was moved up to there. */
  readonly tally: Tally
}
/** All that follows from a log. */
export interface Replay extends Mark {
  readonly size: number
  /** The moment of the last leaf; 0 where there is none. */
  readonly at: number
  readonly accounts: ReadonlyMap<string, ReplayedAccount>
  /** Sums over all accounts. */
  readonly inSeconds: number
  readonly outSeconds: number
  readonly heldSeconds: number
  readonly marks: ReadonlyMap<number, Mark>
  readonly keyLeaves: readonly Leaf[]
  /** Who signs reports beside audit, at its end. */
  readonly cosigners: Cosigners
}

/**
 * Reads a log from nothing to every balance, and its root on the way: `log.jsonl`, one body a line.
 * @param sizes to mark: the root and the tally there
 */
export async function replay(
  log: Chunks,
  sizes: readonly number[] = [],
): Promise<{ file: FileRead; books: Replay | Finding }> {
  const books = emptyBooks()
  const marks = new Map<number, Mark>()
  let frontier: Frontier = emptyFrontier
  let at = 0
  const mark = () => {
    if (!sizes.includes(frontier.size)) return
    marks.set(frontier.size, { root: rootOf(frontier), tally: books.tally })
  }
  mark()
  const { file, wrong } = await readLines(log, (line, number) => {
    const leaf = readLeaf(line)
    if (leaf === null) return finding('line_is_malformed', { line: number })
    if (leaf.seq !== number) return finding('log_is_not_dense', { line: number, seq: leaf.seq })
    if (leaf.at < at) return finding('log_goes_back_in_time', { seq: leaf.seq })
    const refusal = takeLeaf(books, leaf)
    if (refusal !== null) return refusal
    at = leaf.at
    frontier = grow(frontier, [leafHash(line)])
    mark()
    return null
  })
  if (wrong !== null) return { file, books: wrong }
  const sums = sumsOf(books)
  if (![sums.inSeconds, sums.outSeconds, sums.heldSeconds].every(isCount)) {
    return { file, books: finding('sum_is_too_large', { seq: frontier.size - 1 }) }
  }
  const replayed = { size: frontier.size, root: rootOf(frontier), at, marks }
  return { file, books: { ...replayed, ...sums } }
}

function sumsOf({ accounts, cosigners, keyLeaves, tally }: Books) {
  let [inSeconds, outSeconds, heldSeconds] = [0, 0, 0]
  for (const account of accounts.values()) {
    inSeconds += account.inSeconds
    outSeconds += account.outSeconds
    heldSeconds += account.heldOutSeconds
  }
  return { accounts, cosigners, keyLeaves, tally, inSeconds, outSeconds, heldSeconds }
}
