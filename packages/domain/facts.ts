import type {
  CharterBody,
  DelegationScope,
  ExchangeState,
  MemberState,
  Office,
} from '@commonhour/contract'
import type { Side } from '@commonhour/fairness'

/** A member who asks. `version` counts their steps, so that a decision can be guarded by it. */
export interface MemberActor {
  readonly kind: 'member'
  /** The member whose act it is: the asker, or the one they act for. */
  readonly member: string
  /** The member who really acts; the same unless they act for another. */
  readonly by: string
  /** How far whoever acts for another may go; `own` for oneself. */
  readonly scope: 'own' | DelegationScope
  readonly state: MemberState
  readonly version: number
  readonly offices: readonly Office[]
  readonly officesVersion: number
  readonly account: string | null
  /** The members whom the person behind it speaks for: this one, and an organisation of theirs. */
  readonly speaksFor: readonly string[]
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
  readonly transfers: readonly ExchangeTransfer[]
}

/** A need or an offer as a decision sees it. */
export interface PublicationFacts {
  readonly id: string
  readonly member: string
  readonly state: 'open' | 'answered' | 'withdrawn' | 'expired'
  readonly expiresOn: string
}

/** Who acts and for whom, as the books keep it: `by X for Y`. */
export function doneBy(actor: MemberActor): { actor: string; onBehalfOf: string | null } {
  const { by, member } = actor
  return { actor: `member:${by}`, onBehalfOf: by === member ? null : member }
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
