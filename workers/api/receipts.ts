import type { Transfer, TransferReceipt } from '@commonhour/contract'
import type { MemberActor } from '@commonhour/domain'
import type { PromisedLine, ReceiptKeyLine, TransferLine } from '@commonhour/ledger'
import { leafHash, type SigningKey, seedOf, signingKeyOf, signReceipt } from '@commonhour/proof'
import { base64url } from 'jose'
import { isSteward } from './acting.ts'
import { type Answer, replayable } from './answer.ts'
import type { ApiEnv } from './env.ts'

/** A transfer as it goes out: with the promise of its line, signed anew and always the same. */
export async function receipted(env: ApiEnv, line: TransferLine): Promise<Transfer> {
  return { ...line.wire, receipt: await receiptOf(env, line) }
}

/**
 * The receipt of one line: that it stands in the log and is covered by a checkpoint in time.
 * @returns null where no key for receipts stands, or the one that stands is not ours
 */
export function receiptOf(
  env: ApiEnv,
  { body, receiptKey, wire }: TransferLine,
): Promise<string | null> {
  return promiseOf(env, { body, receiptKey, seq: wire.seq, at: Date.parse(wire.at) })
}

/**
 * The receipts of what a write moved or set aside, to stand beside its answer; nothing where there
 * are none. As the lines and the signatures are the same, told again they are the same. That a
 * giver passes hours on is told to them and to stewards, not to whom they helped.
 */
export async function receiptsOf(
  env: ApiEnv,
  lines: readonly PromisedLine[],
  reader: MemberActor | null,
): Promise<{ receipts?: TransferReceipt[] }> {
  const told = lines.filter(({ exchange, fromMember, toMember }) => {
    const isSide = [fromMember, toMember].includes(reader?.member ?? '')
    return exchange !== null || isSide || (reader !== null && isSteward(reader))
  })
  const signed = await Promise.all(
    told.map(async (line) => ({ transfer: line.transfer, receipt: await promiseOf(env, line) })),
  )
  const receipts = signed.filter((one): one is TransferReceipt => one.receipt !== null)
  return receipts.length > 0 ? { receipts } : {}
}

/** The answer to a write that moved hours or set them aside, marked when it was given before. */
export async function promising<T extends object>(
  env: ApiEnv,
  answer: T,
  { facts, promised, replayed }: Promising,
): Promise<Answer<T & { receipts?: TransferReceipt[] }>> {
  const receipts = await receiptsOf(env, promised, facts.actor)
  return replayable({ ...answer, ...receipts }, replayed)
}

/** What a write leaves, as far as its receipts need it. */
interface Promising {
  readonly facts: { readonly actor: MemberActor | null }
  readonly promised: readonly PromisedLine[]
  readonly replayed: boolean
}

async function promiseOf(
  env: ApiEnv,
  { at, body, receiptKey, seq }: Pick<PromisedLine, 'at' | 'body' | 'receiptKey' | 'seq'>,
): Promise<string | null> {
  const key = receiptKey && (await keyOf(env, receiptKey))
  if (!key || !receiptKey) return null
  const leaf = leafHash(new TextEncoder().encode(body))
  return signReceipt({ origin: receiptKey.origin, seq, leaf, at }, key)
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
