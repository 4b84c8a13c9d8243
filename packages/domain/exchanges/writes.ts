import type { Verdict } from '@commonhour/contract'

/** What an exchange gathers beside its steps. Who and when are added where it is written. */
export type ExchangeLifeWrite =
  /** Other terms for the proposal that follows in the same batch. */
  | {
      readonly into: 'exchangeTerms'
      readonly exchange: string
      readonly step: number
      readonly estimateSeconds: number
      readonly agreedForAt: number | null
      readonly place: string
    }
  /** One of several says yes to the step the exchange stands at. */
  | {
      readonly into: 'exchangeAssent'
      readonly exchange: string
      readonly member: string
      readonly step: number
      readonly kind: 'acceptance' | 'confirmation'
    }
  /** Thanks of one side, with words or without. */
  | {
      readonly into: 'exchangeThanks'
      readonly exchange: string
      readonly member: string
      readonly id: string
      readonly text: string
    }
  /** Words between those who take part. */
  | {
      readonly into: 'exchangeMessage'
      readonly exchange: string
      readonly member: string
      readonly id: string
      readonly text: string
    }
  /** What a rule said of a step that is allowed all the same; written after its step. */
  | {
      readonly into: 'exchangeVerdict'
      readonly exchange: string
      readonly step: number
      readonly rule: string
      /** Whose receiving it is about. */
      readonly receiver: string
      readonly verdict: 'caution' | 'note'
      readonly says: string
      readonly facts: Verdict['facts']
    }
  /** What the clock says of a claim that waits: to one member, or to coordinators about one. */
  | {
      readonly into: 'exchangeReminder'
      readonly exchange: string
      /** The step at which the help was said to be done. */
      readonly step: number
      /** The day after that step. */
      readonly day: number
      /** Whom it reminds; of a card, the one who waits. */
      readonly member: string
      readonly kind: 'reminder' | 'card'
    }
