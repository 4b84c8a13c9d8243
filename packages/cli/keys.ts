import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Fault, fault, isFault } from '@commonhour/contract'
import { findCommunity } from '@commonhour/host'
import {
  type Books,
  type KeyWrite,
  keyBodiesQuery,
  openBooks,
  snapshot,
  writeKeys,
} from '@commonhour/ledger'
import {
  type KeyHistory,
  type KeysSucceeded,
  keyHistoryOf,
  type Leaf,
  readLeaf,
  type SigningKey,
  seedOf,
  signingKeyOf,
} from '@commonhour/proof'
import type { Place } from './place.ts'

/** The books of one community and what their log says of keys. */
export interface KeyBooks {
  readonly books: Books
  readonly history: KeyHistory
}

/** @returns or why not: no such community, or one whose keys audit has not begun */
export async function keyBooksOf(place: Place, slug: string): Promise<KeyBooks | Fault> {
  const found = await findCommunity(place.open('host'), slug)
  if (isFault(found)) return found
  const books = openBooks(place.open(found.database))
  const { bodies } = await snapshot(books, { bodies: keyBodiesQuery })
  const leaves = bodies.map((body) => readLeaf(new TextEncoder().encode(body)))
  const history = await keyHistoryOf(leaves.filter((leaf): leaf is Leaf => leaf !== null))
  return history === null ? fault('proof_is_not_ready') : { books, history }
}

/** The host's secret, as `pnpm start` keeps it. */
export async function hostSecretOf(directory: string): Promise<Uint8Array | Fault> {
  const kept = await readJson(join(directory, 'secrets.json'))
  const { auditSecret } = (kept ?? {}) as { auditSecret?: string }
  if (auditSecret !== undefined) return new Uint8Array(Buffer.from(auditSecret, 'base64url'))
  const detail = `${directory} has no auditSecret. Start the host once: it makes one.`
  return fault('not_found', { detail })
}

/** The report key that stands, made from the host's secret; a fault where it is another's. */
export async function standingKeyOf(
  secret: Uint8Array,
  { keys, origin }: KeyHistory,
): Promise<SigningKey | Fault> {
  const reports = keys.filter(({ use }) => use === 'report')
  const seed = seedOf(secret, { origin, use: 'report', generation: reports.length - 1 })
  const key = await signingKeyOf(seed, 'report')
  const standing = reports.at(-1)
  if (standing?.kid === key.publicKey.kid && standing.until === null) return key
  const detail = 'The key that stands is not made from this host’s secret. Use "keys recover".'
  return fault('not_found', { detail })
}

/** The recovery key from the file that the first start made, or was typed in again from paper. */
export async function recoveryKeyFrom(
  path: string,
  { keys }: KeyHistory,
): Promise<SigningKey | Fault> {
  const kept = (await readJson(path)) as { key?: { d?: string } } | null
  const seed = new Uint8Array(Buffer.from(kept?.key?.d ?? '', 'base64url'))
  if (seed.length !== 32) return fault('not_found', { detail: `${path} holds no recovery key.` })
  const key = await signingKeyOf(seed, 'recovery')
  const isOurs = keys.some(({ kid, use }) => use === 'recovery' && kid === key.publicKey.kid)
  if (isOurs) return key
  return fault('not_found', { detail: 'This is not the recovery key of that community.' })
}

/** Writes what succession says into the log, in one batch. */
export function writeSuccession(
  { books }: KeyBooks,
  { receipt, report, voided }: KeysSucceeded,
): Promise<Fault | null> {
  const writes: KeyWrite[] = [
    ...(voided === null ? [] : [{ act: 'voided', ...voided } as const]),
    { act: 'introduced', ...receipt },
    { act: 'introduced', ...report },
  ]
  return writeKeys(books, writes, Date.now())
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch {
    return null
  }
}
