import { sha256 } from '@noble/hashes/sha2.js'
import { type Bytes, base64Of, bytesOfBase64, hexOf, joined, utf8 } from '../bytes.ts'
import { type Finding, finding } from '../findings.ts'

/** A key as C2SP signed-note names it: a name and an Ed25519 key of 32 bytes. */
export interface NoteKey {
  readonly name: string
  readonly raw: Uint8Array
}

// C2SP signed-note: the byte that says Ed25519.
const ed25519Mark = Uint8Array.of(1)

/** SHA-256(name ‖ 0x0A ‖ 0x01 ‖ key)[:4], in hex: no strong hash, but a way to find the key. */
export function noteKeyId({ name, raw }: NoteKey): string {
  const digest = sha256(joined(utf8(`${name}\n`), ed25519Mark, raw))
  return hexOf(digest.subarray(0, 4))
}

/** `name+id+key`, as other tools take a verifier's key. */
export function noteKeyText(key: NoteKey): string {
  return `${key.name}+${noteKeyId(key)}+${base64Of(joined(ed25519Mark, key.raw))}`
}

/** Reads `name+id+key`; the id must be the key's own. */
export function readNoteKey(text: string): NoteKey | Finding {
  const [name = '', id, encoded = '', ...more] = text.split('+')
  // A key in base 64 may hold a plus of its own.
  const key = bytesOfBase64([encoded, ...more].join('+'))
  if (!isNoteName(name) || key?.length !== 33 || key[0] !== ed25519Mark[0]) {
    return finding('key_is_malformed')
  }
  const read = { name, raw: key.slice(1) }
  return noteKeyId(read) === id ? read : finding('key_is_malformed')
}

/** Not empty, no space of any script, no plus. */
export function isNoteName(name: string): boolean {
  return name !== '' && name.isWellFormed() && !/[\p{White_Space}+]/u.test(name)
}

/** The first four bytes of a signature: which key made it. */
export function idOfSignature(signature: Bytes): string {
  return hexOf(signature.subarray(0, 4))
}
