import { type Bytes, bytesOfBase64url } from '../bytes.ts'
import type { Leaf } from '../replay/leaf.ts'
import { isSignedBy, isValidAt, type PublicKey, publicKeyOf, rawOf } from './key.ts'
import {
  introductionText,
  type KeyIntroduced,
  keyIntroducedOf,
  keysFoundedOf,
  keyVoidedOf,
  voidingText,
} from './keyLeaves.ts'

/** The keys of a community, each with the sizes of the log that it may sign. */
export interface KeyHistory {
  readonly origin: string
  readonly keys: readonly PublicKey[]
}
/** From which size on a key is void. */
type Voids = ReadonlyMap<string, number>

/**
 * The keys that a log names, from its leaves alone; null where it names none. A key is valid if the
 * report key of that moment or the recovery key signed it in; what is signed in otherwise is no
 * key. What a void key signed after its end stands as if it had never been, however far back that
 * reaches.
 */
export async function keyHistoryOf(leaves: Iterable<Leaf>): Promise<KeyHistory | null> {
  const all = [...leaves]
  const root = all.find((leaf) => keysFoundedOf(leaf) !== null)
  const founded = root && keysFoundedOf(root)
  if (!root || !founded) return null
  const { origin, recoveryX, x } = founded
  const later = all.filter(({ seq }) => seq > root.seq)
  // Recovery keys and their voids come first: who recovers is heard before who was robbed.
  const recovery = await withIntroductions(
    [publicKeyOf(rawOf({ x: recoveryX }), 'recovery', root.seq + 1)],
    { origin, later, voids: new Map(), uses: ['recovery'] },
  )
  const voids = await voidsOf(later, origin, recovery)
  const first = publicKeyOf(rawOf({ x }), 'report', root.seq + 1)
  const keys = await withIntroductions([voided(first, voids), ...recovery], {
    origin,
    later,
    voids,
    uses: ['report', 'receipt'],
  })
  return { origin, keys }
}

interface Introductions {
  readonly origin: string
  readonly later: readonly Leaf[]
  readonly voids: Voids
  readonly uses: readonly PublicKey['use'][]
}

async function withIntroductions(
  begun: readonly PublicKey[],
  { later, origin, uses, voids }: Introductions,
): Promise<PublicKey[]> {
  let keys = [...begun]
  for (const leaf of later) {
    const said = keyIntroducedOf(leaf)
    if (said === null || !uses.includes(said.use)) continue
    const before = keys.filter(({ use }) => use === said.use)
    if (said.generation !== before.length || keys.some(({ x }) => x === said.x)) continue
    if (!(await isSignedIn(said, { origin, keys, seq: leaf.seq }))) continue
    const key = publicKeyOf(bytesOfBase64url(said.x) as Bytes, said.use, leaf.seq + 1)
    keys = keys.map((one) => (one.use === said.use ? endedAt(one, leaf.seq) : one))
    keys.push(voided(key, voids))
  }
  return keys
}

/** A recovery key is brought in by a recovery key only; any other also by the report key. */
export async function isSignedIn(
  said: KeyIntroduced,
  { keys, origin, seq }: { origin: string; keys: readonly PublicKey[]; seq: number },
): Promise<boolean> {
  const may = said.use === 'recovery' ? ['recovery'] : ['report', 'recovery']
  const signer = keys.find(({ kid, use }) => kid === said.by && may.includes(use))
  if (signer === undefined || !isValidAt(signer, seq)) return false
  return isSignatureOf(signer, introductionText(origin, said), said.signature)
}

async function voidsOf(
  leaves: readonly Leaf[],
  origin: string,
  recovery: readonly PublicKey[],
): Promise<Voids> {
  const voids = new Map<string, number>()
  for (const leaf of leaves) {
    const said = keyVoidedOf(leaf)
    const signer = recovery.find(({ kid }) => kid === said?.by)
    if (said === null || signer === undefined || !isValidAt(signer, leaf.seq)) continue
    if (!(await isSignatureOf(signer, voidingText(origin, said), said.signature))) continue
    voids.set(said.kid, Math.min(said.fromSize, voids.get(said.kid) ?? said.fromSize))
  }
  return voids
}

/** Void from a size on means valid up to the one before. */
function voided(key: PublicKey, voids: Voids): PublicKey {
  const fromSize = voids.get(key.kid)
  return fromSize === undefined ? key : endedAt(key, fromSize - 1)
}

function endedAt(key: PublicKey, until: number): PublicKey {
  return { ...key, until: key.until === null ? until : Math.min(key.until, until) }
}

async function isSignatureOf(key: PublicKey, text: Bytes, signature: string): Promise<boolean> {
  const bytes = bytesOfBase64url(signature)
  return bytes?.length === 64 && isSignedBy(key, text, bytes)
}
