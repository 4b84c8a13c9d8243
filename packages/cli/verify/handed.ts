import { type Fault, fault, isFault } from '@commonhour/contract'
import { type Handed, isFinding, type KeyRing, readKeyFile } from '@commonhour/proof'
import type { Said } from '../command.ts'
import type { Output } from '../output.ts'
import { filePieces, textOfFile } from './files.ts'

export const file = (description: string) =>
  ({ type: 'string', valueHint: 'FILE', description }) as const

/** What may lie beside a report. */
export const besideArgs = {
  key: file('The keys of the community'),
  previous: file('Beside a report: the one before it, as you kept it'),
  log: file('Beside it: log.jsonl'),
  balances: file('Beside a report: balances.jsonl'),
  signatures: file('Beside a report: signatures.json, what stewards signed'),
  origin: {
    type: 'string',
    valueHint: 'NAME',
    description: 'Of which community it is to be, as its checkpoints name it',
  },
} as const

/** How a call ends that could not begin: 1 would say that something is wrong with the document. */
export const couldNotBegin = 2

/** What was handed in on the command line, or what of it cannot be read. */
export async function handedIn(said: Said, output: Output): Promise<Handed | Fault> {
  const rings = await ringsIn(said)
  if (isFault(rings)) return rings
  const document = await textOf(said, 'file')
  if (isFault(document)) return document
  const previous = await textOrNone(said, 'previous')
  if (isFault(previous)) return previous
  const checkpoint = await textOrNone(said, 'checkpoint')
  if (isFault(checkpoint)) return checkpoint
  const signatures = await textOrNone(said, 'signatures')
  if (isFault(signatures)) return signatures
  const log = await filePieces(said.textOrNull('log'), output)
  if (log === null) return unreadable('log', said.text('log'))
  const balances = await filePieces(said.textOrNull('balances'), output)
  if (balances === null) return unreadable('balances', said.text('balances'))
  const origin = said.textOrNull('origin')
  return {
    document,
    rings,
    ...(origin !== null && { origin }),
    ...(previous !== undefined && { previous }),
    ...(checkpoint !== undefined && { checkpoint }),
    ...(signatures !== undefined && { signatures }),
    ...(log && { log }),
    ...(balances && { balances }),
  }
}

async function ringsIn(said: Said): Promise<KeyRing[] | Fault> {
  const text = await textOf(said, 'key')
  if (isFault(text)) return text
  const rings = readKeyFile(text)
  if (!isFinding(rings)) return rings
  const expected = 'commonhour.json as the host publishes it, a JWK, or a set of JWKs'
  return wrongFile('key', expected, said.text('key'))
}

async function textOf(said: Said, word: 'file' | 'key'): Promise<string | Fault> {
  const path = said.textOrNull(word)
  const name = word === 'key' ? '--key FILE' : 'FILE'
  if (path === null) {
    return fault('request_is_malformed', { detail: `Say ${name}. See --help.` })
  }
  return (await textOfFile(path)) ?? unreadable(word, path)
}

async function textOrNone(said: Said, word: string): Promise<string | undefined | Fault> {
  const path = said.textOrNull(word)
  if (path === null) return undefined
  return (await textOfFile(path)) ?? unreadable(word, path)
}

function unreadable(word: string, path: string): Fault {
  return wrongFile(word, 'a file that can be read', path)
}

/** A file that was named, and is not what it must be. */
export function wrongFile(word: string, expected: string, received: string): Fault {
  return fault('request_is_malformed', { fields: [{ pointer: `/${word}`, expected, received }] })
}
