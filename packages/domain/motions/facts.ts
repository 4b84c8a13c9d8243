import type {
  CharterBody,
  Fault,
  MemberState,
  MotionKind,
  MotionState,
  Office,
} from '@commonhour/contract'
import type { AccountFacts, CharterFacts, ExchangeFacts } from '../facts.ts'
import type { ApplicantFacts, ApplicationFacts } from '../pools/facts.ts'
import type { Decision } from '../writes.ts'
import type { MotionBody } from './body.ts'

/** A motion as a decision sees it. Times are ms since the epoch. */
export interface MotionFacts {
  readonly id: string
  readonly kind: MotionKind
  /** What it is about: a member, an exchange, an application, or `charter`. */
  readonly ref: string
  readonly body: MotionBody
  /** The member who proposed it. */
  readonly by: string
  /** Whether they are a steward still: they may rest, and come back to their office. */
  readonly isByASteward: boolean
  readonly at: number
  readonly announcedUntil: number | null
  /** As its steps say: a seconded one is carried in the same batch. */
  readonly state: MotionState
  /** How many steps it has: a decision is guarded by it. */
  readonly version: number
  /** Who takes part in the exchange it is about; empty where it is about none. */
  readonly parties?: readonly string[]
}

/** A steward, and whom they speak for: themself, their organisations, who shares their address. */
export interface StewardFacts {
  readonly member: string
  readonly state: MemberState
  readonly speaksFor: readonly string[]
}

/** The member a motion or an act of office is about. */
export interface SubjectFacts {
  readonly id: string
  readonly kind: 'person' | 'organisation' | 'household'
  readonly state: MemberState
  readonly version: number
  readonly offices: readonly Office[]
  readonly officesVersion: number
}

/** An amendment as it was proposed: the whole charter, and the version it was written over. */
export interface AmendmentFacts {
  readonly base: number
  readonly effectiveFrom: number
  readonly body: CharterBody
}

/** An application to a pool as the motion about it is carried. */
export interface GrantMotionFacts {
  readonly application: ApplicationFacts
  readonly applicant: ApplicantFacts
  readonly pool: AccountFacts
  readonly to: AccountFacts
}

/**
 * What carrying a motion out may look at, as it is at that moment; null where there is no such
 * thing. A slice whose motions need more adds its facts here and its query in the ledger.
 */
export interface MotionActFacts {
  readonly now: number
  readonly charter: CharterFacts
  readonly subject: SubjectFacts | null
  readonly account: AccountFacts | null
  readonly amendment: AmendmentFacts | null
  readonly grant?: GrantMotionFacts | null
  readonly exchange?: ExchangeFacts | null
}

/** How motions of one kind are carried out. */
export interface MotionAct {
  /** The members whose cause it is: none of them decides it. */
  readonly partiesOf: (motion: MotionFacts) => readonly string[]
  /** What it does now, judged afresh; its last write with a leaf stands right before `carried`. */
  readonly decide: (motion: MotionFacts, facts: MotionActFacts) => Decision | Fault
}
