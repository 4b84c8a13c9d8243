import type {
  CharterBody,
  DelegationScope,
  ExchangeState,
  MemberState,
  Office,
  Verdict,
} from '@commonhour/contract'
import type { Side } from '@commonhour/fairness'
import type { Expectation } from './expectation.ts'

/** A member who asks. `version` counts their steps, so that a decision can be guarded by it. */
export interface MemberActor {
  readonly kind: 'member'
  /** The member whose act it is: the asker, or the one they act for. */
  readonly member: string
  /** The member who really acts; the same unless they act for another. */
  readonly by: string
  /**
   * How far whoever acts for another may go; `own` for oneself; `spoken`: a coordinator, in the
   * name of a member they spoke to.
   */
  readonly scope: 'own' | DelegationScope | 'spoken'
  readonly state: MemberState
  readonly version: number
  readonly offices: readonly Office[]
  readonly officesVersion: number
  readonly account: string | null
  /**
   * The members in whose cause the one who really acts decides nothing: themself, whoever they act
   * for, an organisation of theirs, and the household they declared.
   */
  readonly speaksFor: readonly string[]
  /** What lets them act for another: a withdrawal meanwhile refuses the batch. */
  readonly guards?: readonly Expectation[]
}
/** An app that asks for itself. */
export interface AppActor {
  readonly kind: 'app'
  readonly app: string
  readonly admitted: boolean
  readonly version: number
}
export type Actor = MemberActor | AppActor

/** An account as a decision sees it; `version` guards what was counted on it (ledger.md law 12). */
export interface AccountFacts extends Side {
  readonly version: number
  /** Counts the steps of the member who holds it; null where nobody does. */
  readonly memberVersion: number | null
  readonly status: 'open' | 'frozen' | 'closed'
}

/** The charter in force, and the newest version there is (they differ while one is announced). */
export interface CharterFacts {
  readonly version: number
  readonly newestVersion: number
  readonly body: CharterBody
}

export interface Step {
  readonly step: number
  readonly state: ExchangeState
  /** `member:ID`, `app:ID` or `clock`. */
  readonly actor: string
  readonly onBehalfOf: string | null
  readonly at: number
  readonly logSize: number
  readonly seconds: number | null
  readonly workedOn: string | null
  readonly reason: string | null
}
export interface ExchangeTransfer {
  readonly id: string
  readonly kind: 'post' | 'hold' | 'settle' | 'release' | 'reverse'
  readonly fromAccount: string
  readonly toAccount: string
  readonly seconds: number
  readonly ref: string | null
  readonly charter: number
  readonly expiresAt: number | null
  readonly workedOn: string | null
  readonly seq: number
}
/** One of several said yes to a step. */
export interface Assent {
  readonly member: string
  readonly step: number
  readonly kind: 'acceptance' | 'confirmation'
  readonly actor: string
  readonly onBehalfOf: string | null
  readonly logSize: number
}
/** What a rule said of a step that was allowed, about the hours of one receiver. */
export interface SaidVerdict extends Verdict {
  readonly step: number
  readonly receiver: string
}
export interface Thanked {
  readonly member: string
  readonly text: string
  readonly at: number
}
/** An exchange with its steps and transfers, oldest first. Times are ms since the epoch. */
export interface ExchangeFacts {
  readonly id: string
  readonly number: number
  readonly state: ExchangeState
  readonly giver: string
  readonly giverAccount: string
  readonly receivers: readonly { readonly member: string; readonly account: string }[]
  readonly names: Readonly<Record<string, string>>
  readonly need: string | null
  readonly offer: string | null
  readonly title: string
  readonly place: string
  readonly agreedForAt: number | null
  readonly estimateSeconds: number
  readonly charter: number
  readonly at: number
  readonly steps: readonly Step[]
  /** Gifts to a pool that followed its hours at once, and that stand. */
  readonly passedOn: readonly ExchangeTransfer[]
  /** Where there are several receivers: who said yes to which step. */
  readonly assents: readonly Assent[]
  /** What rules said of steps that were allowed all the same. */
  readonly verdicts: readonly SaidVerdict[]
  readonly transfers: readonly ExchangeTransfer[]
  /** Who thanked, with which words; moments in ms. */
  readonly thanks: readonly Thanked[]
}

/** A need or an offer as a decision sees it. */
export interface PublicationFacts {
  readonly id: string
  readonly member: string
  readonly state: 'open' | 'answered' | 'withdrawn' | 'expired'
  readonly expiresOn: string
}

/** Who acts and for whom, as the books keep it: `by X for Y`. */
export function doneBy(actor: MemberActor): DoneBy {
  const { by, guards = [], member } = actor
  return { actor: `member:${by}`, onBehalfOf: by === member ? null : member, guards }
}
export interface DoneBy {
  readonly actor: string
  readonly onBehalfOf: string | null
  readonly guards: readonly Expectation[]
}

/** The member whose step it is: the one it was done for, else who did it; null for no member. */
export function memberOfStep({ actor, onBehalfOf }: Step): string | null {
  if (onBehalfOf !== null) return onBehalfOf
  return actor.startsWith('member:') ? actor.slice('member:'.length) : null
}

/** The one who is asking, as the books name them. */
export function principalOf(actor: Actor): string {
  return actor.kind === 'member' ? `member:${actor.member}` : `app:${actor.app}`
}
