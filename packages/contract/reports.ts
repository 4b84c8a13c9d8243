import * as v from 'valibot'
import { Slug } from './ids.ts'
import { GrossSeconds } from './seconds.ts'
import { Moment } from './times.ts'

const Count = v.pipe(v.number(), v.safeInteger('a whole number'), v.minValue(0))
const Sum = v.pipe(GrossSeconds, v.safeInteger('a sum that is counted exactly'))
/** 32 bytes in base 64, as checkpoints write them. */
export const TreeHash = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/, 'a hash of 32 bytes in base 64'),
)
/** SHA-256 in lower-case hex, as `sha256sum` prints it. */
const Digest = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'a SHA-256 in lower-case hex'))
const Moved = v.object({ count: Count, seconds: Sum })
const Attachment = v.object({ digest: Digest, bytes: Count })

/**
 * What a signed report says: the books of one community at one size of its log. What stands
 * (accounts, root, attachments) is at `toSize`; what moved (transfers, reversals, overrides) was
 * moved by the leaves `fromSize` … `toSize` − 1.
 */
export const Report = v.object({
  community: Slug,
  /** How checkpoints name its log. */
  origin: v.pipe(v.string(), v.nonEmpty()),
  no: v.pipe(Count, v.minValue(1)),
  period: v.object({ from: Moment, to: Moment }),
  issuedAt: Moment,
  fromSize: Count,
  toSize: Count,
  root: TreeHash,
  /** The report before, by its own figures and the SHA-256 of its JWS; null for the first. */
  previous: v.nullable(v.object({ no: Count, size: Count, root: TreeHash, digest: Digest })),
  /** That the log at `toSize` only appends to that of the report before (RFC 9162 §2.1.4). */
  consistency: v.array(TreeHash),
  accounts: v.object({
    count: Count,
    /** Closed, whoever left. */
    departed: Count,
    inSeconds: Sum,
    outSeconds: Sum,
    heldSeconds: Sum,
    /** Of the sum tree over gross in and out, and how many leaves it has, zero leaves too. */
    balanceRoot: TreeHash,
    balanceLeaves: Count,
  }),
  transfers: v.object({
    help: Moved,
    gift: Moved,
    grant: Moved,
    correction: Moved,
    import: Moved,
    treaty: Moved,
  }),
  reversals: Moved,
  /** How often an account got a line of its own. */
  overrides: Count,
  /** Null where a figure is held back or cannot be computed. */
  indicators: v.array(
    v.object({
      name: v.pipe(v.string(), v.nonEmpty()),
      version: v.pipe(Count, v.minValue(1)),
      value: v.nullable(v.pipe(v.number(), v.finite())),
    }),
  ),
  schema: v.pipe(v.string(), v.regex(/^sha256:[0-9a-f]{64}$/, 'sha256: and 64 hex digits')),
  attachments: v.object({ log: Attachment, balances: Attachment }),
  /**
   * The line that brought its key in and the proof that it stands in this log; null where known.
   */
  keyLeaf: v.nullable(v.object({ index: Count, body: v.string(), proof: v.array(TreeHash) })),
})
export type Report = v.InferOutput<typeof Report>
