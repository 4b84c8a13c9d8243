import { sha256 } from '@noble/hashes/sha2.js'
import { hexOf, joined, utf8 } from '../bytes.ts'
import { type Finding, finding } from '../findings.ts'

/** A file as it arrives: pieces cut anywhere, or lines with their ends, from memory or a stream. */
export type Chunks = AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>

/** What a file was, once read to its end. */
export interface FileRead {
  readonly lines: number
  readonly bytes: number
  /** SHA-256 of all bytes, hex. */
  readonly digest: string
}

// No line of ours comes near it; without a most, one endless line would fill the memory.
const mostLineBytes = 1_048_576
const newline = 10

/**
 * Reads a file of lines, each ended by a newline, in the memory of one line. After the first line
 * that is wrong none is looked at, but all are counted: whoever holds the file's digest wants to
 * know first whether it is that file.
 * @param read takes each line without its end
 */
export async function readLines(
  chunks: Chunks,
  read: (line: Uint8Array, number: number) => Finding | null,
): Promise<{ file: FileRead; wrong: Finding | null }> {
  const digest = sha256.create()
  let [lines, bytes] = [0, 0]
  let wrong: Finding | null = null
  let begun: Uint8Array = new Uint8Array()
  for await (const chunk of chunks) {
    const piece = typeof chunk === 'string' ? utf8(chunk) : chunk
    digest.update(piece)
    bytes += piece.length
    let from = 0
    for (let end = piece.indexOf(newline); end >= 0; end = piece.indexOf(newline, from)) {
      const rest = piece.subarray(from, end)
      wrong ??= read(begun.length === 0 ? rest : joined(begun, rest), lines)
      begun = new Uint8Array()
      lines += 1
      from = end + 1
    }
    if (wrong === null) begun = joined(begun, piece.subarray(from))
    if (begun.length > mostLineBytes) wrong = finding('line_is_malformed', { line: lines })
  }
  if (begun.length > 0) wrong ??= finding('line_is_malformed', { line: lines })
  return { file: { lines, bytes, digest: hexOf(digest.digest()) }, wrong }
}
