import type { AccountKind, CharterBody, MemberState } from '@commonhour/contract'

/**
 * One side of a movement of hours, as a rule sees it. All seconds; standings may lie below zero.
 */
export interface Side {
  readonly account: string
  readonly kind: AccountKind
  readonly member: string | null
  readonly state: MemberState | null
  readonly balanceSeconds: number
  readonly heldOutSeconds: number
  /** The charter's or the account's own line, without the newcomer line. */
  readonly floorSeconds: number
  /** The line of someone who has given no help yet; null once it no longer applies. */
  readonly newcomerFloorSeconds: number | null
}

/**
 * What a rule may look at when hours are promised or moved. `from` received help or gives hours.
 */
export interface MoveFacts {
  readonly purpose: 'help' | 'gift'
  /** Seconds that would be moved or set aside. */
  readonly seconds: number
  /** Seconds of help that were given. */
  readonly helpSeconds: number
  readonly from: Side
  readonly to: Side
  readonly charter: CharterBody
  /** Set when an app books for itself. */
  readonly app: AppFacts | null
  /** The receiver's standing after it is not judged: what was promised is honoured. */
  readonly promised: boolean
}
export interface AppFacts {
  readonly granted: boolean
  readonly dailyCapSeconds: number
  readonly bookedTodaySeconds: number
}

/** What a rule may look at when a steward decides. */
export interface OfficeFacts {
  /** Whom the steward speaks for: themself, and an organisation of theirs. */
  readonly speaksFor: readonly string[]
  /** The members the decision is about. */
  readonly parties: readonly string[]
}

/** Where `from` would stand, holds included. */
export function standingAfterSeconds({ from, seconds }: MoveFacts): number {
  return from.balanceSeconds - from.heldOutSeconds - seconds
}
