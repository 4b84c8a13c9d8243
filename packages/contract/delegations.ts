import * as v from 'valibot'
import { Id } from './ids.ts'
import { Day, Moment } from './times.ts'

/** How far someone may go for another: look, prepare what the other then says yes to, or act. */
export const DelegationScope = v.picklist(['see', 'prepare', 'act'])
export type DelegationScope = v.InferOutput<typeof DelegationScope>

/** The longest that one may run, in days; renewing is a new one. */
export const mostDelegationDays = 365

/** Let someone act for me: whom, how far, and until which day (the whole of it). */
export const DelegationOffer = v.strictObject({
  id: Id,
  delegate: Id,
  scope: DelegationScope,
  untilOn: Day,
})
export type DelegationOffer = v.InferOutput<typeof DelegationOffer>

export const DelegationState = v.picklist(['offered', 'accepted', 'refused', 'withdrawn', 'ended'])
export type DelegationState = v.InferOutput<typeof DelegationState>

/**
 * One delegation as its two people, or a coordinator, read it. `ended`: its last day has passed.
 */
export const Delegation = v.object({
  id: Id,
  member: Id,
  memberName: v.string(),
  delegate: Id,
  delegateName: v.string(),
  scope: DelegationScope,
  state: DelegationState,
  offeredAt: Moment,
  until: Moment,
  may: v.array(v.picklist(['acceptance', 'refusal', 'withdrawal'])),
})
export type Delegation = v.InferOutput<typeof Delegation>

/** Someone I may act for now: because they let me, or because we share an address or an account. */
export const ActedFor = v.object({
  member: Id,
  name: v.string(),
  scope: v.picklist(['own', 'see', 'prepare', 'act']),
  until: v.nullable(Moment),
})
export type ActedFor = v.InferOutput<typeof ActedFor>

/** Whom a steward lives with, as they say of themself. */
export const HouseholdDeclaration = v.strictObject({
  member: Id,
  act: v.optional(v.picklist(['declared', 'ended']), 'declared'),
})
export type HouseholdDeclaration = v.InferOutput<typeof HouseholdDeclaration>
const Declared = v.array(v.object({ member: Id, name: v.string() }))
/** Whom I said that I live with, and which stewards said so of me: it binds both. */
export const Household = v.object({ members: Declared, saidBy: Declared })
export type Household = v.InferOutput<typeof Household>
