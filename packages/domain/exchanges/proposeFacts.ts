import type { ExchangeProposal } from '@commonhour/contract'
import type { Habits } from '@commonhour/fairness'
import type {
  AccountFacts,
  CharterFacts,
  ExchangeFacts,
  MemberActor,
  PublicationFacts,
} from '../facts.ts'
import type { NeedFacts } from './facts.ts'

export interface ProposeFacts {
  readonly proposal: ExchangeProposal
  readonly actor: MemberActor
  /** The giver's account: its standing rises when hours move; null when there is no such member. */
  readonly giver: AccountFacts | null
  /** The receivers' accounts, in the order of their members' ids; shorter where one is unknown. */
  readonly receivers: readonly AccountFacts[]
  readonly about: PublicationFacts | null
  /** The need it is about, as its answers see it; null where it is about none. */
  readonly need: NeedFacts | null
  /** Answers to the same need that wait. */
  readonly others: readonly ExchangeFacts[]
  readonly charter: CharterFacts
  readonly habits: Readonly<Record<string, Habits>>
  readonly now: number
  /** The UTC day: when help that names no day was given. */
  readonly today: string
  /** The latest day it is anywhere: help is not recorded beyond it. */
  readonly latestDay: string
  /** Milliseconds since the epoch of `agreedFor.at`, if any. */
  readonly agreedForAt: number | null
  readonly freshIds: readonly string[]
}
