import * as v from 'valibot'
import { type Bytes, hashOfBase64, utf8 } from '../bytes.ts'
import { openCheckpoint } from '../checkpoint/checkpoint.ts'
import { type Finding, finding, isFinding } from '../findings.ts'
import { jsonOf } from '../json.ts'
import type { PublicKey } from '../keys/key.ts'
import { leafHash } from '../merkle/hash.ts'
import { includes } from '../merkle/verify.ts'
import { hashOf, openReport } from '../report/open.ts'
import { type Check, checked, ladderOf } from './check.ts'

const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const Hash = v.pipe(
  v.string(),
  v.check((text) => hashOfBase64(text) !== null),
)
/** What the API answers of one transfer; what it says of size and root, nobody has to believe. */
const LineProofShape = v.object({
  index: Count,
  body: v.string(),
  proof: v.array(Hash),
  report: v.nullable(Count),
  signed: v.string(),
})

/** The signed head of a log, whether a report or a checkpoint says it. */
interface SignedHead {
  readonly no: number | null
  readonly root: Bytes
  readonly size: number
}

/** Looks at the proof of one line: who signed the log, and that the line stands in it. */
export async function verifyLineProof(
  text: string,
  known: { readonly keys: readonly PublicKey[]; readonly origin: string },
): Promise<Check[]> {
  const read = v.safeParse(LineProofShape, jsonOf(text))
  if (!read.success) {
    const field = read.issues[0].path?.map(({ key }) => String(key)).join('.') ?? ''
    const malformed = finding('line_proof_is_malformed', { field })
    return ladderOf([checked('headIsSigned', malformed)], 'lineProof')
  }
  const { body, index, proof, report, signed } = read.output
  const head = report === null ? await underNote(signed, known) : await underReport(signed, known)
  if (isFinding(head)) return ladderOf([checked('headIsSigned', head)], 'lineProof')
  const { no, root, size } = head
  const path = proof.map((one) => hashOfBase64(one) as Bytes)
  const stands = includes({ index, size, leaf: leafHash(utf8(body)), proof: path, root })
  const wrong = stands ? null : finding('line_is_not_in_the_report', { seq: index })
  return ladderOf(
    [
      checked('headIsSigned', null, { no, size }),
      checked('lineStandsUnderIt', wrong, { seq: index, no }),
    ],
    'lineProof',
  )
}

type Known = Parameters<typeof openReport>[1]

async function underReport(jws: string, known: Known): Promise<SignedHead | Finding> {
  const opened = await openReport(jws, known)
  if (isFinding(opened)) return opened
  const { no, root, toSize } = opened.report
  return { no, root: hashOf(root), size: toSize }
}

async function underNote(note: string, known: Known): Promise<SignedHead | Finding> {
  const head = await openCheckpoint(note, known)
  return isFinding(head) ? head : { no: null, root: head.root, size: head.size }
}
