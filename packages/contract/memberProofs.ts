import * as v from 'valibot'
import { Id } from './ids.ts'
import { TreeHash } from './reports.ts'
import { GrossSeconds } from './seconds.ts'
import { Day, Moment } from './times.ts'

/** A line of the log as it is signed, its place from 0, and the hashes beside its way up. */
const ProvenLine = { index: v.number(), body: v.string(), proof: v.array(TreeHash) }

/**
 * That the line of one transfer stands in a signed log: in that of the newest report or, until one
 * covers it, in that of the newest checkpoint. It goes no further than the two sides of the line
 * and the auditors, since a line holds the public ids of both.
 */
export const TransferProof = v.object({
  transfer: Id,
  ...ProvenLine,
  size: v.number(),
  root: TreeHash,
  /** The number of the report; null where none covers it yet. */
  report: v.nullable(v.number()),
  /** What covers it, as it was signed: the report, else the checkpoint. */
  signed: v.string(),
  at: Moment,
})
export type TransferProof = v.InferOutput<typeof TransferProof>

/** The most lines that one file proves. */
export const mostProvenLines = 100

/** One line, by its transfer; else those of these days, the newest, at most a hundred. */
export const MemberProofQuery = v.strictObject({
  from: v.optional(Day),
  to: v.optional(Day),
  transfer: v.optional(Id),
})

const Sums = { inSeconds: GrossSeconds, outSeconds: GrossSeconds }

/**
 * What an account's holder is handed of a report, as a file that `verify` reads: the report, lines
 * of the account, and that what came in and went out of it is counted.
 */
export const MemberProofFile = v.object({
  /** The compact JWS. */
  report: v.string(),
  publicId: v.string(),
  lines: v.array(v.object(ProvenLine)),
  /** The salt is told to nobody else. Null once it is erased: nothing can be shown of it then. */
  balance: v.nullable(
    v.object({
      ...Sums,
      salt: v.string(),
      index: v.number(),
      path: v.array(v.object({ ...Sums, hash: TreeHash })),
    }),
  ),
  /** Why no balance is shown. */
  withheld: v.nullable(v.literal('salt_was_erased')),
})
export type MemberProofFile = v.InferOutput<typeof MemberProofFile>
