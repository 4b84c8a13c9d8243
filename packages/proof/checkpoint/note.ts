import {
  type Bytes,
  base64Of,
  base64urlOf,
  bytesOfBase64,
  joined,
  sameBytes,
  textOf,
  utf8,
} from '../bytes.ts'
import { type Finding, finding, isFinding } from '../findings.ts'
import { isSignedBy, rawOf } from '../keys/key.ts'
import { type SigningKey, signed } from '../keys/signingKey.ts'
import { idOfSignature, isNoteName, type NoteKey, noteKeyId } from './noteKey.ts'

/** One line under a note: four bytes that name the key, and what it signed. */
export interface NoteSignature {
  readonly name: string
  readonly bytes: Bytes
}
/** A note as it is written. Its text is to be ignored until a known key vouches for it. */
export interface UnverifiedNote {
  /** Ends with a newline. */
  readonly text: string
  readonly signatures: readonly NoteSignature[]
}
export interface NoteSigner {
  readonly name: string
  readonly key: SigningKey
}

/** More than anyone needs, and few enough to look at: C2SP asks for 16 at least. */
const mostSignatures = 100

/**
 * Signs a text (C2SP signed-note, Ed25519).
 * @param text whole lines, the last one ended
 * @param kept signatures that stand under it already; one by the same key gives way
 */
export async function signNote(
  text: string,
  signers: readonly NoteSigner[],
  kept: readonly NoteSignature[] = [],
): Promise<string> {
  if (!isNoteText(text)) throw new TypeError('A note is made of whole lines.')
  if (!signers.every(({ name }) => isNoteName(name))) throw new TypeError('A signer needs a name.')
  const made = await Promise.all(signers.map((signer) => signatureOf(utf8(text), signer)))
  const stands = kept.filter((one) => !made.some((other) => isBySameKey(one, other)))
  return `${text}\n${[...stands, ...made].map(lineOf).join('')}`
}

/** Reads a note, strictly: the same bytes that anyone else would read. */
export function readNote(note: string | Uint8Array): UnverifiedNote | Finding {
  const whole = typeof note === 'string' ? note : textOf(note)
  const cut = whole?.lastIndexOf('\n\n') ?? -1
  if (whole === null || cut < 0) return finding('note_is_malformed')
  const [text, below] = [whole.slice(0, cut + 1), whole.slice(cut + 2)]
  if (!isNoteText(text) || !below.endsWith('\n')) return finding('note_is_malformed')
  const lines = below.slice(0, -1).split('\n')
  const signatures = lines.map(readLine).filter((one) => one !== null)
  if (signatures.length !== lines.length || lines.length > mostSignatures) {
    return finding('note_is_malformed')
  }
  return { text, signatures }
}

/**
 * The text of a note, and which of the known keys signed it: one at least. Signatures by others are
 * ignored, so that keys can change and witnesses sign too; a wrong one by a known key refuses all.
 */
export async function openNote(
  note: string | Uint8Array,
  known: readonly NoteKey[],
): Promise<{ text: string; signedBy: NoteKey[] } | Finding> {
  const read = readNote(note)
  if (isFinding(read)) return read
  const signedBy: NoteKey[] = []
  for (const signature of read.signatures) {
    const key = known.find((one) => isBy(signature, one))
    if (key === undefined || signedBy.includes(key)) continue
    if (!(await isSignatureOf(read.text, signature, key))) {
      return finding('signature_is_wrong', { key: key.name })
    }
    signedBy.push(key)
  }
  if (signedBy.length === 0) return finding('key_is_unknown')
  return { text: read.text, signedBy }
}

async function signatureOf(text: Bytes, { key, name }: NoteSigner): Promise<NoteSignature> {
  const id = noteKeyId({ name, raw: rawOf(key.publicKey) })
  const named = Uint8Array.from(id.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
  return { name, bytes: joined(named, await signed(key, text)) }
}

function isSignatureOf(text: string, { bytes }: NoteSignature, { raw }: NoteKey) {
  return isSignedBy({ x: base64urlOf(raw) }, utf8(text), bytes.slice(4))
}

function lineOf({ bytes, name }: NoteSignature): string {
  return `— ${name} ${base64Of(bytes)}\n`
}

function readLine(line: string): NoteSignature | null {
  const [dash, name = '', encoded = '', ...more] = line.split(' ')
  const bytes = bytesOfBase64(encoded)
  if (dash !== '—' || more.length > 0 || !isNoteName(name)) return null
  return bytes !== null && bytes.length >= 5 ? { name, bytes } : null
}

function isBy({ bytes, name }: NoteSignature, key: NoteKey): boolean {
  return name === key.name && idOfSignature(bytes) === noteKeyId(key)
}

function isBySameKey(one: NoteSignature, other: NoteSignature): boolean {
  return one.name === other.name && sameBytes(one.bytes.subarray(0, 4), other.bytes.subarray(0, 4))
}

/** Whole lines of well-formed text, without control characters. */
function isNoteText(text: string): boolean {
  const hasControls = [...text].some((char) => char < ' ' && char !== '\n')
  return text.endsWith('\n') && text.isWellFormed() && !hasControls
}
