import * as v from 'valibot'
import { Id } from './ids.ts'
import { Member, Office } from './members.ts'
import { Motion } from './motions.ts'

/** Why a member is suspended: a closed list, since it stands in the log. */
export const SuspensionReason = v.picklist([
  'safety',
  'broken_agreement',
  'checks_are_missing',
  'asked_to',
  'other',
])
export type SuspensionReason = v.InferOutput<typeof SuspensionReason>
export const Suspension = v.strictObject({ reason: SuspensionReason })

/** Appoint a member to an office, or take it away; leaving one's own needs nobody else. */
export const StewardshipChange = v.strictObject({
  id: Id,
  office: Office,
  act: v.picklist(['appointed', 'removed']),
})
export type StewardshipChange = v.InferOutput<typeof StewardshipChange>

/** The member as they stand now, and the motion that waits for a second steward, if any. */
export const StewardshipChanged = v.object({ member: Member, motion: v.nullable(Motion) })
export type StewardshipChanged = v.InferOutput<typeof StewardshipChanged>
