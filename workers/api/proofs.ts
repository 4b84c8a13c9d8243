import { type Fault, fault, isFault, momentOf, mostProvenLines } from '@commonhour/contract'
import {
  coveredLinesQuery,
  type LoggedLine,
  lastReportQuery,
  latestHeadQuery,
  loggedAccountQuery,
  memberActorQuery,
  reportBalancesQuery,
  reportQuery,
  saltQuery,
  snapshot,
  speaksForQuery,
  type TransferLine,
  transferQuery,
} from '@commonhour/ledger'
import { base64Of, memberProofFile } from '@commonhour/proof'
import { isAuditor, stretchOf } from './acting.ts'
import { countedBalance } from './countedBalance.ts'
import { malformedField } from './fields.ts'
import { bytesOfHex, nodesOfLinesQuery, provenLines } from './provenLines.ts'
import type { Handlers } from './types.ts'

const headIsNear = 'The next signed head of the log covers it, within a minute. Ask again then.'
const reportIsToCome =
  'This report ends before it. Ask again once the auditors have had a later one made.'

export const proofs = {
  readTransferProof: async ({ books, caller, params }) => {
    const { actor, head, report, transfer } = await snapshot(books, {
      actor: memberActorQuery(caller),
      transfer: transferQuery(params.transfer),
      report: lastReportQuery,
      head: latestHeadQuery(),
    })
    if (actor === null) return fault('actor_is_not_a_member')
    if (transfer === null) return fault('not_found')
    const sides = [transfer.fromMember, transfer.toMember]
    if (!sides.includes(actor.member) && !isAuditor(actor)) return fault('not_found')
    const line = { seq: transfer.wire.seq, body: transfer.body }
    const isReported = report !== null && report.size > line.seq
    const over = isReported ? report : head
    if (over === null || over.size <= line.seq) {
      return fault('proof_is_not_ready', { detail: headIsNear })
    }
    const { nodes } = await snapshot(books, { nodes: nodesOfLinesQuery([line], over.size) })
    const [proven] = provenLines([line], over.size, nodes) ?? []
    if (proven === undefined) return fault('proof_is_not_ready', { detail: headIsNear })
    return {
      transfer: transfer.wire.id,
      ...{ index: proven.index, body: proven.body, proof: proven.proof.map(base64Of) },
      size: over.size,
      root: base64Of(bytesOfHex(over.root)),
      report: isReported ? report.no : null,
      signed: 'jws' in over ? over.jws : over.note,
      at: momentOf(over.at),
    }
  },
  readMemberProof: async ({ books, caller, params, query }) => {
    const isBoth = query.from !== undefined || query.to !== undefined
    if (query.transfer !== undefined && isBoth) {
      return malformedField('/transfer', 'a transfer or days, not both', query.transfer)
    }
    const read = await snapshot(books, {
      actor: memberActorQuery(caller),
      account: loggedAccountQuery(params.account),
      speaks: speaksForQuery(caller.id, params.account),
      report: reportQuery(Number(params.no)),
      salt: saltQuery(Number(params.no), params.account),
      transfer: transferQuery(query.transfer ?? ''),
      newest: coveredLinesQuery({
        ...stretchOf(params.account, query),
        report: Number(params.no),
        limit: query.transfer === undefined ? mostProvenLines : 0,
      }),
    })
    const { account, actor, newest, report, salt, speaks, transfer } = read
    if (actor === null) return fault('actor_is_not_a_member')
    // The salt is told to the holder alone, so auditors and coordinators are strangers here.
    const isHolder = speaks || actor.account === params.account
    if (account === null || report === null || !isHolder) return fault('not_found')
    if (report.issued === null) return fault('proof_is_not_ready')
    const { jws, toSize } = report.issued
    if (account.openedSeq >= toSize) return fault('proof_is_not_ready', { detail: reportIsToCome })
    const lines = query.transfer === undefined ? newest : linesOf(transfer, params.account, toSize)
    if (isFault(lines)) return lines
    const { nodes, parts } = await snapshot(books, {
      nodes: nodesOfLinesQuery(lines, toSize),
      parts: reportBalancesQuery(report.no),
    })
    const proven = provenLines(lines, toSize, nodes)
    if (proven === null) return fault('proof_is_not_ready', { detail: headIsNear })
    const balance = salt && (await countedBalance(parts, salt))
    const { publicId } = account
    const file = memberProofFile({ report: jws, publicId, lines: proven, balance })
    return { ...file, withheld: balance === null ? ('salt_was_erased' as const) : null }
  },
} satisfies Partial<Handlers>

/** The line of one transfer, where it is of this account and a report of this size covers it. */
function linesOf(
  transfer: TransferLine | null,
  account: string,
  size: number,
): LoggedLine[] | Fault {
  if (transfer === null) return fault('not_found')
  const { fromAccount, seq, toAccount } = transfer.wire
  if (fromAccount !== account && toAccount !== account) return fault('not_found')
  if (seq >= size) return fault('proof_is_not_ready', { detail: reportIsToCome })
  return [{ seq, body: transfer.body }]
}
