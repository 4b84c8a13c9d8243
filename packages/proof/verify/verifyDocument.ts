import { type KeyRing, type Known, knownFor } from '../keys/keyFile.ts'
import type { Chunks } from '../replay/lines.ts'
import { type ToldCheck, tellChecks } from '../words/tell.ts'
import type { Check, DocumentKind } from './check.ts'
import { kindOf, originIn, unwrapped } from './documents.ts'
import { verifyCheckpoint, verifyReceipt } from './headChecks.ts'
import { verifyLineProof } from './lineChecks.ts'
import { verifyMemberProof } from './memberChecks.ts'
import { verifyReport } from './verifyReport.ts'

/** What somebody lays on the table. Only the document and keys are needed; the rest shows more. */
export interface Handed {
  /** A report, receipt or checkpoint, or the proof of a member or a line, as it was fetched. */
  readonly document: string
  readonly rings: readonly KeyRing[]
  /** Of which community it is to be, as its checkpoints name it. */
  readonly origin?: string
  /** Beside a report: the one before it. */
  readonly previous?: string
  /** Beside a receipt: the head of the log that is to cover it. */
  readonly checkpoint?: string
  /** Beside a report: what stewards signed. */
  readonly signatures?: string
  readonly log?: Chunks
  readonly balances?: Chunks
}
export interface Verified {
  readonly kind: DocumentKind
  readonly origin: string
  readonly originBy: Known['originBy']
  /** In the order of the ladder, with their words. */
  readonly checks: readonly ToldCheck[]
}

/** Looks at a document of whatever kind it is, and tells every check in words. */
export async function verifyDocument(handed: Handed): Promise<Verified> {
  const kind = kindOf(handed.document)
  const { originBy, ...known } = knownFor(
    handed.rings,
    handed.origin ?? null,
    originIn(handed.document, kind),
  )
  const checks = await checksOf(kind, handed, known)
  return { kind, origin: known.origin, originBy, checks: tellChecks(checks, kind, handed) }
}

function checksOf(
  kind: DocumentKind,
  { balances, checkpoint, document, log, previous, signatures }: Handed,
  known: Pick<Known, 'keys' | 'origin'>,
): Promise<Check[]> {
  const beside = { ...known, ...(log && { log }) }
  switch (kind) {
    case 'report':
      return verifyReport({
        ...beside,
        report: document.trim(),
        ...(previous !== undefined && { previous: previous.trim() }),
        ...(balances && { balances }),
        ...(signatures !== undefined && { signatures }),
      })
    case 'receipt':
      return verifyReceipt(unwrapped(document).trim(), {
        ...beside,
        ...(checkpoint !== undefined && { checkpoint }),
      })
    case 'checkpoint':
      return verifyCheckpoint(document, beside)
    case 'lineProof':
      return verifyLineProof(document, known)
    case 'memberProof':
      return verifyMemberProof(document, known)
  }
}
