import type { ExchangeAct } from '@commonhour/contract'
import type { CharterFacts, ExchangeFacts, MemberActor } from '../facts.ts'

/** What is looked at to tell someone what they may do next. */
export interface MayFacts {
  readonly exchange: ExchangeFacts
  readonly actor: MemberActor
  readonly charter: CharterFacts
  readonly now: number
}

/** Whether one act is open to someone; where others stand is not looked at. */
export type May = (facts: MayFacts) => boolean

/** The acts of some part of an exchange's life, each with when it is open. */
export type Mays = Partial<Readonly<Record<ExchangeAct, May>>>
