import * as v from 'valibot'
import { Accent } from './accent.ts'
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
  /** One or two letters, where it has a mark of its own. */
  mark: v.nullable(v.string()),
  /** Its own colour, `#rrggbb`. */
  accent: v.nullable(v.string()),
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

const shortLine = v.pipe(v.string(), v.trim(), v.maxLength(80))

/** What coordinators set of their community. Whatever is left out stays as it is. */
export const CommunitySettings = v.strictObject({
  name: v.optional(Name),
  about: v.optional(Text),
  languages: v.optional(v.pipe(v.array(Language), v.minLength(1), v.maxLength(8))),
  helpLine: v.optional(
    v.nullable(
      v.strictObject({
        name: Name,
        phone: v.pipe(v.string(), v.trim(), v.minLength(3, 'a number'), v.maxLength(40)),
        hours: shortLine,
      }),
    ),
  ),
  joining: v.optional(Joining),
  mark: v.optional(v.nullable(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(2)))),
  accent: v.optional(v.nullable(Accent)),
})
export type CommunitySettings = v.InferOutput<typeof CommunitySettings>
