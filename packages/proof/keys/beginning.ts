import { hkdf } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { type Bytes, utf8 } from '../bytes.ts'
import type { KeyHistory } from './keyHistory.ts'
import {
  introduce,
  type KeyIntroduced,
  type KeysFounded,
  type KeyVoided,
  voidKey,
} from './keyLeaves.ts'
import { type SigningKey, seedOf, signingKeyOf } from './signingKey.ts'

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

/** The name that a community's heads are signed under; it is kept for ever after the first. */
export function originOf(base: string, slug: string): string {
  return `${new URL(base).host}/${slug}`
}

/** The two leaves as they are written, in their order. */
export function leavesOfKeys({ founded, receipt }: KeysBegun) {
  return [
    { act: 'founded', ...founded },
    { act: 'introduced', ...receipt },
  ] as const
}

/** The first keys of a community, and the report key's signature under the one for receipts. */
export async function beginKeys(
  hostSecret: Uint8Array,
  { origin, recoveryX }: Pick<KeysFounded, 'origin' | 'recoveryX'>,
): Promise<KeysBegun> {
  const report = await keyOf(hostSecret, { origin, use: 'report', generation: 0 })
  const { publicKey } = await keyOf(hostSecret, { origin, use: 'receipt', generation: 0 })
  const key = { use: 'receipt', x: publicKey.x, generation: 0 } as const
  return {
    founded: { origin, x: report.publicKey.x, recoveryX },
    receipt: await introduce(origin, key, report),
  }
}

/** What the log says when keys are replaced: the leaves in this order. */
export interface KeysSucceeded {
  /** Null where the key before is only retired. */
  readonly voided: KeyVoided | null
  readonly receipt: KeyIntroduced
  readonly report: KeyIntroduced
}

/**
 * The next keys for reports and receipts, made from a host's secret: the same one where they are
 * only renewed, a new one where the old was stolen.
 * @param by the report key that stands, or the recovery key; only the latter voids
 * @param voidFrom the size of the log from which the report key that stands counts for nothing
 */
export async function succeedKeys(
  hostSecret: Uint8Array,
  { keys, origin }: KeyHistory,
  by: SigningKey,
  voidFrom: number | null = null,
): Promise<KeysSucceeded> {
  const next = async (use: 'receipt' | 'report') => {
    const generation = keys.filter((key) => key.use === use).length
    const { publicKey } = await keyOf(hostSecret, { origin, use, generation })
    return introduce(origin, { use, x: publicKey.x, generation }, by)
  }
  const standing = keys.filter(({ use }) => use === 'report').at(-1)
  const isVoided = voidFrom !== null && standing !== undefined
  return {
    voided: isVoided ? await voidKey(origin, { kid: standing.kid, fromSize: voidFrom }, by) : null,
    // First: once the next report key is in, the one that signs here stands no more.
    receipt: await next('receipt'),
    report: await next('report'),
  }
}

interface Place {
  readonly origin: string
  readonly use: 'report' | 'receipt'
  readonly generation: number
}

function keyOf(hostSecret: Uint8Array, place: Place): Promise<SigningKey> {
  const secret = place.use === 'receipt' ? receiptSecretOf(hostSecret) : hostSecret
  return signingKeyOf(seedOf(secret, place), place.use)
}
