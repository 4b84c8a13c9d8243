import { fault } from '@commonhour/contract'
import type { MotionAct } from '../motions/facts.ts'
import { refusalOfBooked, reversalOf } from './reverse.ts'

/** Hours that were booked long ago, undone by two stewards: judged as the exchange stands then. */
export const reversalAct: MotionAct = {
  partiesOf: ({ parties = [] }) => parties,
  decide: ({ body, by }, { charter, exchange }) => {
    const { mirrors, reversal } = body
    if (exchange == null || mirrors === undefined || reversal === undefined) {
      return fault('not_found')
    }
    const refusal = refusalOfBooked(exchange)
    if (refusal !== null) return refusal
    // From here the reversal must succeed.
    return reversalOf({ exchange, charter, reason: reversal, freshIds: mirrors, by })
  },
}
