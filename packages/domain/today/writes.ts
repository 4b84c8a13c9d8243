import type { CardKind, CardOutcome } from '@commonhour/contract'

/** What a coordinator does with a card. Who and when are added where it is written. */
export interface CardActWrite {
  readonly into: 'cardAct'
  readonly id: string
  readonly card: string
  readonly kind: CardKind
  readonly ref: string
  /** Whom the card is about; null where it is about no member. */
  readonly member: string | null
  /** Since when it asks for attention, ms. */
  readonly since: number
  readonly act: 'opened' | 'taken' | 'handed' | 'resolved'
  /** Who has it from now on; null where it goes back to all. */
  readonly owner: string | null
  readonly outcome: CardOutcome | null
  /** What was said with it; '' for nothing. Stands where it can be erased. */
  readonly note: string
}
