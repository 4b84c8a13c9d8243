import { sha256 } from '@noble/hashes/sha2.js'
import type { Bytes } from '../bytes.ts'

// One byte tells leaves from nodes, so that no inner node can be passed off as a leaf.
const leafMark = Uint8Array.of(0)
const nodeMark = Uint8Array.of(1)

/** What every hash of a log's tree is long, in bytes. */
export const hashBytes = 32

/** The root of a log without leaves: the hash of nothing (RFC 6962 §2.1). */
export const emptyRoot: Bytes = sha256(new Uint8Array())

/** SHA-256(0x00 ‖ body): the leaf of one line of the log (RFC 6962 §2.1). */
export function leafHash(body: Uint8Array): Bytes {
  return sha256.create().update(leafMark).update(body).digest()
}

/** SHA-256(0x01 ‖ left ‖ right): the node above two others (RFC 6962 §2.1). */
export function nodeHash(left: Uint8Array, right: Uint8Array): Bytes {
  return sha256.create().update(nodeMark).update(left).update(right).digest()
}
