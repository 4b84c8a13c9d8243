import * as v from 'valibot'
import { Id } from './ids.ts'
import { Seconds } from './seconds.ts'
import { Text } from './texts.ts'
import { Moment } from './times.ts'
import { TransferReceipt } from './transfers.ts'

/** Why a member asks a pool for hours: a closed list, as it stands in the log. */
export const ApplicationReason = v.picklist([
  'hours_ran_out',
  'much_help_needed',
  'cannot_give_now',
  'for_someone_else',
  'other',
])
export type ApplicationReason = v.InferOutput<typeof ApplicationReason>

/** Why an application was answered so: a closed list, as it stands in the log. */
export const ApplicationAnswerReason = v.picklist([
  'within_the_rule',
  'agreed_by_two',
  'talked_first',
  'another_way_found',
  'pool_is_low',
  'taken_back',
  'member_left',
  'other',
])
export type ApplicationAnswerReason = v.InferOutput<typeof ApplicationAnswerReason>

/** A gift from the asker's own account to a pool; the id is the transfer's, made by the caller. */
export const PoolGift = v.strictObject({ id: Id, seconds: Seconds, memo: v.optional(Text, '') })
export type PoolGift = v.InferOutput<typeof PoolGift>

/** A member asks a pool for hours; `text` is for the stewards who decide, and can be erased. */
export const PoolApplying = v.strictObject({
  id: Id,
  seconds: Seconds,
  reason: ApplicationReason,
  text: v.optional(Text, ''),
})
export type PoolApplying = v.InferOutput<typeof PoolApplying>

export const ApplicationState = v.picklist(['waiting', 'granted', 'declined', 'withdrawn'])
export type ApplicationState = v.InferOutput<typeof ApplicationState>

/** An application as its member and the stewards read it. */
export const PoolApplication = v.object({
  id: Id,
  pool: Id,
  member: Id,
  name: v.string(),
  seconds: Seconds,
  reason: ApplicationReason,
  text: v.string(),
  state: ApplicationState,
  at: Moment,
  /** The grant that booked it; null unless granted. */
  transfer: v.nullable(Id),
  answer: v.nullable(v.object({ reason: ApplicationAnswerReason, at: Moment })),
  /** The signed promise of the line that granted it, on writes. */
  receipts: v.optional(v.array(TransferReceipt)),
})
export type PoolApplication = v.InferOutput<typeof PoolApplication>

/** What a coordinator answers an application; taking it back is the member's own. */
export const PoolDecision = v.strictObject({
  answer: v.picklist(['grant', 'decline']),
  reason: v.picklist([
    'talked_first',
    'another_way_found',
    'pool_is_low',
    'agreed_by_two',
    'other',
  ]),
})
export type PoolDecision = v.InferOutput<typeof PoolDecision>

/** What came of an answer: the application, and the motion where a second steward is asked. */
export const PoolDecided = v.object({ application: PoolApplication, motion: v.nullable(Id) })
export type PoolDecided = v.InferOutput<typeof PoolDecided>

/** One line of a pool: who gave or was granted is told only to them and to stewards. */
export const PoolLine = v.object({
  version: v.number(),
  at: Moment,
  deltaSeconds: v.number(),
  balanceSeconds: v.number(),
  purpose: v.string(),
  /** Null: it is nobody’s to know. */
  with: v.nullable(v.object({ member: Id, name: v.string() })),
})
export type PoolLine = v.InferOutput<typeof PoolLine>

/** A pool as members read it: what it holds, and what went in and out this year. */
export const PoolStanding = v.object({
  account: Id,
  name: v.string(),
  balanceSeconds: v.number(),
  givenThisYearSeconds: v.number(),
  grantedThisYearSeconds: v.number(),
  /** What the one who asks may still be granted in the charter’s days. */
  openToMeSeconds: v.number(),
  lines: v.array(PoolLine),
})
export type PoolStanding = v.InferOutput<typeof PoolStanding>

/** A member asks a fellow member for hours: no standing is told with it. */
export const AskingForHours = v.strictObject({ id: Id, asked: Id, seconds: Seconds })
export type AskingForHours = v.InferOutput<typeof AskingForHours>

/** What was asked, as both read it. */
export const Asking = v.object({
  id: Id,
  asker: v.object({ member: Id, name: v.string() }),
  asked: v.object({ member: Id, name: v.string() }),
  seconds: Seconds,
  at: Moment,
  state: v.picklist(['waiting', 'given', 'declined']),
  /** The signed promise of the gift that answered it, on writes. */
  receipts: v.optional(v.array(TransferReceipt)),
})
export type Asking = v.InferOutput<typeof Asking>

/** The gift that answers an asking: its id, and how many hours, which may be fewer. */
export const AskingGift = v.strictObject({ id: Id, seconds: Seconds })
export type AskingGift = v.InferOutput<typeof AskingGift>
