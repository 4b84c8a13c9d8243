import type { CardKind, CardOutcome, CardPerson } from '@commonhour/contract'

/**
 * Something that may ask for a coordinator, as the books tell it: whether and since when it is a
 * card is for `cardsOf` to say.
 */
export interface Candidate {
  readonly kind: CardKind
  /** What it is about: a member's, an exchange's or another thing's id. */
  readonly ref: string
  /** The moment of the fact it follows from, ms. */
  readonly at: number
  /** Whom it is about, where it is one member: they read it, and never act on it. */
  readonly member: string | null
  readonly people: readonly CardPerson[]
  readonly exchange: { readonly id: string; readonly title: string } | null
  readonly facts: Readonly<Record<string, string | number | null>>
}

/** A card before anyone did anything with it. */
export interface CardFacts extends Candidate {
  readonly id: string
  /** Since when it asks for attention, ms. */
  readonly since: number
}

/** One act on a card, as the books keep it. */
export interface CardAct {
  readonly card: string
  readonly act: 'opened' | 'taken' | 'handed' | 'resolved'
  readonly owner: { readonly member: string; readonly name: string } | null
  readonly outcome: CardOutcome | null
  readonly by: { readonly member: string; readonly name: string }
  /** '' where nothing was said, or it was erased. */
  readonly note: string
  readonly at: number
}

/** A coordinator who could decide now, and the members they speak for. */
export interface CoordinatorAtWork {
  readonly member: string
  readonly name: string
  readonly speaksFor: readonly string[]
}
