import { sha256 } from '@noble/hashes/sha2.js'
import { type Bytes, joined, utf8 } from '../bytes.ts'
import { isCount } from '../replay/leaf.ts'

/**
 * A node of the sum tree: what came in and what went out under it, both gross. The net would be
 * unsound: a standing below zero could be hidden under one above it.
 */
export interface SumNode {
  readonly inSeconds: number
  readonly outSeconds: number
  readonly hash: Bytes
}

/** One account as the tree counts it; who it is stands only in the commitment. */
export interface BalanceRow {
  readonly commitment: Bytes
  readonly inSeconds: number
  readonly outSeconds: number
}

// Apart from one another, and from the tree of the log, which has no sums in its nodes.
const leafMark = Uint8Array.of(0)
const nodeMark = Uint8Array.of(1)
const commitmentMark = Uint8Array.of(2)

/** What a salt is long, in bytes: nobody can try all of them. */
export const saltBytes = 32

/** SHA-256(0x02 ‖ salt ‖ publicId): the account, to whoever was told its salt, and nobody else. */
export function commitmentOf(publicId: string, salt: Uint8Array): Bytes {
  if (salt.length !== saltBytes) throw new RangeError(`A salt has ${saltBytes} bytes.`)
  return sha256(joined(commitmentMark, salt, utf8(publicId))) as Bytes
}

/** SHA-256(0x00 ‖ in ‖ out ‖ commitment), the sums as eight bytes each, the greatest first. */
export function sumLeaf({ commitment, inSeconds, outSeconds }: BalanceRow): SumNode {
  const hash = sha256(joined(leafMark, eightBytes(inSeconds), eightBytes(outSeconds), commitment))
  return { inSeconds, outSeconds, hash: hash as Bytes }
}

/**
 * SHA-256(0x01 ‖ left in, out, hash ‖ right in, out, hash). Both children's sums are bound one by
 * one: bound as their total only, a false child could take from its sibling what it adds (Hu, Zhang
 * and Guo, "Breaking the Binding", 2018). Null where a sum passes what can be counted exactly.
 */
export function sumOver(left: SumNode, right: SumNode): SumNode | null {
  const inSeconds = left.inSeconds + right.inSeconds
  const outSeconds = left.outSeconds + right.outSeconds
  if (!areSums({ inSeconds, outSeconds })) return null
  const hash = sha256(joined(nodeMark, boundOf(left), boundOf(right)))
  return { inSeconds, outSeconds, hash: hash as Bytes }
}

/** Sums that can be counted exactly; below zero is none. */
export function areSums(of: { readonly inSeconds: number; readonly outSeconds: number }): boolean {
  return isCount(of.inSeconds) && isCount(of.outSeconds)
}

function boundOf({ hash, inSeconds, outSeconds }: SumNode): Bytes {
  return joined(eightBytes(inSeconds), eightBytes(outSeconds), hash)
}

function eightBytes(seconds: number): Bytes {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(seconds))
  return bytes
}
