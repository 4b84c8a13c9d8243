import type { ApplicationAnswerReason, ApplicationReason, Choosing } from '@commonhour/contract'

/** What pools, askings and choices append. Who and when are added where it is written. */
export type PoolWrite =
  /** A member asks a pool for hours; the words can be erased. */
  | {
      readonly into: 'poolApplication'
      readonly id: string
      readonly pool: string
      readonly member: string
      readonly seconds: number
      readonly reason: ApplicationReason
      readonly text: string
    }
  /** How an application ends; a grant's transfer stands before it in the same batch. */
  | {
      readonly into: 'poolAnswer'
      readonly application: string
      readonly act: 'granted' | 'declined' | 'withdrawn'
      readonly reason: ApplicationAnswerReason
    }
  /** A member asks a fellow member for hours. */
  | {
      readonly into: 'asking'
      readonly id: string
      readonly asker: string
      readonly asked: string
      readonly seconds: number
    }
  /** How an asking ends; the gift stands before it in the same batch. */
  | {
      readonly into: 'askingAnswer'
      readonly asking: string
      readonly act: 'given' | 'declined'
    }
  /** What a member chooses, in place of what they chose before. */
  | ({ readonly into: 'choice'; readonly member: string } & Choosing)
