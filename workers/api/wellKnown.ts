import { listCommunities } from '@commonhour/host'
import { keyBodiesQuery, openBooks, snapshot } from '@commonhour/ledger'
import { type KeyHistory, keyHistoryOf, type Leaf, readLeaf } from '@commonhour/proof'
import type { ApiContext, Paths } from './context.ts'
import type { ApiEnv } from './env.ts'
import { tagged } from './respond.ts'

const path = '/.well-known/commonhour.json'

/**
 * `/.well-known/commonhour.json`: the keys of every community, retired ones for ever, each with the
 * sizes of the log for which it counts. They are what the log itself says, and no more.
 */
export function wellKnownPaths(env: ApiEnv): Paths {
  return { [path]: { GET: (c) => keysOf(c, env) } }
}

async function keysOf(c: ApiContext, env: ApiEnv): Promise<Response> {
  const registered = await listCommunities(env.open('host'))
  const open = registered.filter(({ state }) => state === 'open')
  const read = await Promise.all(open.map(({ database, slug }) => readOne(env, database, slug)))
  const communities = Object.fromEntries(read.filter((one) => one !== null))
  c.header('Access-Control-Allow-Origin', '*')
  c.header('Cache-Control', 'public, max-age=60')
  return tagged(c, JSON.stringify({ communities }))
}

/** One community that cannot be reached does not hide the others. */
async function readOne(
  env: ApiEnv,
  database: string,
  slug: string,
): Promise<[string, KeyHistory] | null> {
  try {
    const { bodies } = await snapshot(openBooks(env.open(database)), { bodies: keyBodiesQuery })
    const leaves = bodies.map((body) => readLeaf(new TextEncoder().encode(body)))
    const history = await keyHistoryOf(leaves.filter((leaf): leaf is Leaf => leaf !== null))
    return history && [slug, history]
  } catch (cause) {
    const name = cause instanceof Error ? cause.name : typeof cause
    env.log({ level: 'error', event: 'community_is_out_of_reach', community: slug, name })
    return null
  }
}
