import type { CharterBody, MotionKind, NoticeKind, Office } from '@commonhour/contract'
import type { MotionBody } from './body.ts'

/** What motions, the charter and offices append. Who and when are added where it is written. */
export type MotionWrite =
  | {
      readonly into: 'motion'
      readonly id: string
      readonly kind: MotionKind
      readonly ref: string
      readonly body: MotionBody
      readonly announcedUntil: number | null
    }
  | {
      readonly into: 'motionStep'
      readonly motion: string
      readonly step: number
      readonly act: 'seconded' | 'objected' | 'withdrawn' | 'carried' | 'lapsed'
      /** A code: why a member objects, or the fault that an act met when it was to be carried. */
      readonly reason: string | null
    }
  /** The charter as it would read; written before its motion. */
  | {
      readonly into: 'charterAmendment'
      readonly motion: string
      readonly base: number
      readonly effectiveFrom: number
      readonly body: CharterBody
    }
  /** A version of the charter, in force from a moment, and never before it is written. */
  | {
      readonly into: 'charter'
      readonly version: number
      readonly effectiveFrom: number
      readonly body: CharterBody
    }
  | {
      readonly into: 'stewardship'
      readonly member: string
      readonly office: Office
      readonly act: 'appointed' | 'removed'
    }
  /** A notice to every active member. */
  | { readonly into: 'outboxToAll'; readonly kind: NoticeKind; readonly ref: string }
