import {
  isFinding,
  knownFor,
  readKeyFile,
  type ToldCheck,
  tellChecks,
  type Verdict,
  verdictOf,
  verifyLineProof,
  verifyMemberProof,
} from '@commonhour/proof'
import type { Visit } from '../plumbing/visit.ts'

/** What came of looking at a proof: every check with its words, as the command says them. */
export interface Looked {
  readonly verdict: Verdict
  readonly checks: readonly ToldCheck[]
}

const ladders = { memberProof: verifyMemberProof, lineProof: verifyLineProof }

/**
 * Looks at a proof before it is shown, by the keys that this community publishes: what the API
 * says is not believed here either.
 * @returns null where the keys could not be had
 */
export async function lookAt(
  kind: keyof typeof ladders,
  proof: unknown,
  { community }: Pick<Visit, 'community'>,
  keys: unknown,
): Promise<Looked | null> {
  const known = typeof keys === 'string' ? ringOf(keys, community) : null
  if (known === null) return null
  const told = await ladders[kind](JSON.stringify(proof), known)
  const checks = tellChecks(told, kind, {})
  return { checks, verdict: verdictOf(checks) }
}

/** The keys of this one community among all that the host publishes. */
function ringOf(text: string, community: string) {
  const own = publishedIn(text)[community]
  if (own === undefined) return null
  const rings = readKeyFile(JSON.stringify({ communities: { [community]: own } }))
  return isFinding(rings) ? null : knownFor(rings, null, null)
}

/** What a file of keys says, by community; nothing where it is none. */
function publishedIn(text: string): Record<string, unknown> {
  try {
    return (JSON.parse(text) as { communities?: Record<string, unknown> }).communities ?? {}
  } catch {
    return {}
  }
}
