import * as v from 'valibot'
import { Id } from './ids.ts'
import { Text } from './texts.ts'
import { Day, Moment } from './times.ts'

/** Someone I want no contact with. They never learn of it. */
export const Block = v.strictObject({ member: Id })
export type Block = v.InferOutput<typeof Block>
export const Blocks = v.object({ members: v.array(v.object({ member: Id, name: v.string() })) })
export type Blocks = v.InferOutput<typeof Blocks>

export const ConcernKind = v.picklist(['safety', 'money', 'unkind', 'boundaries', 'hours', 'other'])
export type ConcernKind = v.InferOutput<typeof ConcernKind>
/** Tell the coordinators something in confidence, about a member or an exchange or neither. */
export const ConcernReport = v.strictObject({
  id: Id,
  about: v.optional(
    v.nullable(v.union([v.strictObject({ member: Id }), v.strictObject({ exchange: Id })])),
    null,
  ),
  kind: ConcernKind,
  text: v.pipe(Text, v.minLength(1, 'some words')),
})
export type ConcernReport = v.InferOutput<typeof ConcernReport>
/** What came of a concern: a closed list, since it stands in the log. */
export const ConcernOutcome = v.picklist(['talked', 'agreed_a_way', 'passed_on', 'no_ground'])
export type ConcernOutcome = v.InferOutput<typeof ConcernOutcome>
export const ConcernResolution = v.strictObject({ outcome: ConcernOutcome })
export type ConcernResolution = v.InferOutput<typeof ConcernResolution>
/** A concern as who raised it, or a coordinator it is not about, reads it. */
export const Concern = v.object({
  id: Id,
  by: v.object({ member: Id, name: v.string() }),
  about: v.nullable(
    v.union([v.object({ member: Id, name: v.string() }), v.object({ exchange: Id })]),
  ),
  kind: ConcernKind,
  text: v.string(),
  at: Moment,
  state: v.picklist(['open', 'resolved']),
  outcome: v.nullable(ConcernOutcome),
  may: v.array(v.picklist(['resolution'])),
})
export type Concern = v.InferOutput<typeof Concern>

export const CheckKind = v.picklist([
  'identity',
  'references',
  'background',
  'driving',
  'first_aid',
  'training',
])
export type CheckKind = v.InferOutput<typeof CheckKind>
/** A safeguarding check was seen; it counts through its last day. The document is never kept. */
export const CheckSeen = v.strictObject({ kind: CheckKind, untilOn: Day })
export type CheckSeen = v.InferOutput<typeof CheckSeen>
export const Check = v.object({
  kind: CheckKind,
  untilOn: Day,
  isCurrent: v.boolean(),
  by: v.object({ member: Id, name: v.string() }),
  at: Moment,
})
export type Check = v.InferOutput<typeof Check>
export const Checks = v.object({ items: v.array(Check) })
export type Checks = v.InferOutput<typeof Checks>
