import type { CheckKind, ConcernKind, ConcernOutcome } from '@commonhour/contract'

/** What keeps people safe: blocks, concerns, and that checks were seen. */
export type ConcernWrite =
  | { readonly into: 'block'; readonly member: string; readonly blocked: string }
  | { readonly into: 'blockLifting'; readonly member: string; readonly blocked: string }
  | {
      readonly into: 'concern'
      readonly id: string
      readonly member: string
      readonly aboutMember: string | null
      readonly aboutExchange: string | null
      readonly kind: ConcernKind
      readonly text: string
    }
  | {
      readonly into: 'concernResolution'
      readonly concern: string
      readonly outcome: ConcernOutcome
    }
  | {
      readonly into: 'check'
      readonly member: string
      readonly kind: CheckKind
      readonly untilOn: string
    }
