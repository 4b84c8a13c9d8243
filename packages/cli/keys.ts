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
  const seed = Buffer.from(standingSeedOf(secret, { keys, origin }), 'base64url')
  const key = await signingKeyOf(new Uint8Array(seed), 'report')
  const standing = keys.filter(({ use }) => use === 'report').at(-1)
  if (standing?.kid === key.publicKey.kid && standing.until === null) return key
  const detail = 'The key that stands is not made from this host’s secret. Use "keys recover".'
  return fault('not_found', { detail })
}

/** The seed of the report key that stands, base64url, as this host's secret makes it. */
export function standingSeedOf(secret: Uint8Array, { keys, origin }: KeyHistory): string {
  const generation = keys.filter(({ use }) => use === 'report').length - 1
  return Buffer.from(seedOf(secret, { origin, use: 'report', generation })).toString('base64url')
}

/** The report key that a community came with, from the file that its last host wrote. */
export async function reportKeyFrom(
  path: string,
  { keys }: KeyHistory,
): Promise<SigningKey | Fault> {
  const seed = await seedIn(path)
  if (seed === null) return fault('not_found', { detail: `${path} holds no key.` })
  const key = await signingKeyOf(seed, 'report')
  const isStanding = keys.some(({ kid, until }) => kid === key.publicKey.kid && until === null)
  if (isStanding) return key
  return fault('not_found', { detail: 'This is not the key that signs for that community now.' })
}

/** The recovery key from the file that the first start made, or typed in again from paper. */
export async function recoveryKeyFrom(
  path: string,
  { keys }: KeyHistory,
): Promise<SigningKey | Fault> {
  const seed = await seedIn(path)
  if (seed === null) return fault('not_found', { detail: `${path} holds no recovery key.` })
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

/** The private half in a file: a key as it was written, or nothing but its text from paper. */
async function seedIn(path: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const text = await readFile(path, 'utf8').catch(() => '')
  const kept = (await readJson(path)) as { key?: { d?: string } } | null
  const seed = new Uint8Array(Buffer.from(kept?.key?.d ?? text.trim(), 'base64url'))
  return seed.length === 32 ? seed : null
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch {
    return null
  }
}
