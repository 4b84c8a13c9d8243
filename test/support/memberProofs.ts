import {
  balanceProofOf,
  balanceTreeOf,
  inclusionProof,
  leafHash,
  type MemberProof,
  nodesOf,
} from '@commonhour/proof'
import { saltOf } from './proofKeys.ts'
import type { MadeReport } from './reports.ts'

/** What the holder of an account is handed of a report: all their lines, and their balance. */
export function madeMemberProof(made: MadeReport, publicId: string): MemberProof {
  const bodies = made.log.trimEnd().split('\n')
  const nodeAt = nodesOf(bodies.map((body) => leafHash(Buffer.from(body))))
  const tree = balanceTreeOf(made.rows)
  const row = made.rows[made.publicIds.indexOf(publicId)]
  if ('finding' in tree || row === undefined) throw new Error(`No balance of ${publicId}.`)
  const proof = balanceProofOf(tree, made.publicIds.indexOf(publicId))
  const { inSeconds, outSeconds } = row
  return {
    report: made.jws,
    publicId,
    lines: bodies
      .map((body, index) => ({ body, index }))
      .filter(({ body }) => body.startsWith('["transfer.') && body.includes(`"${publicId}"`))
      .map((line) => ({ ...line, proof: inclusionProof(nodeAt, line.index, bodies.length) })),
    balance: { inSeconds, outSeconds, salt: saltOf(publicId), ...proof },
  }
}
