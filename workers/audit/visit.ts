import { type Head, rememberedHead } from '@commonhour/host'
import {
  type Books,
  booksSumsQuery,
  type LogPulse,
  logPulseQuery,
  openBooks,
  releasedSchemaHashes,
  schemaHash,
  schemaQuery,
  snapshot,
  unreadableCode,
} from '@commonhour/ledger'
import { originOf } from '@commonhour/proof'
import { isRefusal, type Refusal, refusal } from './alarms.ts'
import type { AuditEnv } from './env.ts'
import { type StandingKeys, standingKeys } from './keys.ts'
import { issueWaitingReport } from './report/issue.ts'
import { type Place, sealLog } from './seal.ts'
import { refusalOfStretch } from './stretch.ts'
import { refusalOfWhole } from './whole.ts'

/** What one look at a community did. */
export interface Visited {
  readonly heads: number
  readonly reports: number
}
export interface Visit {
  readonly slug: string
  readonly database: string
  /** Whether every line is read again and replayed. */
  readonly whole: boolean
}
/** Why nothing was signed, and the size up to which it had been signed before. */
export type VisitRefusal = Refusal & { readonly sealedSize: number }

/** Reports made in one look; the next round makes the next ones. */
const mostReports = 3

/**
 * Looks at one community, and seals it where all that is looked at holds; each look reads some old
 * lines again. A report is made only
 * after a whole look; its own leaf is sealed at once.
 */
export async function visit(env: AuditEnv, asked: Visit): Promise<Visited | VisitRefusal> {
  const visited = await visitOnce(env, asked)
  if (!isRefusal(visited)) return visited
  // Another audit was faster: what was found against an older memory says nothing.
  const head = await rememberedHead(env.open('audit'), asked.slug)
  return (head?.size ?? 0) === visited.sealedSize ? visited : visit(env, asked)
}

async function visitOnce(env: AuditEnv, asked: Visit): Promise<Visited | VisitRefusal> {
  const books = openBooks(env.open(asked.database))
  const head = await rememberedHead(env.open('audit'), asked.slug)
  const pulse = await pulseOf(books)
  if (isRefusal(pulse)) return refused(pulse, head)
  const done = { heads: 0, reports: 0 }
  if (pulse === null || pulse.logSize === 0) {
    return head === null ? done : refused(refusal('log_is_shorter', { logSize: 0 }), head)
  }
  const { logSize, publishedSize, waitingReport } = pulse
  const isSealed = logSize === head?.size && publishedSize === head.size
  if (isSealed && waitingReport === null && !asked.whole) {
    const idle = await refusalOfIdle(env, books, head)
    return idle === null ? done : refused(idle, head)
  }
  const look = { env, community: asked.slug, books, head }
  const sealed = await seal(look, asked.whole || waitingReport !== null)
  if (isRefusal(sealed)) return refused(sealed, head)
  let { heads } = sealed
  let reports = 0
  while (waitingReport !== null && reports < mostReports) {
    const issued = await issueWaitingReport(env, {
      community: asked.slug,
      books,
      keys: sealed.keys,
    })
    if (isRefusal(issued)) return refused(issued, head)
    if (!issued) break
    reports += 1
    // A report tells of the log before it; the next one's line is sealed with its own.
    const again = await seal({ ...look, head: await rememberedHead(env.open('audit'), asked.slug) })
    if (isRefusal(again)) return refused(again, head)
    heads += again.heads
  }
  return { heads, reports }
}

/** How far the log has come; a refusal where what answers are no books. */
async function pulseOf(books: Books): Promise<LogPulse | null | Refusal> {
  try {
    return (await snapshot(books, { pulse: logPulseQuery })).pulse
  } catch (cause) {
    const said = unreadableCode(cause)
    if (said === null) throw cause
    return refusal('books_cannot_be_read', { said })
  }
}

interface Look {
  readonly env: AuditEnv
  readonly community: string
  readonly books: Books
  readonly head: Head | null
}

/** The ladder: what the memory says, the schema, the keys, the sums, the log itself. */
async function seal(
  look: Look,
  isWhole = false,
): Promise<{ heads: number; keys: StandingKeys } | Refusal> {
  const { books, community, env, head } = look
  const schema = await refusalOfSchema(books)
  if (schema !== null) return schema
  const before = await refusalOfMemory(books, head)
  if (before !== null) return before
  const keys = await standingKeys(env, books, head?.origin ?? originOf(env.base, community))
  if (isRefusal(keys)) return keys
  const { pulse, sums } = await snapshot(books, { pulse: logPulseQuery, sums: booksSumsQuery })
  if (pulse === null || sums === null) throw new Error('The books did not answer how they stand.')
  const { holdsSumSeconds, standingsSumSeconds } = sums
  if (standingsSumSeconds !== 0 || holdsSumSeconds !== 0) {
    return refusal('sums_are_not_zero', { standingsSumSeconds, holdsSumSeconds })
  }
  const { logSize, publishedSize } = pulse
  const place = { ...look, logSize, publishedSize }
  const old = isWhole ? await refusalOfWhole(place) : await refusalOfOld(place)
  if (old !== null) return old
  const sealed = await sealLog(place, keys)
  return isRefusal(sealed) ? sealed : { heads: sealed.heads, keys }
}

/** Where nothing is new, the guards are still looked at, and some of what was sealed before. */
async function refusalOfIdle(env: AuditEnv, books: Books, head: Head): Promise<Refusal | null> {
  return (await refusalOfSchema(books)) ?? refusalOfStretch(books, head, env.now())
}

/** Some old lines; none in the round that publishes a head which was cut off. */
async function refusalOfOld({ books, env, head, publishedSize }: Place): Promise<Refusal | null> {
  return head === null || publishedSize < head.size
    ? null
    : refusalOfStretch(books, head, env.now())
}

async function refusalOfSchema(books: Books): Promise<Refusal | null> {
  const { lines } = await snapshot(books, { lines: schemaQuery })
  const hash = await schemaHash(lines)
  if (releasedSchemaHashes.includes(hash)) return null
  return refusal('schema_is_not_released', { schema: `sha256:${hash}` })
}

/** What is remembered is the truth: a log may have grown since, and nothing else. */
async function refusalOfMemory(books: Books, head: Head | null): Promise<Refusal | null> {
  const { pulse } = await snapshot(books, { pulse: logPulseQuery })
  const { logSize = 0, publishedSize = 0 } = pulse ?? {}
  const size = head?.size ?? 0
  if (logSize < size) return refusal('log_is_shorter', { logSize, rememberedSize: size })
  if (publishedSize > size) {
    return refusal('memory_is_behind', { publishedSize, rememberedSize: size })
  }
  return null
}

function refused(it: Refusal, head: Head | null): VisitRefusal {
  return { ...it, sealedSize: head?.size ?? 0 }
}
