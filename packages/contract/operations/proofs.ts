import { MemberProofFile, MemberProofQuery, TransferProof } from '../memberProofs.ts'
import { operation } from './operation.ts'

const base = '/v1/communities/{community}'
const own = {
  method: 'GET',
  scope: 'hours:read',
  asker: 'member',
  status: 200,
  idempotent: false,
  faults: ['actor_is_not_a_member', 'proof_is_not_ready'],
} as const

/** What members hold in their own hands of their lines and balance. */
export const proofs = {
  readTransferProof: operation({
    ...own,
    name: 'readTransferProof',
    word: 'transfers',
    path: `${base}/transfers/{transfer}/proof`,
    summary:
      'That the line of a transfer stands in the newest report, or under the newest checkpoint',
    answer: TransferProof,
  }),
  readMemberProof: operation({
    ...own,
    name: 'readMemberProof',
    word: 'reports',
    path: `${base}/reports/{no}/proofs/{account}`,
    summary: 'One’s own lines (a hundred at most) and balance in a report, as a file to verify',
    query: MemberProofQuery,
    answer: MemberProofFile,
  }),
}
