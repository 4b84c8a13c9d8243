import { hkdf } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { type Bytes, utf8 } from '../bytes.ts'
import { introduce, type KeyIntroduced, type KeysFounded } from './keyLeaves.ts'
import { seedOf, signingKeyOf } from './signingKey.ts'

/**
 * The secret from which receipt keys derive, itself derived from the host's: who signs receipts
 * holds this one alone, and cannot go back from it to the keys of reports.
 */
export function receiptSecretOf(hostSecret: Uint8Array): Bytes {
  return hkdf(sha256, hostSecret, utf8('commonhour'), utf8('receipt secret'), 32) as Bytes
}

/** What the log of a community says when its keys begin: two leaves, in this order. */
export interface KeysBegun {
  readonly founded: KeysFounded
  readonly receipt: KeyIntroduced
}

/** The first keys of a community, and the report key's signature under the one for receipts. */
export async function beginKeys(
  hostSecret: Uint8Array,
  { origin, recoveryX }: Pick<KeysFounded, 'origin' | 'recoveryX'>,
): Promise<KeysBegun> {
  const place = { origin, generation: 0 } as const
  const seed = seedOf(hostSecret, { ...place, use: 'report' })
  const report = await signingKeyOf(seed, 'report')
  const receiptSeed = seedOf(receiptSecretOf(hostSecret), { ...place, use: 'receipt' })
  const { x } = (await signingKeyOf(receiptSeed, 'receipt')).publicKey
  const receipt = await introduce(origin, { use: 'receipt', x, generation: 0 }, report)
  return { founded: { origin, x: report.publicKey.x, recoveryX }, receipt }
}
