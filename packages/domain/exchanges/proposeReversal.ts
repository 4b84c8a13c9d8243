import { type Fault, isFault, type Reversal } from '@commonhour/contract'
import type { StewardFacts } from '../motions/facts.ts'
import { proposeMotion } from '../motions/propose.ts'
import type { Decision } from '../writes.ts'
import { decideReversal, type ReverseFacts } from './reverse.ts'
import { partiesOf } from './sides.ts'

export interface ProposeReversalFacts extends ReverseFacts {
  readonly reason: Reversal['reason']
  /** The motion's. */
  readonly id: string
  readonly stewards: readonly StewardFacts[]
}

/** What was booked too long ago for one waits for a second: the hours stay where they are. */
export function proposeReversal(facts: ProposeReversalFacts): Decision | Fault {
  const { actor, charter, exchange, id, now, reason, stewards } = facts
  const done = decideReversal({ ...facts, seconded: true })
  if (isFault(done)) return done
  // From here the motion must succeed.
  const mirrors = done.write.flatMap((one) => (one.into === 'transfer' ? [one.id] : []))
  return proposeMotion({
    ...{ id, kind: 'reversal', ref: exchange.id, body: { reversal: reason, mirrors } },
    ...{ parties: partiesOf(exchange), actor, charter, now, stewards },
  })
}
