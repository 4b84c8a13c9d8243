import { type Fault, fault, isFault } from '@commonhour/contract'
import { findCommunity } from '@commonhour/host'
import type { ApiEnv } from './env.ts'
import type { CommunityLine } from './types.ts'

/** How long a line of the register is believed. The host is asked again after that. */
const keptMilliseconds = 60_000
const mostKept = 1_000

/**
 * From slug to community. Unknown ones are asked for each time: a new community is there at once.
 */
export type Register = (env: ApiEnv, slug: string) => Promise<CommunityLine | Fault>

/** A register that remembers what it met: plain data only, so that isolates may share it. */
export function keptRegister(): Register {
  const kept = new Map<string, { line: CommunityLine; until: number }>()
  return async (env, slug) => {
    const met = kept.get(slug)
    if (met && met.until > env.now()) return met.line
    const found = await lookUp(env, slug)
    if (isFault(found)) return found
    if (kept.size >= mostKept) kept.clear()
    kept.set(slug, { line: found, until: env.now() + keptMilliseconds })
    return found
  }
}

async function lookUp(env: ApiEnv, slug: string): Promise<CommunityLine | Fault> {
  try {
    const found = await findCommunity(env.open('host'), slug)
    if (isFault(found)) return found
    if (found.state === 'founding') return fault('community_is_unknown')
    return { slug: found.slug, name: found.name, database: found.database }
  } catch (cause) {
    const name = cause instanceof Error ? cause.name : typeof cause
    env.log({ level: 'error', event: 'host_is_out_of_reach', name })
    return fault('books_are_out_of_reach')
  }
}
