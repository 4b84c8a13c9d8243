import { type MemberProofFile, momentOf, type TransferProof } from '@commonhour/contract'
import {
  inclusionProof,
  leafHash,
  memberProofFile,
  nodesOf,
  rootAt,
  signCheckpoint,
} from '@commonhour/proof'
import { madeLog } from '../support/log.ts'
import { madeMemberProof } from '../support/memberProofs.ts'
import { base64, origin, testKey } from '../support/proofKeys.ts'
import { madeReport } from '../support/reports.ts'
import * as sample from './sample.ts'

const key = await testKey('report')
const recovery = await testKey('recovery')
const keys = [origin, key.publicKey.x, recovery.publicKey.x]
const { bodies } = madeLog(160, { accounts: 24, seed: 5, keys })
const report = await madeReport(bodies, { key, toSize: 120 })
const nodeAt = nodesOf(bodies.map((body) => leafHash(Buffer.from(body))))
const head = { origin, size: bodies.length, root: rootAt(nodeAt, bodies.length) }
const note = await signCheckpoint(head, key)

/** What the host publishes of the keys that signed what is here. */
export const keyFile = JSON.stringify({
  communities: { riverside: { origin, keys: [key.publicKey] } },
})

const mine = memberProofFile(madeMemberProof(report, 'account-3'))
/** Ana’s lines and balance in report 1, really signed. */
export const memberProof: MemberProofFile = { ...mine, withheld: null }

/** One of its lines, under the report, or under the newest head. */
export function lineProof(under: 'report' | 'head'): TransferProof {
  const index = mine.lines[0]?.index ?? 0
  const isReported = under === 'report'
  const size = isReported ? report.report.toSize : head.size
  return {
    transfer: sample.id(42),
    index,
    body: bodies[index] ?? '',
    proof: inclusionProof(nodeAt, index, size).map(base64),
    size,
    root: base64(rootAt(nodeAt, size)),
    report: isReported ? 1 : null,
    signed: isReported ? report.jws : note,
    at: momentOf(sample.now),
  }
}

export const reports = {
  items: [
    {
      no: 1,
      period: { from: '2026-01-01', to: '2026-06-30' },
      fromSize: 0,
      toSize: 120,
      issuedAt: '2026-07-01T00:00:00Z',
      digest: '0'.repeat(64),
      signatures: { made: 0, needed: 0 },
    },
  ],
  next: null,
}
