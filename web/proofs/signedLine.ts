import type { SignedSoFar } from '@commonhour/contract'
import { readLeaf, transferOf } from '@commonhour/proof'
import type { Visit } from '../plumbing/visit.ts'
import { dayIn } from '../words.ts'

/** How far the line of a statement is signed: in a report, under a head, or not yet. */
export function signedText(
  { say, words }: Visit,
  { head, report }: SignedSoFar,
  seq: number,
  timeZone: string,
): string {
  if (report !== null && seq < report.size) return say('signed.report', { no: report.no })
  if (head === null || seq >= head.size) return say('signed.notYet')
  const day = dayIn(Date.parse(head.at), timeZone)
  return say('signed.head', { day: words.shortDay(day) })
}

/** What the line itself says, as it was signed: what is looked at is this, not our tables. */
export interface SignedLine {
  readonly seconds: number
  /** Whether the hours came in; null where the account is not told. */
  readonly isIn: boolean | null
  /** Milliseconds since the epoch. */
  readonly at: number
}

export function signedLineOf(body: string, publicId: string | null): SignedLine | null {
  const leaf = readLeaf(new TextEncoder().encode(body))
  const transfer = leaf && transferOf(leaf)
  if (leaf === null || !transfer) return null
  const isIn = publicId === null ? null : transfer.toAccount === publicId
  return { seconds: transfer.seconds, isIn, at: leaf.at }
}
