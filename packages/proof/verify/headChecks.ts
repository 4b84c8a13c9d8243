import { sameBytes } from '../bytes.ts'
import { type Head, openCheckpoint } from '../checkpoint/checkpoint.ts'
import { type Finding, finding, isFinding } from '../findings.ts'
import type { PublicKey } from '../keys/key.ts'
import { emptyFrontier, type Frontier, grow, rootOf } from '../merkle/frontier.ts'
import { leafHash } from '../merkle/hash.ts'
import { openReceipt, type Receipt } from '../receipt.ts'
import { type Chunks, readLines } from '../replay/lines.ts'
import { type Check, checked, ladderOf } from './check.ts'

interface Handed {
  readonly keys: readonly PublicKey[]
  readonly origin: string
  readonly log?: Chunks
}

/** Looks at a signed head of the log and, where the log is there, whether its lines make it. */
export async function verifyCheckpoint(note: string, { log, ...known }: Handed): Promise<Check[]> {
  const head = await openCheckpoint(note, known)
  const checks = [checkHead(head)]
  if (!isFinding(head) && log !== undefined) {
    checks.push(checkRoot(await readTree(log, { size: head.size, seq: null }), head))
  }
  return ladderOf(checks, 'checkpoint')
}

/**
 * Looks at the promise of one line, and whether the log keeps it. A checkpoint beside shows that
 * this log is the one that was signed; without it, any file would do.
 */
export async function verifyReceipt(
  text: string,
  { checkpoint, log, ...known }: Handed & { readonly checkpoint?: string },
): Promise<Check[]> {
  const receipt = await openReceipt(text, known)
  if (isFinding(receipt)) return ladderOf([checked('receiptIsSigned', receipt)], 'receipt')
  const { at, by, seq } = receipt
  const checks = [checked('receiptIsSigned', null, { seq, at, by })]
  const head = checkpoint === undefined ? null : await openCheckpoint(checkpoint, known)
  if (head !== null) checks.push(checkHead(head))
  if (log === undefined || isFinding(head)) return ladderOf(checks, 'receipt')
  const tree = await readTree(log, { size: head?.size ?? 0, seq })
  if (head !== null) checks.push(checkRoot(tree, head))
  if (checks.every(({ state }) => state === 'passed')) {
    checks.push(checked('lineStandsInTheLog', breachIn(tree, receipt, head), { seq }))
  }
  return ladderOf(checks, 'receipt')
}

interface Tree {
  readonly lines: number
  /** At the size that was asked for; null where the log is shorter. */
  readonly root: Uint8Array | null
  /** Of the line that was asked for. */
  readonly leaf: Uint8Array | null
  readonly wrong: Finding | null
}

/** Hashes the lines of a log; what they say of the books is not looked at. */
async function readTree(
  log: Chunks,
  { seq, size }: { size: number; seq: number | null },
): Promise<Tree> {
  let frontier: Frontier = emptyFrontier
  let root = size === 0 ? rootOf(frontier) : null
  let leaf: Uint8Array | null = null
  const { file, wrong } = await readLines(log, (line, number) => {
    const hash = leafHash(line)
    frontier = grow(frontier, [hash])
    if (frontier.size === size) root = rootOf(frontier)
    if (number === seq) leaf = hash
    return null
  })
  return { lines: file.lines, root, leaf, wrong }
}

function checkHead(head: (Head & { signedBy: unknown[] }) | Finding): Check {
  if (isFinding(head)) return checked('checkpointIsSigned', head)
  const { signedBy, size } = head
  return checked('checkpointIsSigned', null, { size, signatures: signedBy.length })
}

function checkRoot({ lines, root, wrong }: Tree, head: Head): Check {
  const isSame = root !== null && sameBytes(root, head.root)
  const another = finding('root_is_another', { size: lines, signedSize: head.size })
  const refusal = wrong ?? (isSame ? null : another)
  return checked('logMakesTheCheckpoint', refusal, { size: head.size, lines })
}

function breachIn({ leaf, lines }: Tree, receipt: Receipt, head: Head | null): Finding | null {
  const { seq } = receipt
  const size = head?.size ?? lines
  if (size <= seq) return finding('receipt_is_not_covered', { seq, size })
  const isKept = leaf !== null && sameBytes(leaf, receipt.leaf)
  return isKept ? null : finding('receipt_is_broken', { seq, size })
}
