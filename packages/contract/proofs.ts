import * as v from 'valibot'
import { Slug } from './ids.ts'
import { Moment } from './times.ts'

/** The live proof that all accounts sum to zero: public, no personal data.
 * `checkpoint` is null until a signed head of the log exists. */
export const BooksProof = v.object({
  community: Slug,
  logSize: v.number(),
  transfers: v.number(),
  movedSeconds: v.number(),
  balanceSumSeconds: v.number(),
  accounts: v.number(),
  heldSeconds: v.number(),
  checkpoint: v.nullable(v.object({ size: v.number(), root: v.string(), at: Moment })),
  schema: v.string(),
  /** Since when audit signs nothing, as something is amiss; left out while it signs. */
  unsignedSince: v.exactOptional(Moment),
  at: Moment,
})
export type BooksProof = v.InferOutput<typeof BooksProof>
