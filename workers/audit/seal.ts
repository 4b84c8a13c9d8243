import { isFault } from '@commonhour/contract'
import { type Head, swapHead } from '@commonhour/host'
import {
  type Books,
  bodiesQuery,
  bodyPages,
  publishHead,
  type StoredNode,
  snapshot,
  strayLinesQuery,
} from '@commonhour/ledger'
import { type Frontier, readLeaf, rootOf, signCheckpoint } from '@commonhour/proof'
import { isRefusal, type Refusal, refusal } from './alarms.ts'
import { hexOf, utf8 } from './bytes.ts'
import type { AuditEnv } from './env.ts'
import type { StandingKeys } from './keys.ts'
import { grown, storedFrontier } from './tree.ts'

/** Leaves under one new head: what one batch carries. A longer stretch gets several heads. */
const mostLeaves = 4_000

/** Where a log stands, and what is remembered of it. */
export interface Place {
  readonly env: AuditEnv
  readonly community: string
  readonly books: Books
  readonly head: Head | null
  readonly publishedSize: number
  readonly logSize: number
}

/** What came of sealing: the head that is remembered now, and how many heads were published. */
export interface Sealed {
  readonly head: Head | null
  readonly heads: number
}

/**
 * Signs the log as far as it goes. First the memory is swapped, then the head is signed, then it is
 * published: whatever is cut off in between is published by the next round, and nothing is ever
 * signed that is not remembered.
 */
export async function sealLog(place: Place, keys: StandingKeys): Promise<Sealed | Refusal> {
  const remembered = await rememberedTree(place)
  if (isRefusal(remembered)) return remembered
  let { frontier } = remembered
  let head = place.head
  let heads = 0
  if (head !== null && place.publishedSize < head.size) {
    await publish(place, keys, { frontier, nodes: remembered.nodes })
    heads += 1
  }
  while (frontier.size < place.logSize) {
    const next = await nextLeaves(place.books, frontier, place.logSize)
    if (isRefusal(next)) return next
    const to = headOf(place, keys.origin, next.frontier)
    // Another audit was faster: it signs what it swapped, and this one signs nothing.
    if (!(await swapHead(place.env.open('audit'), head, to))) return { head, heads }
    await publish(place, keys, next)
    ;({ frontier } = next)
    head = to
    heads += 1
  }
  return { head, heads }
}

interface Tree {
  readonly frontier: Frontier
  /** Those that no published head has yet. */
  readonly nodes: readonly StoredNode[]
}

/** The tree at the remembered size, which must have the remembered root. */
async function rememberedTree(place: Place): Promise<Tree | Refusal> {
  const { books, head, publishedSize } = place
  const stored = await storedFrontier(books, publishedSize)
  if (isRefusal(stored)) return stored
  let frontier = stored
  const nodes: StoredNode[] = []
  for await (const bodies of bodyPages(books, publishedSize, head?.size ?? 0)) {
    const more = grown(frontier, bodies)
    frontier = more.frontier
    nodes.push(...more.nodes)
  }
  const root = hexOf(rootOf(frontier))
  if (head !== null && (root !== head.root || frontier.size !== head.size)) {
    return refusal('log_is_forked', { size: head.size, root, rememberedRoot: head.root })
  }
  return { frontier, nodes }
}

/** The next stretch of leaves, each in its place and as its detail says. */
async function nextLeaves(
  books: Books,
  frontier: Frontier,
  logSize: number,
): Promise<Tree | Refusal> {
  const from = frontier.size
  const to = Math.min(logSize, from + mostLeaves)
  const { bodies, strays } = await snapshot(books, {
    bodies: bodiesQuery(from, to),
    strays: strayLinesQuery(from, to),
  })
  const astray = bodies.findIndex((body, at) => readLeaf(utf8(body))?.seq !== from + at)
  if (astray >= 0 || bodies.length !== to - from) {
    return refusal('log_is_altered', { seq: from + Math.max(astray, 0), lines: bodies.length })
  }
  if (strays > 0) return refusal('log_is_altered', { fromSeq: from, toSeq: to, strays })
  return grown(frontier, bodies)
}

function headOf({ community, env, head }: Place, origin: string, frontier: Frontier): Head {
  const root = hexOf(rootOf(frontier))
  return { community, origin, size: frontier.size, root, at: Math.max(env.now(), head?.at ?? 0) }
}

/** @throws never for a race: whoever published meanwhile has signed the same head */
async function publish({ books, env }: Place, keys: StandingKeys, { frontier, nodes }: Tree) {
  const root = rootOf(frontier)
  const { size } = frontier
  const note = await signCheckpoint({ origin: keys.origin, size, root }, keys.key)
  const refused = await publishHead(books, { size, root: hexOf(root), at: env.now(), note }, nodes)
  if (isFault(refused)) {
    env.log({ level: 'info', event: 'head_was_published', origin: keys.origin, size })
  }
}
