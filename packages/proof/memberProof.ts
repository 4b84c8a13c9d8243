import type { MemberProofFile } from '@commonhour/contract'
import * as v from 'valibot'
import type { BalanceRow, SumNode } from './balances/sums.ts'
import { commitmentOf, saltBytes } from './balances/sums.ts'
import type { BalanceProof } from './balances/tree.ts'
import { type Bytes, base64Of, bytesOfBase64, hashOfBase64 } from './bytes.ts'
import { type Finding, finding } from './findings.ts'
import { jsonOf } from './json.ts'

/** A line of the log, with the hashes beside its way up to the root of a report. */
export interface ProvenLine {
  readonly index: number
  readonly body: string
  readonly proof: readonly Bytes[]
}
/**
 * What a member holds of a report: the report itself, lines of their own account, and that what
 * came in and went out of it is counted. The salt is told to the account's holder alone, so this
 * file is theirs to show or to keep.
 */
export interface MemberProof {
  /** The compact JWS. */
  readonly report: string
  readonly publicId: string
  readonly lines: readonly ProvenLine[]
  readonly balance: (Omit<BalanceRow, 'commitment'> & BalanceProof & { salt: Bytes }) | null
}

const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const Hash = v.pipe(v.string(), v.check(isHashText))
const Sums = { inSeconds: Count, outSeconds: Count }
const MemberProofShape = v.object({
  report: v.string(),
  publicId: v.pipe(v.string(), v.nonEmpty()),
  lines: v.array(v.object({ index: Count, body: v.string(), proof: v.array(Hash) })),
  balance: v.nullable(
    v.object({
      ...Sums,
      salt: v.pipe(v.string(), v.check(isSaltText)),
      index: Count,
      path: v.array(v.object({ ...Sums, hash: Hash })),
    }),
  ),
})

/** The proof as its file has it: hashes and salt in base 64. */
export function memberProofFile({
  balance,
  lines,
  publicId,
  report,
}: MemberProof): Omit<MemberProofFile, 'withheld'> {
  const nodeText = ({ hash, inSeconds, outSeconds }: SumNode) => ({
    inSeconds,
    outSeconds,
    hash: base64Of(hash),
  })
  return {
    report,
    publicId,
    lines: lines.map(({ body, index, proof }) => ({ index, body, proof: proof.map(base64Of) })),
    balance: balance && {
      inSeconds: balance.inSeconds,
      outSeconds: balance.outSeconds,
      salt: base64Of(balance.salt),
      index: balance.index,
      path: balance.path.map(nodeText),
    },
  }
}

/** The proof as the text of a file. */
export function memberProofText(proof: MemberProof): string {
  return JSON.stringify(memberProofFile(proof))
}

export function readMemberProof(text: string): MemberProof | Finding {
  const read = v.safeParse(MemberProofShape, jsonOf(text))
  if (!read.success) {
    const field = read.issues[0].path?.map(({ key }) => String(key)).join('.') ?? ''
    return finding('member_proof_is_malformed', { field })
  }
  const { balance, lines, publicId, report } = read.output
  return {
    report,
    publicId,
    lines: lines.map(({ proof, ...line }) => ({ ...line, proof: proof.map(readHash) })),
    balance: balance && {
      ...balance,
      salt: bytesOfBase64(balance.salt) as Bytes,
      path: balance.path.map(({ hash, ...sums }) => ({ ...sums, hash: readHash(hash) })),
    },
  }
}

/** The row that the tree counts for this account; null where the proof shows no balance. */
export function rowOf({ balance, publicId }: MemberProof): BalanceRow | null {
  if (balance === null) return null
  const { inSeconds, outSeconds, salt } = balance
  return { commitment: commitmentOf(publicId, salt), inSeconds, outSeconds }
}

/** The schema has seen to its form. */
function readHash(text: string): Bytes {
  return hashOfBase64(text) as Bytes
}

function isHashText(text: string): boolean {
  return hashOfBase64(text) !== null
}

function isSaltText(text: string): boolean {
  return bytesOfBase64(text)?.length === saltBytes
}
