import * as v from 'valibot'
import { type Bytes, base64Of, hashOfBase64 } from './bytes.ts'
import type { Head } from './checkpoint/checkpoint.ts'
import { type Finding, finding, isFinding } from './findings.ts'
import { jsonOf } from './json.ts'
import { type JwsKind, openJws, signJws } from './jws.ts'
import { isValidAt, type PublicKey } from './keys/key.ts'
import type { SigningKey } from './keys/signingKey.ts'
import { includes } from './merkle/verify.ts'

/** How long after the line a checkpoint that covers it is promised, in milliseconds. */
export const promiseMs = 300_000

/** The promise of one line: it stands in the log, and will be covered by a checkpoint in time. */
export interface Receipt {
  readonly origin: string
  readonly seq: number
  /** The hash of the line. */
  readonly leaf: Bytes
  /** The moment of the line, and by when a checkpoint covers it: milliseconds since the epoch. */
  readonly at: number
  readonly by: number
}

export const receiptKind: JwsKind = { typ: 'commonhour-receipt+jwt', use: 'receipt' }

const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const Claims = v.strictObject({
  iss: v.pipe(v.string(), v.nonEmpty()),
  seq: Count,
  leaf: v.pipe(v.string(), v.check(isHashText)),
  at: Count,
  by: Count,
  iat: Count,
})

/** Signs the promise of one line. The same line always gets the same receipt. */
export function signReceipt(line: Omit<Receipt, 'by'>, key: SigningKey): Promise<string> {
  const { at, leaf, origin, seq } = line
  const claims = {
    iss: origin,
    seq,
    leaf: base64Of(leaf),
    at,
    by: at + promiseMs,
    iat: Math.floor(at / 1000),
  }
  return signJws(receiptKind, JSON.stringify(claims), key)
}

/** The promise that a receipt makes, signed by a receipt key of this community. */
export async function openReceipt(
  receipt: string,
  { keys, origin }: { readonly keys: readonly PublicKey[]; readonly origin: string },
): Promise<Receipt | Finding> {
  const opened = await openJws(receipt, receiptKind, keys)
  if (isFinding(opened)) return opened
  const claims = v.safeParse(Claims, jsonOf(opened.text))
  if (!claims.success) return finding('receipt_is_malformed')
  const { at, by, iat, iss, leaf, seq } = claims.output
  if (by !== at + promiseMs || iat !== Math.floor(at / 1000)) return finding('receipt_is_malformed')
  if (iss !== origin) return finding('receipt_is_of_another_log', { origin: iss })
  if (!isValidAt(opened.key, seq + 1)) return finding('key_was_not_valid', { size: seq + 1 })
  return { origin: iss, seq, leaf: hashOfBase64(leaf) as Bytes, at, by }
}

/** Null where the promise is kept by this head of the log, shown by an inclusion proof. */
export function breachOf(
  { leaf, origin, seq }: Receipt,
  head: Head,
  proof: readonly Uint8Array[],
): Finding | null {
  if (head.origin !== origin) return finding('receipt_is_of_another_log', { origin: head.origin })
  if (head.size <= seq) return finding('receipt_is_not_covered', { seq, size: head.size })
  const { root, size } = head
  if (includes({ index: seq, size, leaf, proof, root })) return null
  return finding('receipt_is_broken', { seq, size })
}

function isHashText(text: string): boolean {
  return hashOfBase64(text) !== null
}
