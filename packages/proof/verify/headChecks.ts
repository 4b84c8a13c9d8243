import { sameBytes } from '../bytes.ts'
import { type Head, openCheckpoint } from '../checkpoint/checkpoint.ts'
import { type Finding, finding, isFinding } from '../findings.ts'
import type { PublicKey } from '../keys/key.ts'
import { emptyFrontier, type Frontier, grow, rootOf } from '../merkle/frontier.ts'
import { leafHash } from '../merkle/hash.ts'
import { openReceipt, type Receipt } from '../receipt.ts'
import { type Chunks, readLines } from '../replay/lines.ts'
import { type Check, checked, endsBefore, ladderOf } from './check.ts'

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
  const size = Math.min(head?.size ?? tree.lines, tree.lines)
  if (size <= seq) checks.push(endsBefore('lineStandsInTheLog', size, seq + 1))
  else if (checks.every(({ state }) => state !== 'failed')) {
    checks.push(checked('lineStandsInTheLog', breachIn(tree, receipt), { seq }))
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

/** A log that ends before the checkpoint is not wrong; it only does not reach so far. */
function checkRoot({ lines, root, wrong }: Tree, head: Head): Check {
  const check = 'logMakesTheCheckpoint'
  if (wrong !== null) return checked(check, wrong)
  if (root === null) return endsBefore(check, lines, head.size)
  const isSame = sameBytes(root, head.root)
  const another = isSame ? null : finding('root_is_another', { size: head.size })
  return checked(check, another, { size: head.size, lines })
}

function breachIn({ leaf, wrong }: Tree, { leaf: promised, seq }: Receipt): Finding | null {
  if (wrong !== null) return wrong
  const isKept = leaf !== null && sameBytes(leaf, promised)
  return isKept ? null : finding('receipt_is_broken', { seq })
}
