import type { Transfer } from '@commonhour/contract'
import type { ReceiptKeyLine, TransferLine } from '@commonhour/ledger'
import { leafHash, type SigningKey, seedOf, signingKeyOf, signReceipt } from '@commonhour/proof'
import { base64url } from 'jose'
import type { ApiEnv } from './env.ts'

/** A transfer as it goes out: with the promise of its line, signed anew and always the same. */
export async function receipted(env: ApiEnv, line: TransferLine): Promise<Transfer> {
  return { ...line.wire, receipt: await receiptOf(env, line) }
}

/**
 * The receipt of one line: that it stands in the log and is covered by a checkpoint in time.
 * @returns null where no key for receipts stands, or the one that stands is not ours
 */
export async function receiptOf(
  env: ApiEnv,
  { body, receiptKey, wire }: TransferLine,
): Promise<string | null> {
  const key = receiptKey && (await keyOf(env, receiptKey))
  if (!key || !receiptKey) return null
  const leaf = leafHash(new TextEncoder().encode(body))
  const at = Date.parse(wire.at)
  return signReceipt({ origin: receiptKey.origin, seq: wire.seq, leaf, at }, key)
}

/** Keys made before, by what they are made from: making one costs more than signing with it. */
const made = new Map<string, Promise<SigningKey>>()
const mostMade = 1_000

async function keyOf(env: ApiEnv, named: ReceiptKeyLine): Promise<SigningKey | null> {
  const { receiptSecret } = env
  if (receiptSecret === undefined) return null
  const { generation, origin, x } = named
  const id = JSON.stringify([receiptSecret, origin, generation])
  const seed = () => seedOf(base64url.decode(receiptSecret), { origin, use: 'receipt', generation })
  if (made.size >= mostMade) made.clear()
  const making = made.get(id) ?? signingKeyOf(seed(), 'receipt')
  made.set(id, making)
  const key = await making
  if (key.publicKey.x === x) return key
  env.log({ level: 'error', event: 'receipt_key_is_another', kid: key.publicKey.kid })
  return null
}
