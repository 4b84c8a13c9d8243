import { type Bytes, base64Of, hashOfBase64 } from '../bytes.ts'
import { type Finding, finding, isFinding } from '../findings.ts'
import { isValidAt, type PublicKey, rawOf } from '../keys/key.ts'
import type { SigningKey } from '../keys/signingKey.ts'
import { type NoteSignature, openNote, signNote } from './note.ts'
import { isNoteName, type NoteKey } from './noteKey.ts'

/** The head of a log: whose it is, how many leaves, and the root over all of them. */
export interface Head {
  readonly origin: string
  readonly size: number
  readonly root: Bytes
}

/** The text of a checkpoint (C2SP tlog-checkpoint): three lines, no extension. */
export function checkpointText({ origin, root, size }: Head): string {
  return `${origin}\n${size}\n${base64Of(root)}\n`
}

/** Signs the head of a log with a key of its community, under the log's own name. */
export async function signCheckpoint(
  head: Head,
  key: SigningKey,
  kept: readonly NoteSignature[] = [],
): Promise<string> {
  if (key.publicKey.use !== 'report') throw new TypeError('Only a report key signs checkpoints.')
  if (!isNoteName(head.origin)) throw new TypeError('An origin has neither spaces nor plus.')
  return signNote(checkpointText(head), [{ name: head.origin, key }], kept)
}

/** Reads the text of a checkpoint. Extension lines of other logs are allowed and left alone. */
export function readCheckpointText(text: string): Head | Finding {
  const [origin = '', sizeText = '', rootText = '', ...more] = text.split('\n')
  const root = hashOfBase64(rootText)
  const size = Number(sizeText)
  const isSize = /^(0|[1-9]\d*)$/.test(sizeText) && Number.isSafeInteger(size)
  if (origin === '' || !isSize || root === null || !isEnd(more)) {
    return finding('checkpoint_is_malformed')
  }
  return { origin, size, root }
}

/** Each line is ended, so the last piece is empty, and no other one is. */
function isEnd(pieces: readonly string[]): boolean {
  return pieces.length > 0 && pieces.indexOf('') === pieces.length - 1
}

export interface KnownSigners {
  readonly origin: string
  /** Of the community; receipt keys among them are of no use here. */
  readonly keys: readonly PublicKey[]
  /** Of others who sign heads they have seen, by their own names. */
  readonly witnesses?: readonly NoteKey[]
}

/**
 * The head that a checkpoint vouches for: signed by a key of this log that was valid at its size.
 */
export async function openCheckpoint(
  note: string | Uint8Array,
  { keys, origin, witnesses = [] }: KnownSigners,
): Promise<(Head & { signedBy: NoteKey[] }) | Finding> {
  const own = keys
    .filter(({ use }) => use === 'report')
    .map((key) => ({ key, note: { name: origin, raw: rawOf(key) } }))
  const opened = await openNote(note, [...own.map((one) => one.note), ...witnesses])
  if (isFinding(opened)) return opened
  const head = readCheckpointText(opened.text)
  if (isFinding(head)) return head
  if (head.origin !== origin) {
    return finding('checkpoint_is_of_another_log', { origin: head.origin })
  }
  const signers = own.filter((one) => opened.signedBy.includes(one.note))
  if (signers.length === 0) return finding('key_is_unknown')
  if (!signers.some(({ key }) => isValidAt(key, head.size))) {
    return finding('key_was_not_valid', { size: head.size })
  }
  return { ...head, signedBy: opened.signedBy }
}
