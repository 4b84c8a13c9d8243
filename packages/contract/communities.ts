import * as v from 'valibot'
import { Slug } from './ids.ts'
import { Language, Name, Text } from './texts.ts'

export const HelpLine = v.object({
  name: v.string(),
  phone: v.string(),
  hours: v.string(),
})
export const Joining = v.picklist(['application', 'invitation', 'closed'])

/** What anyone may know of a community. */
export const Community = v.object({
  slug: Slug,
  name: Name,
  about: Text,
  languages: v.array(Language),
  timeZone: v.string(),
  charter: v.object({ version: v.number() }),
  members: v.number(),
  openNeeds: v.number(),
  helpLine: v.nullable(HelpLine),
  joining: Joining,
})
export type Community = v.InferOutput<typeof Community>

/** What a founder says of a new community. */
export const CommunityFounding = v.strictObject({
  slug: Slug,
  name: Name,
  about: Text,
  languages: v.pipe(v.array(Language), v.minLength(1)),
  timeZone: v.string(),
  helpLine: v.nullable(HelpLine),
  joining: Joining,
})
export type CommunityFounding = v.InferOutput<typeof CommunityFounding>
