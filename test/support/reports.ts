import { createHash } from 'node:crypto'
import { momentOf, type Report } from '@commonhour/contract'
import {
  type BalanceRow,
  balanceLine,
  balanceRootOf,
  balanceTreeOf,
  commitmentOf,
  consistencyProof,
  digestOfReport,
  figuresOf,
  leafHash,
  nodesOf,
  replay,
  type SigningKey,
  signReport,
} from '@commonhour/proof'
import { jsonl } from './log.ts'
import { base64, origin, saltOf } from './proofKeys.ts'

/** A report that was signed, with all that belongs to it. */
export interface MadeReport {
  readonly jws: string
  readonly report: Report
  readonly log: string
  readonly balances: string
  readonly rows: readonly BalanceRow[]
  /** The accounts in the order of the rows. */
  readonly publicIds: readonly string[]
}

/** A report over the first `toSize` leaves of a log, following another. */
export async function madeReport(
  bodies: readonly string[],
  {
    key,
    previous = null,
    toSize = bodies.length,
  }: {
    key: SigningKey
    previous?: MadeReport | null
    toSize?: number
  },
  change: (report: Report) => Report = (report) => report,
): Promise<MadeReport> {
  const log = jsonl(bodies.slice(0, toSize))
  const fromSize = previous?.report.toSize ?? 0
  const { books, file } = await replay([log], [fromSize])
  if ('finding' in books) throw new Error(`The log is none: ${JSON.stringify(books)}`)
  const nodeAt = nodesOf(bodies.slice(0, toSize).map((body) => leafHash(Buffer.from(body))))
  // The order of each report is its own; here it follows from a hash.
  const publicIds = [...books.accounts.keys()].sort((one, other) =>
    base64(saltOf(one + toSize)) < base64(saltOf(other + toSize)) ? -1 : 1,
  )
  const rows = publicIds.map((publicId) => {
    const { inSeconds = 0, outSeconds = 0 } = books.accounts.get(publicId) ?? {}
    return { commitment: commitmentOf(publicId, saltOf(publicId)), inSeconds, outSeconds }
  })
  const balances = rows.map(balanceLine).join('')
  const tree = balanceTreeOf(rows)
  if ('finding' in tree) throw new Error('The balances make no tree.')
  const root = balanceRootOf(tree)
  const figures = figuresOf(books, fromSize)
  const report = change({
    community: 'riverside',
    origin,
    no: (previous?.report.no ?? 0) + 1,
    period: { from: '2026-01-01T00:00:00Z', to: '2026-04-01T00:00:00Z' },
    issuedAt: momentOf(Date.UTC(2026, 3, 2)),
    fromSize,
    toSize,
    root: base64(books.root),
    previous: previous && {
      no: previous.report.no,
      size: previous.report.toSize,
      root: previous.report.root,
      digest: digestOfReport(previous.jws),
    },
    consistency: consistencyProof(nodeAt, fromSize, toSize).map(base64),
    ...figures,
    accounts: {
      ...figures.accounts,
      balanceRoot: base64(root.hash),
      balanceLeaves: root.leafCount,
    },
    indicators: [{ name: 'exchanges', version: 1, value: 12 }],
    schema: `sha256:${'0'.repeat(64)}`,
    attachments: {
      log: { digest: file.digest, bytes: file.bytes },
      balances: { digest: sha256(balances), bytes: balances.length },
    },
    keyLeaf: null,
  })
  return { jws: await signReport(report, key), report, log, balances, rows, publicIds }
}

export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
