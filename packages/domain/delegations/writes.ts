import type { DelegationScope } from '@commonhour/contract'

/** What letting someone act for another leaves in the books. */
export type DelegationWrite =
  | {
      readonly into: 'delegation'
      readonly id: string
      readonly member: string
      readonly delegate: string
      readonly scope: DelegationScope
      /** Milliseconds since the epoch. */
      readonly until: number
    }
  | {
      readonly into: 'delegationStep'
      readonly delegation: string
      readonly step: number
      readonly act: 'offered' | 'accepted' | 'refused' | 'withdrawn'
    }
  | {
      readonly into: 'household'
      readonly member: string
      readonly other: string
      readonly act: 'declared' | 'ended'
    }
