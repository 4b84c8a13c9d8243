import * as v from 'valibot'
import { Id } from './ids.ts'
import { Moment } from './times.ts'

/**
 * Why a member is erased: a closed list, as it stands in the log. By themself it is their own wish;
 * a coordinator enters that they asked for it, or that their relatives did.
 */
export const ErasureReason = v.picklist(['own_wish', 'asked_to', 'relatives_asked'])
export type ErasureReason = v.InferOutput<typeof ErasureReason>

export const Erasing = v.strictObject({ reason: ErasureReason })
export type Erasing = v.InferOutput<typeof Erasing>

/** What is left to be told of an erasure: that it was, when and why. */
export const Erasure = v.object({ member: Id, reason: ErasureReason, at: Moment })
export type Erasure = v.InferOutput<typeof Erasure>
