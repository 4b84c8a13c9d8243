import type { DepartureReason } from '@commonhour/contract'

/** Someone leaves; written once their account is frozen and their last step is taken. */
export interface DepartureWrite {
  readonly into: 'departure'
  readonly member: string
  readonly reason: DepartureReason
  /** The account their hours in hand go to; null leaves it to the pool. */
  readonly handTo: string | null
}
