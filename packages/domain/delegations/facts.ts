import type { DelegationScope, MemberState } from '@commonhour/contract'

/** A delegation as a decision sees it. Times are ms since the epoch. */
export interface DelegationFacts {
  readonly id: string
  readonly member: string
  readonly memberName: string
  readonly delegate: string
  readonly delegateName: string
  readonly scope: DelegationScope
  readonly state: 'offered' | 'accepted' | 'refused' | 'withdrawn'
  readonly until: number
  readonly offeredAt: number
  /** Counts its steps. */
  readonly steps: number
  /** Counts the steps of all delegations of this member to this delegate. */
  readonly version: number
}

/** A member as far as letting someone act for them looks at it. */
export interface PersonFacts {
  readonly id: string
  readonly state: MemberState
  readonly version: number
  /** Whether somebody signs in as them: paper members have nobody. */
  readonly hasPerson: boolean
}
