import * as v from 'valibot'
import { Problem, WireVerdict } from './problems.ts'

/** What would happen if an exchange were proposed now; nothing is written. */
export const Preview = v.object({
  /** It would wait for others to answer; it would be booked; or it would be refused. */
  would: v.picklist(['wait', 'book', 'refuse']),
  /** When it would be refused: on proposing it, or on agreeing to it as it is. */
  on: v.nullable(v.picklist(['proposal', 'agreement'])),
  /**
   * The refusal as it would be told; beside `wait` for help already done, why it would not be
   * booked at once.
   */
  refusal: v.nullable(Problem),
  /** What the rules say of it to whoever asks, and to nobody else. */
  verdicts: v.array(WireVerdict),
  /** What the asker could still ask for afterwards; null where it would be refused. */
  availableSeconds: v.nullable(v.number()),
})
export type Preview = v.InferOutput<typeof Preview>
