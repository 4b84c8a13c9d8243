import { createReadStream } from 'node:fs'
import { open, readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Chunks } from '@commonhour/proof'
import type { Output } from '../output.ts'

/** A small file whole; null where it cannot be read. Bytes that are no UTF-8 stay seen as wrong. */
export function textOfFile(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch(() => null)
}

/** A file that is read in less time than a bar takes to look at, in bytes. */
const quickBytes = 8_000_000
const tellings = 50

/**
 * A large file in pieces, telling how far it was read; undefined where none is asked for, null
 * where it cannot be read.
 */
export async function filePieces(
  path: string | null,
  output: Output,
): Promise<Chunks | undefined | null> {
  if (path === null) return undefined
  const bytes = await sizeOf(path)
  return bytes === null ? null : pieces(path, bytes, output)
}

async function* pieces(path: string, bytes: number, output: Output): AsyncGenerator<Uint8Array> {
  const shown = bytes > quickBytes ? output.progress(`kB of ${basename(path)}`, kB(bytes)) : null
  let [read, told] = [0, 0]
  for await (const piece of createReadStream(path) as AsyncIterable<Uint8Array>) {
    yield piece
    read += piece.length
    const step = Math.floor((read / bytes) * tellings)
    if (step > told) shown?.at(kB(read))
    told = step
  }
  shown?.end('done')
}

function kB(bytes: number): number {
  return Math.round(bytes / 1000)
}

/** Null where it is no file that can be opened. */
async function sizeOf(path: string): Promise<number | null> {
  const file = await open(path).catch(() => null)
  if (file === null) return null
  const seen = await file.stat()
  await file.close()
  return seen.isFile() ? seen.size : null
}
