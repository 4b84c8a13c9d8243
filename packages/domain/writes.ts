import type {
  CommunitySettings,
  ExchangeState,
  LineReason,
  MemberApplication,
  MemberState,
  NoticeKind,
  Profile,
  Publication,
} from '@commonhour/contract'
import type { ConcernWrite } from './concerns/writes.ts'
import type { DelegationWrite } from './delegations/writes.ts'
import type { DepartureWrite } from './departures/writes.ts'
import type { ExchangeLifeWrite } from './exchanges/writes.ts'
import type { Expectation } from './expectation.ts'
import type { LinkWrite } from './links/writes.ts'
import type { MotionWrite } from './motions/writes.ts'
import type { NoticeWrite } from './notices/writes.ts'
import type { PoolWrite } from './pools/writes.ts'
import type { ReportWrite } from './reports/writes.ts'
import type { SlipWrite } from './slips/writes.ts'
import type { CardActWrite } from './today/writes.ts'

export type { Expectation }

export interface TransferWrite {
  readonly into: 'transfer'
  readonly id: string
  readonly kind: 'post' | 'hold' | 'settle' | 'release' | 'reverse'
  readonly purpose: 'help' | 'gift' | 'grant' | 'import'
  readonly fromAccount: string
  readonly toAccount: string
  readonly seconds: number
  readonly charter: number
  readonly ref?: string | null
  readonly groupId?: string | null
  readonly exchange?: string | null
  readonly expiresAt?: number | null
  readonly workedOn?: string | null
  readonly reason?: string | null
  readonly memo?: string
  /** For whom, where it is not the one the whole batch is done for. */
  readonly onBehalfOf?: string | null
}
export interface StepWrite {
  readonly into: 'exchangeStep'
  readonly exchange: string
  readonly step: number
  readonly state: ExchangeState
  /** Whose step it is, where it is not that of the one the whole batch is done for. */
  readonly onBehalfOf?: string | null
  readonly seconds?: number | null
  readonly workedOn?: string | null
  readonly reason?: string | null
}
export interface ExchangeWrite {
  readonly into: 'exchange'
  readonly id: string
  readonly giver: string
  readonly giverAccount: string
  readonly receivers: readonly { readonly member: string; readonly account: string }[]
  readonly need: string | null
  readonly offer: string | null
  readonly estimateSeconds: number
  readonly agreedForAt: number | null
  readonly charter: number
  readonly title: string
  readonly place: string
}

/** One thing to append. Who, when, public ids and salts are added where it is written. */
export type Write =
  | NoticeWrite
  | TransferWrite
  | ConcernWrite
  | DelegationWrite
  | DepartureWrite
  | ExchangeLifeWrite
  | LinkWrite
  | MotionWrite
  | PoolWrite
  | ReportWrite
  | CardActWrite
  | SlipWrite
  | StepWrite
  | ExchangeWrite
  | {
      readonly into: 'publication'
      readonly word: 'need' | 'offer'
      readonly member: string
      readonly publication: Publication & { readonly expiresOn: string }
    }
  | {
      readonly into: 'closing'
      readonly word: 'need' | 'offer'
      readonly id: string
      readonly state: 'answered' | 'withdrawn' | 'expired'
    }
  | {
      readonly into: 'member'
      readonly application: MemberApplication
      readonly joinedOn: string | null
    }
  | { readonly into: 'languages'; readonly member: string; readonly languages: readonly string[] }
  | { readonly into: 'settings'; readonly settings: CommunitySettings }
  | { readonly into: 'profile'; readonly member: string; readonly profile: Profile }
  | { readonly into: 'joining'; readonly member: string; readonly joinedOn: string }
  | {
      readonly into: 'memberStep'
      readonly member: string
      readonly step: number
      readonly state: MemberState
      /** A code, where the step has a reason. */
      readonly reason?: string
    }
  | { readonly into: 'memberPerson'; readonly member: string; readonly person: string }
  | {
      readonly into: 'account'
      readonly id: string
      readonly kind: 'member' | 'organisation' | 'household' | 'pool' | 'opening'
      readonly member: string | null
    }
  | {
      readonly into: 'accountStep'
      readonly account: string
      readonly act: 'closed' | 'frozen' | 'thawed'
    }
  /** A line of an account's own, until a moment (null: for good). */
  | {
      readonly into: 'limitChange'
      readonly account: string
      readonly floorSeconds: number
      readonly ceilingSeconds: number | null
      readonly until: number | null
      readonly reason: LineReason
    }
  | {
      readonly into: 'appStep'
      readonly app: string
      readonly name: string
      readonly step: number
      readonly act: 'admitted' | 'withdrawn'
    }
  | {
      readonly into: 'appGrant'
      readonly app: string
      readonly account: string
      readonly step: number
      readonly dailyCapSeconds: number
    }
  /**
   * A notice for the outbox: what happened to which thing, and whom to tell (null: coordinators).
   */
  | {
      readonly into: 'outbox'
      readonly kind: NoticeKind
      readonly ref: string
      readonly member: string | null
    }

/** What a decision allows: the guards first, then all of it in one batch. */
export interface Decision {
  readonly expect: readonly Expectation[]
  readonly write: readonly Write[]
}
