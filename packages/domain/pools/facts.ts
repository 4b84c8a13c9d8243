import type { ApplicationReason, ApplicationState } from '@commonhour/contract'

/** What a pool's rules count of one member; `version` guards it (ledger.md law 12). */
export interface ApplicantFacts {
  /** Granted within the charter's `pool.windowDays`, less what was undone. */
  readonly grantedSeconds: number
  /** Applications made, and answered. */
  readonly version: number
  /** The application that waits; null for none. */
  readonly waiting: string | null
}

/** An application as a decision sees it. */
export interface ApplicationFacts {
  readonly id: string
  readonly pool: string
  readonly member: string
  readonly seconds: number
  readonly reason: ApplicationReason
  readonly state: ApplicationState
}
