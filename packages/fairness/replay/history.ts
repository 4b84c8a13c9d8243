import type { AccountKind, CharterBody, MemberState } from '@commonhour/contract'
import type { Purpose } from '../facts.ts'

/**
 * What happened in a community, as the audit replays it: in the order of the log, but for needs,
 * which may come as soon as they are known. Moments are milliseconds since the epoch.
 */
export type HistoryLine =
  | HistoryCharter
  | HistoryAccount
  | HistoryLimit
  | HistoryState
  | HistoryNeed
  | HistoryGrant
  | HistoryTransfer

export interface HistoryCharter {
  readonly line: 'charter'
  readonly version: number
  readonly body: CharterBody
}
export interface HistoryAccount {
  readonly line: 'account'
  readonly account: string
  readonly kind: AccountKind
  readonly member: string | null
}
/** An account gets a line of its own, for good (null) or until a moment. */
export interface HistoryLimit {
  readonly line: 'limit'
  readonly account: string
  readonly floorSeconds: number
  readonly until: number | null
}
export interface HistoryState {
  readonly line: 'state'
  readonly member: string
  readonly state: MemberState
}
/** A need that was open from one moment to another; null while it is. */
export interface HistoryNeed {
  readonly line: 'need'
  readonly member: string
  readonly openedAt: number
  readonly closedAt: number | null
}
/** What an account's holder lets an app book from it from now on; a withdrawal grants nothing. */
export interface HistoryGrant {
  readonly line: 'grant'
  readonly app: string
  readonly account: string
  readonly granted: boolean
  readonly dailyCapSeconds: number
}
export interface HistoryTransfer {
  readonly line: 'transfer'
  readonly id: string
  readonly kind: 'post' | 'hold' | 'settle' | 'release' | 'reverse'
  readonly purpose: Purpose
  readonly fromAccount: string
  readonly toAccount: string
  readonly seconds: number
  /** When it was booked; of an imported line, the beginning of the source's own day. */
  readonly at: number
  /** The UTC day of `at`. */
  readonly bookedOn: string
  /** The day of the help. */
  readonly workedOn: string
  /** What a settle, release or reverse resolves. */
  readonly ref: string | null
  readonly exchange: string | null
  /** The version it was judged under; 0: none of this community's, as it was imported. */
  readonly charter: number
  /** The app that booked it for itself. */
  readonly app: string | null
  /** How many receivers its exchange names. */
  readonly receivers: number
  /** When the agreed help would be given; null where no time was agreed. */
  readonly times: AgreedTimes | null
}
/** From and until when, milliseconds since the epoch; `untilAt` not included. */
export interface AgreedTimes {
  readonly fromAt: number
  readonly untilAt: number
}
