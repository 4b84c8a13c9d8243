import * as v from 'valibot'
import { Id } from './ids.ts'
import { MemberState } from './members.ts'
import { Moment } from './times.ts'

/** Ask a person to act for a household or an organisation: whom. */
export const LinkRequest = v.strictObject({ id: Id, linked: Id })
export type LinkRequest = v.InferOutput<typeof LinkRequest>

export const LinkState = v.picklist(['asked', 'accepted', 'refused', 'ended'])
export type LinkState = v.InferOutput<typeof LinkState>

/** One link as its person, the household or organisation, or a coordinator reads it. */
export const Link = v.object({
  id: Id,
  /** The household or organisation. */
  member: Id,
  memberName: v.string(),
  memberState: MemberState,
  /** The person. */
  linked: Id,
  linkedName: v.string(),
  state: LinkState,
  askedAt: Moment,
  may: v.array(v.picklist(['acceptance', 'refusal', 'ending'])),
})
export type Link = v.InferOutput<typeof Link>
