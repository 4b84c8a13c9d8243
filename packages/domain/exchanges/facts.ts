import type { Habits } from '@commonhour/fairness'
import type { AccountFacts, CharterFacts, ExchangeFacts, MemberActor } from '../facts.ts'

/** What every act on an exchange may look at: read in one round trip, at one moment. */
export interface ActFacts {
  readonly exchange: ExchangeFacts
  readonly actor: MemberActor
  readonly giver: AccountFacts
  /** One account for each receiver, in the exchange's order. */
  readonly receivers: readonly AccountFacts[]
  readonly charter: CharterFacts
  /** The persons behind each member who acted here, the asker's among them. */
  readonly persons: Persons
  /** What cautions and notes count, by receiver. */
  readonly habits: Readonly<Record<string, Habits>>
  /** Other answers to the same need that still wait. */
  readonly others: readonly ExchangeFacts[]
  /** The need it is about: who asks, and whether it is open; null where it is about none. */
  readonly need: NeedFacts | null
  /** Milliseconds since the epoch. */
  readonly now: number
  /** New ids, more than any act needs. */
  readonly freshIds: readonly string[]
  /** The pool the giver passes their hours on to; nothing where they chose none. */
  readonly giversPool?: AccountFacts | null
}

/** Persons by the members they act as: several may share a household or an organisation. */
export type Persons = Readonly<Record<string, readonly string[]>>

/** A need as those who exchange help about it see it. */
export interface NeedFacts {
  readonly id: string
  readonly member: string
  readonly isOpen: boolean
  /** How many exchanges are about it. */
  readonly exchanges: number
}

/** Hands out ids one by one; too few of them is a bug. */
export function dispenserOf(freshIds: readonly string[]): () => string {
  const left = [...freshIds]
  return () => {
    const id = left.shift()
    if (id === undefined) throw new RangeError('there are too few ids')
    return id
  }
}
