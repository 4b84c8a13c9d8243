import * as v from 'valibot'
import { type Fault, faults } from './faults.ts'

/** A verdict as it is told to the one it concerns. */
export const WireVerdict = v.object({
  rule: v.string(),
  verdict: v.picklist(['allow', 'caution', 'note', 'refuse']),
  says: v.string(),
  facts: v.record(v.string(), v.nullable(v.union([v.number(), v.string(), v.boolean()]))),
})

/** A fault on the wire: RFC 9457 `application/problem+json`. */
export const Problem = v.object({
  type: v.string(),
  title: v.string(),
  status: v.number(),
  code: v.string(),
  again: v.picklist(['never', 'later', 'now']),
  detail: v.optional(v.string()),
  rule: v.optional(v.string()),
  ways: v.optional(v.array(v.string())),
  exchange: v.optional(v.string()),
  motion: v.optional(v.string()),
  verdicts: v.optional(v.array(WireVerdict)),
  fields: v.optional(
    v.array(v.object({ pointer: v.string(), expected: v.string(), received: v.string() })),
  ),
  request: v.optional(v.string()),
})
export type Problem = v.InferOutput<typeof Problem>

/**
 * The problem+json body of a fault.
 * @param request the request's id, so that a person can quote it
 */
export function problemOf(fault: Fault, request?: string): Problem {
  const { status, again, says } = faults[fault.fault]
  return {
    type: `/faults/${fault.fault}`,
    title: says,
    status,
    code: fault.fault,
    again,
    ...(fault.detail !== undefined && { detail: fault.detail }),
    ...(fault.rule !== undefined && { rule: fault.rule }),
    ...(fault.ways !== undefined && { ways: [...fault.ways] }),
    ...(fault.exchange !== undefined && { exchange: fault.exchange }),
    ...(fault.motion !== undefined && { motion: fault.motion }),
    ...(fault.verdicts !== undefined && {
      verdicts: fault.verdicts.map((verdict) => ({ ...verdict, facts: { ...verdict.facts } })),
    }),
    ...(fault.fields !== undefined && { fields: [...fault.fields] }),
    ...(request !== undefined && { request }),
  }
}
