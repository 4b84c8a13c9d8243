import { isFault } from '@commonhour/contract'
import { type Books, keyBodiesQuery, snapshot, writeKeys } from '@commonhour/ledger'
import {
  beginKeys,
  type KeyHistory,
  keyHistoryOf,
  type Leaf,
  leavesOfKeys,
  readLeaf,
  type SigningKey,
  seedOf,
  signingKeyOf,
} from '@commonhour/proof'
import { isRefusal, type Refusal, refusal } from './alarms.ts'
import { utf8 } from './bytes.ts'
import type { AuditEnv } from './env.ts'

/** The keys of a community, and the one of ours that signs for it now. */
export interface StandingKeys extends KeyHistory {
  readonly key: SigningKey
  /** The bodies of the leaves that they follow from. */
  readonly bodies: readonly string[]
}

/**
 * The key that signs for a community, made from the secret and held against what its log names.
 * @param origin under which books without keys begin theirs, in this very call
 */
export async function standingKeys(
  env: AuditEnv,
  books: Books,
  origin: string,
): Promise<StandingKeys | Refusal> {
  const read = await readKeys(books)
  if (read.history !== null) return ours(env, read.history, read.bodies)
  const begun = await beginThem(env, books, origin)
  if (isRefusal(begun)) return begun
  const again = await readKeys(books)
  if (again.history === null) return refusal('keys_are_not_founded', { origin })
  return ours(env, again.history, again.bodies)
}

async function beginThem(env: AuditEnv, books: Books, origin: string): Promise<Refusal | null> {
  const { recoveryX, secret } = env
  if (recoveryX === null) return refusal('keys_are_not_founded', { origin })
  const writes = leavesOfKeys(await beginKeys(secret, { origin, recoveryX }))
  const refused = await writeKeys(books, writes, env.now())
  return refused === null || isFault(refused) === false
    ? null
    : refusal('keys_are_not_founded', { origin, fault: refused.fault })
}

async function readKeys(books: Books) {
  const { bodies } = await snapshot(books, { bodies: keyBodiesQuery })
  const leaves = bodies.map((body) => readLeaf(utf8(body)))
  const history = await keyHistoryOf(leaves.filter((leaf): leaf is Leaf => leaf !== null))
  return { bodies, history }
}

async function ours(
  env: AuditEnv,
  history: KeyHistory,
  bodies: readonly string[],
): Promise<StandingKeys | Refusal> {
  const { keys, origin } = history
  const forReports = keys.filter(({ use }) => use === 'report')
  const generation = forReports.length - 1
  const standing = forReports.at(-1)
  const seed = seedOf(env.secret, { origin, use: 'report', generation })
  const key = await signingKeyOf(seed, 'report', standing?.from ?? 0)
  const isOurs = standing?.until === null && standing.kid === key.publicKey.kid
  if (!isOurs) return refusal('key_is_not_ours', { kid: standing?.kid ?? null, generation })
  return { ...history, key, bodies }
}
