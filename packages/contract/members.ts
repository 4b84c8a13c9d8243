import * as v from 'valibot'
import { Id } from './ids.ts'
import { Language, Name, Text } from './texts.ts'
import { Day } from './times.ts'

export const MemberKind = v.picklist(['person', 'organisation', 'household'])
export const MemberState = v.picklist([
  'applied',
  'active',
  'paused',
  'suspended',
  'departed',
  'erased',
])
export type MemberState = v.InferOutput<typeof MemberState>
export const Office = v.picklist(['coordinator', 'auditor'])
export type Office = v.InferOutput<typeof Office>
export const Contact = v.strictObject({
  phone: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(40))),
  email: v.optional(v.pipe(v.string(), v.trim(), v.email('an e-mail address'), v.maxLength(254))),
})

/** A question of the charter, as it read when somebody asked to join, and what they said to it. */
export const JoinAnswer = v.object({ question: v.nullable(v.string()), answer: v.string() })
export type JoinAnswer = v.InferOutput<typeof JoinAnswer>

/**
 * A member as a fellow member sees them; of `contact` and `about` what they chose to show the
 * reader (choices `phoneTo`, `emailTo`, `aboutTo`); `answers` only to coordinators.
 */
export const Member = v.object({
  id: Id,
  number: v.number(),
  kind: MemberKind,
  name: v.string(),
  state: MemberState,
  account: v.nullable(Id),
  area: v.nullable(v.string()),
  languages: v.array(v.string()),
  about: v.string(),
  contact: v.optional(Contact),
  answers: v.optional(v.array(JoinAnswer)),
  joinedOn: v.nullable(Day),
  offices: v.array(Office),
})
export type Member = v.InferOutput<typeof Member>

/**
 * What is told of a member. Whatever is left out stays as it is; null and '' take it away. The name
 * is what all know a member by: coordinators change it.
 */
export const Profile = v.strictObject({
  name: v.optional(Name),
  area: v.optional(v.nullable(v.string())),
  languages: v.optional(v.pipe(v.array(Language), v.maxLength(8))),
  about: v.optional(Text),
  phone: v.optional(v.nullable(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(40)))),
  email: v.optional(
    v.nullable(v.pipe(v.string(), v.trim(), v.email('an e-mail address'), v.maxLength(254))),
  ),
})
export type Profile = v.InferOutput<typeof Profile>

/**
 * Apply to join; a coordinator's own POST with `admit: true` admits at once and needs no e-mail.
 */
export const MemberApplication = v.strictObject({
  id: Id,
  kind: v.optional(MemberKind, 'person'),
  name: Name,
  area: v.optional(v.nullable(v.string()), null),
  languages: v.optional(v.array(Language), []),
  about: v.optional(Text, ''),
  contact: v.optional(Contact, {}),
  termsVersion: v.pipe(v.number(), v.integer()),
  /** To the charter's `joinQuestions`, in their order; empty where one is left out. */
  answers: v.optional(v.array(Text), []),
  admit: v.optional(v.boolean(), false),
})
export type MemberApplication = v.InferOutput<typeof MemberApplication>

/** What a member speaks: the first that pages and mail know is what they read. */
export const MemberLanguages = v.strictObject({
  languages: v.pipe(v.array(Language), v.minLength(1), v.maxLength(8)),
})
export type MemberLanguages = v.InferOutput<typeof MemberLanguages>
