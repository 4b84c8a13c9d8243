import { momentOf, type Report } from '@commonhour/contract'
import {
  type Books,
  logChunks,
  nodeKey,
  nodesQuery,
  schemaHash,
  schemaQuery,
  snapshot,
} from '@commonhour/ledger'
import {
  consistencyProof,
  figuresOf,
  inclusionProof,
  isFinding,
  type NodeAt,
  type NodeId,
  nodesForConsistency,
  nodesForInclusion,
  replay,
} from '@commonhour/proof'
import { type Refusal, refusal } from '../alarms.ts'
import { type Bytes, base64Of, bytesOfHex, digestOf, utf8 } from '../bytes.ts'
import type { AuditEnv } from '../env.ts'
import { type Balances, balancesOf } from './balances.ts'
import { indicatorsOf } from './indicators.ts'
import type { Issuing, Period } from './period.ts'

export interface MadeReport {
  readonly report: Report
  readonly root: Bytes
  readonly balances: Balances
}

/** Everything a report says, from the bodies of the log and never from a projection. */
export async function makeReport(
  env: AuditEnv,
  { books, community, keys }: Issuing,
  period: Period,
): Promise<MadeReport | Refusal> {
  const { fromSize, no, previous, toSize } = period
  const { books: replayed, file } = await replay(logChunks(books, toSize), [fromSize])
  if (isFinding(replayed)) return refusal('log_is_altered', { finding: replayed.finding })
  const balances = await balancesOf(env, books, replayed)
  const figures = figuresOf(replayed, fromSize)
  const { lines } = await snapshot(books, { lines: schemaQuery })
  const before = previous?.opened ?? null
  const report: Report = {
    community,
    origin: keys.origin,
    no,
    period: { from: period.from, to: period.to },
    issuedAt: momentOf(env.now()),
    fromSize,
    toSize,
    root: base64Of(replayed.root),
    previous: before && {
      no: before.report.no,
      size: before.report.toSize,
      root: before.report.root,
      digest: before.digest,
    },
    consistency: await consistencyOf(books, before?.report.toSize ?? 0, toSize),
    ...figures,
    accounts: {
      ...figures.accounts,
      balanceRoot: base64Of(balances.root.hash),
      balanceLeaves: balances.root.leafCount,
    },
    indicators: await indicatorsOf(books, period, replayed),
    schema: `sha256:${await schemaHash(lines)}`,
    attachments: {
      log: { digest: file.digest, bytes: file.bytes },
      balances: await attachmentOf(balances.lines),
    },
    keyLeaf: await keyLeafOf(books, keys, toSize),
  }
  return { report, root: replayed.root, balances }
}

async function attachmentOf(lines: readonly string[]): Promise<Report['attachments']['balances']> {
  const bytes = utf8(lines.join(''))
  return { digest: await digestOf(bytes), bytes: bytes.length }
}

async function consistencyOf(books: Books, fromSize: number, toSize: number): Promise<string[]> {
  const nodeAt = await nodesAt(books, nodesForConsistency(fromSize, toSize))
  return consistencyProof(nodeAt, fromSize, toSize).map(base64Of)
}

/** The line that brought in the key which signs, for whoever knows only the one before it. */
async function keyLeafOf(
  books: Books,
  { bodies, key }: Issuing['keys'],
  toSize: number,
): Promise<Report['keyLeaf']> {
  const body = bodies.find((one) => {
    const [kind, , , use, x] = JSON.parse(one) as unknown[]
    return kind === 'key.introduced' && use === 'report' && x === key.publicKey.x
  })
  if (body === undefined) return null
  const index = (JSON.parse(body) as [string, number])[1]
  const nodeAt = await nodesAt(books, nodesForInclusion(index, toSize))
  return { index, body, proof: inclusionProof(nodeAt, index, toSize).map(base64Of) }
}

/** Stored nodes, each of which a whole look has just recomputed. */
async function nodesAt(books: Books, places: readonly NodeId[]): Promise<NodeAt> {
  const { nodes } = await snapshot(books, { nodes: nodesQuery(places) })
  return (id) => {
    const hash = nodes.get(nodeKey(id))
    if (hash === undefined) throw new RangeError(`No node ${nodeKey(id)}.`)
    return bytesOfHex(hash)
  }
}
