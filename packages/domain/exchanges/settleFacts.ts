import type { Settlement } from '@commonhour/contract'
import type { AccountFacts, CharterFacts, ExchangeFacts, MemberActor } from '../facts.ts'

export interface SettleFacts {
  readonly exchange: ExchangeFacts
  readonly actor: MemberActor
  readonly giver: AccountFacts
  /** The account of each receiver. */
  readonly receivers: readonly AccountFacts[]
  readonly charter: CharterFacts
  readonly settlement: Settlement
  readonly freshIds: readonly string[]
  /** The pool the giver passes their hours on to; nothing where they chose none. */
  readonly giversPool?: AccountFacts | null
}
