import * as v from 'valibot'
import { Id } from './ids.ts'
import { Moment } from './times.ts'

/** What a rule said of a step that was allowed all the same: on the auditors' list. */
export const NotedVerdict = v.object({
  exchange: Id,
  title: v.string(),
  giver: v.object({ member: Id, name: v.string() }),
  /** Of several receivers, the one whose part it speaks of. */
  receiver: v.object({ member: Id, name: v.string() }),
  step: v.number(),
  rule: v.string(),
  verdict: v.picklist(['caution', 'note']),
  facts: v.record(v.string(), v.nullable(v.union([v.string(), v.number(), v.boolean()]))),
  at: Moment,
})
export type NotedVerdict = v.InferOutput<typeof NotedVerdict>

/** One act of one steward, in codes: from the log, and from the rows that stand beside it. */
export const StewardAct = v.object({
  /** Such as `limits.changed`, `steward.appointed`, `exchange.settled`, `card.resolved`. */
  act: v.string(),
  by: v.object({ member: Id, name: v.string() }),
  /** Whom it was done for, where it was done for another. */
  for: v.nullable(v.object({ member: Id, name: v.string() })),
  /**
   * Whom or what it is about: a member, an exchange, a transfer, a card, a motion; of a card its
   * kind, and whose it is unless it was told in confidence.
   */
  about: v.object({
    word: v.string(),
    id: v.string(),
    name: v.nullable(v.string()),
    kind: v.nullable(v.string()),
  }),
  /** Its code of a closed list, where it has one. */
  reason: v.nullable(v.string()),
  at: Moment,
})
export type StewardAct = v.InferOutput<typeof StewardAct>
