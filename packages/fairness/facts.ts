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
 * A rule whose group of facts is not given says nothing.
 */
export interface MoveFacts {
  readonly purpose: Purpose
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
  readonly acted?: ActedFacts
  readonly habits?: Habits | null
  readonly agreed?: AgreedFacts | null
  readonly pool?: PoolFacts | null
}
/** What hours may move for (ledger.md law 4): there is none by which they would end. */
export type Purpose = 'help' | 'gift' | 'grant' | 'correction' | 'import' | 'treaty'
export interface AppFacts {
  readonly granted: boolean
  readonly dailyCapSeconds: number
  readonly bookedTodaySeconds: number
}

/** Who acted for each side so far, by the same kind of id: of persons, else of members. */
export interface ActedFacts {
  readonly fromSide: readonly string[]
  readonly toSide: readonly string[]
  /** A coordinator's phoned-in or paper entry for two others, marked as such, both told. */
  readonly enteredBySteward: boolean
}

/**
 * What cautions and notes count, as it was before this movement. Windows reach back from the moment
 * of the movement as far as the charter says; moments are those of booking.
 */
export interface Habits {
  /** Help the giver gave within the charter's `carerLoad.days`. */
  readonly givenSeconds: number
  /** Help the giver gave on the day of this help. */
  readonly givenOnDaySeconds: number
  /** Other agreed times of the giver that overlap with this one. */
  readonly overlappingTimes: number
  /** How many receivers this exchange names. */
  readonly receivers: number
  /** Whole days since the giver last had a need open: 0 while one is; null when there was none. */
  readonly daysSinceNeed: number | null
  /** Help between the two, either way, within the charter's `samePair.days`. */
  readonly pairSeconds: number
  /** Help the other way, from this receiver to this giver, within `roundTrip.hours`. */
  readonly otherWaySeconds: number
}

/** How far two have said the hours that would move. */
export interface AgreedFacts {
  /** The estimate both agreed on beforehand. */
  readonly estimateSeconds: number
  /** Whether nobody answered, one side alone said these hours, or both said the same. */
  readonly by: 'silence' | 'one' | 'both'
}

/** What counts when a pool gives: `to` applied for it. */
export interface PoolFacts {
  /** What the pools granted this member within the charter's `pool.windowDays`. */
  readonly grantedSeconds: number
  /** A second steward agreed. */
  readonly seconded: boolean
}

/** What a rule may look at when a steward decides. */
export interface OfficeFacts {
  /** Whom the steward speaks for: themself, and an organisation of theirs. */
  readonly speaksFor: readonly string[]
  /** The members the decision is about. */
  readonly parties: readonly string[]
  /** Members of the household that the steward declared. */
  readonly household?: readonly string[]
  /** What is decided, where how much of it counts. */
  readonly deed?: Deed
}

/** A steward's act that may be too large for one. */
export interface Deed {
  /** `support` is the lift of a supported member's line, for which two agree whatever its size. */
  readonly act: 'lift' | 'reversal' | 'amendment' | 'appointment' | 'grant' | 'support'
  /** How far a line is lifted, or how much is granted; 0 where nothing is counted. */
  readonly seconds: number
  /** Days until a lifted line ends (null: never), or since the reversed line was booked. */
  readonly days: number | null
  /** A second steward agreed; or it was announced to all as long as the charter says, unopposed. */
  readonly seconded: boolean
  readonly charter: CharterBody
}

/** Where `from` would stand, holds included. */
export function standingAfterSeconds({ from, seconds }: MoveFacts): number {
  return from.balanceSeconds - from.heldOutSeconds - seconds
}
